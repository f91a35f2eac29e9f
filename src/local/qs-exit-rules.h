#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsExit:
 *
 * How an attempt ended, as evaluateOnExit looks at it.
 */
typedef struct
{
  int         exit_code;      /* -1: no process ended */
  const char *reason;         /* nullable */
  const char *status_reason;  /* nullable */
} QsExit;

gboolean qs_exit_rules_retry (JsonObject   *strategy,
                              const QsExit *end,
                              int           attempt);

G_END_DECLS
