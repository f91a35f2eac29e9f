#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "qs-plan.h"

/*
 * QsSandbox: a bubblewrap that has been started, and our ends of what connects us to it.
 */

typedef struct
{
  pid_t pid;
  int   output;
  int   errors;
  int   status;
} QsSandbox;

bool qs_sandbox_start (QsSandbox    *self,
                       const QsPlan *plan,
                       int           plan_fd);
