#pragma once

#include "qs-clock.h"
#include "qs-engine.h"
#include "qs-log-state.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_STREAM (qs_log_stream_get_type ())
G_DECLARE_FINAL_TYPE (QsLogStream,
                      qs_log_stream,
                      QS,
                      LOG_STREAM,
                      QsRecord)

/* The window that is kept of a log, however long the log is. */
#define QS_LOG_MAX_LINES 50000
#define QS_LOG_MAX_BYTES (8 * 1024 * 1024)

/**
 * QsLogStream:
 *
 * A window on one log stream: at first its end, which is followed as lines come. Of a long log only
 * %QS_LOG_MAX_LINES lines or %QS_LOG_MAX_BYTES bytes are held; what lies before can be loaded
 * again, then lines at the other end are let go.
 *
 * The signal #QsLogStream::spliced (guint line, guint n_removed, const char *added) tells each
 * change: at @line, @n_removed lines went and those of @added came, each ended by a line feed and
 * fit to be shown as plain text.
 *
 * Properties for the UI: "state" (#QsLogState), "error" (#GError), "has-earlier" and "has-later"
 * (the log goes on beyond the window), "loading-earlier", "n-lines" and "n-bytes" of the window.
 *
 * Threading: main thread only. Ownership: the last reference ends the following.
 */
QsLogStream *qs_log_stream_new (QsEngine   *engine,
                                QsClock    *clock,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;

const char  *qs_log_stream_get_name (QsLogStream *self);
QsEngine    *qs_log_stream_get_engine (QsLogStream *self);

void         qs_log_stream_set_live (QsLogStream *self,
                                     gboolean     live);
void         qs_log_stream_load_earlier (QsLogStream *self);
void         qs_log_stream_load_later (QsLogStream *self);
void         qs_log_stream_jump_to_end (QsLogStream *self);
void         qs_log_stream_jump_to (QsLogStream *self,
                                    const char  *token);

QsLogState   qs_log_stream_get_state (QsLogStream *self);

G_END_DECLS
