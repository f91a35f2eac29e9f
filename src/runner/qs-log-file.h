#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "qs-log-writer.h"

G_BEGIN_DECLS

#define QS_LOG_FILE_ERROR (qs_log_file_error_quark ())

/**
 * QsLogFileError:
 * @QS_LOG_FILE_ERROR_ABSENT: there is no such file: the run has written nothing yet
 * @QS_LOG_FILE_ERROR_TOKEN: the token is not one of this log
 * @QS_LOG_FILE_ERROR_FAILED: the file cannot be read
 */
typedef enum
{
  QS_LOG_FILE_ERROR_ABSENT,
  QS_LOG_FILE_ERROR_TOKEN,
  QS_LOG_FILE_ERROR_FAILED,
} QsLogFileError;

/**
 * QsLogMark:
 *
 * How far a log has been written, for a writer that goes on after a restart: the time of each
 * stream's last line in nanoseconds, and how many of its bytes of just that time are in the file.
 * 0 when the stream has no line.
 */
typedef struct
{
  gint64 time[2];    /* by QsLogSource */
  gsize  bytes[2];
} QsLogMark;

/*
 * Reading the files that QsLogWriter writes, a page at a time and without ever loading one whole.
 * Pages are what GetLogEvents of CloudWatch Logs answers.
 *
 * Threading: main thread; the reading is done on a worker.
 */

GQuark     qs_log_file_error_quark (void);

DexFuture *qs_log_file_read (const char *path,
                             const char *token,
                             gboolean    from_head,
                             guint       limit) G_GNUC_WARN_UNUSED_RESULT;

gboolean   qs_log_file_find_mark (const char *path,
                                  QsLogMark  *mark,
                                  GError    **error);

G_END_DECLS
