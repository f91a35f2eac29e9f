#pragma once

#include <gio/gio.h>

#include "qs-engine.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_SAVE (qs_log_save_get_type ())
G_DECLARE_FINAL_TYPE (QsLogSave,
                      qs_log_save,
                      QS,
                      LOG_SAVE,
                      QsRecord)

/**
 * QsLogSave:
 *
 * Writes a whole log into a file, page by page, so that its size does not matter. Messages are
 * written as they came, with nothing made visible or left out. The file is written beside its place
 * and moved there at the end: what was there before stays until then, and for good when the saving
 * fails or is cancelled.
 *
 * Properties for the UI: "n-bytes" and "n-lines" written so far.
 *
 * Threading: main thread only.
 */
QsLogSave *qs_log_save_new (QsEngine   *engine,
                            const char *stream,
                            GFile      *file) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *qs_log_save_run (QsLogSave *self) G_GNUC_WARN_UNUSED_RESULT;
void       qs_log_save_cancel (QsLogSave *self);

gint64     qs_log_save_get_n_bytes (QsLogSave *self);

G_END_DECLS
