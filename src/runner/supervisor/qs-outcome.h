#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * QsOutcome: how a run ended, as the file "result" in the run's folder says it:
 *
 *     [result]
 *     exit-code=137
 *     failure=
 *     reason=OutOfMemoryError: Container killed due to memory usage
 *     started=1763858400123
 *     stopped=1763858410456
 *
 * failure is "create" or "start" when the command never ran; reason then says why.
 */

typedef struct
{
  int         exit_code;
  const char *failure;
  char        reason[2048];
  int64_t     started;
  int64_t     stopped;
} QsOutcome;

void qs_outcome_set_reason (QsOutcome  *self,
                            const char *format,
                            ...) __attribute__ ((format (printf, 2, 3)));
bool qs_outcome_write (QsOutcome *self);
