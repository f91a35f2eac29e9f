#pragma once

#include "qs-log-chunk.h"
#include "qs-log-stream.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/**
 * QsLogWork:
 *
 * What a fiber that reads for a log stream holds: never the stream itself while it waits, so that
 * the stream can go. Private to the log stream.
 */
typedef struct
{
  GWeakRef  stream;
  QsScope  *scope;
  QsEngine *engine;
  char     *name;
  char     *token;       /* what to ask for next, or NULL */
  gboolean  from_head;
} QsLogWork;

QsLogWork   *qs_log_work_new (QsLogStream *stream,
                              QsScope     *scope,
                              const char  *token,
                              gboolean     from_head) G_GNUC_WARN_UNUSED_RESULT;
void         qs_log_work_free (gpointer data);

QsLogStream *qs_log_work_dup_stream (QsLogWork *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_log_work_fetch (QsLogWork *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
