#pragma once

#include <gtk/gtk.h>

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_TAIL (qs_log_tail_get_type ())
G_DECLARE_FINAL_TYPE (QsLogTail,
                      qs_log_tail,
                      QS,
                      LOG_TAIL,
                      QsRecord)

/*
 * Keeps a text view at its end for as long as the person reads there. Property: "at-end".
 */

QsLogTail *qs_log_tail_new (GtkTextView *text_view) G_GNUC_WARN_UNUSED_RESULT;

void       qs_log_tail_follow (QsLogTail *self);
void       qs_log_tail_leave (QsLogTail *self);

G_END_DECLS
