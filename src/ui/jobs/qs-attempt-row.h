#pragma once

#include <adwaita.h>

#include "qs-attempt.h"

G_BEGIN_DECLS

#define QS_TYPE_ATTEMPT_ROW (qs_attempt_row_get_type ())
G_DECLARE_FINAL_TYPE (QsAttemptRow,
                      qs_attempt_row,
                      QS,
                      ATTEMPT_ROW,
                      AdwActionRow)

/*
 * One try at running a job: when, how long, how it ended. Property: "attempt" (QsAttempt).
 */

GtkWidget *qs_attempt_row_new (QsAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
