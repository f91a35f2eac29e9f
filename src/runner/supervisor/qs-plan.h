#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * QsPlan: what one run is to be, as the sandbox runner writes it into the run's folder: pairs of a
 * key and a value, each ended by a NUL, in any order and some of them many times.
 *
 *     bwrap     the program that makes sandboxes
 *     sandbox   one of its arguments
 *     log       where both streams go
 *     memory    bytes the run may use, 0 for no limit
 *     limit     "name soft hard", as setrlimit(2) counts, -1 for no limit
 *     folder    where the command starts
 *     argument  one of the command's, the first one its name
 *     variable  "NAME=value" of the command's environment
 *
 * The plan may hold secrets: it is read through a file descriptor and never shown in arguments.
 */

typedef struct
{
  char        *text;
  size_t       length;
  const char  *bwrap;
  const char  *log;
  const char  *folder;
  int64_t      memory;
  const char **sandbox;      /* each list ends with NULL */
  const char **limits;
  const char **arguments;
  const char **variables;
} QsPlan;

bool qs_plan_read (QsPlan *self,
                   int     fd);
void qs_plan_clear (QsPlan *self);
