#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_HTTP_REPLY (qs_http_reply_get_type ())

/**
 * QsHttpReply:
 * @headers: names in lower case; values of the same name are joined by ", "
 * @body: %NULL when there is a @stream
 * @stream: (nullable): of qs_http_open(), when the status is one of success
 * @sent_at: monotonic time, in microseconds, when the request's head had been written
 * @received_at: monotonic time, in microseconds, when the reply's head had been read
 *
 * What a peer answered, whatever its status. Immutable but for @stream's position.
 */
typedef struct
{
  gatomicrefcount ref_count;

  guint           status;
  GHashTable     *headers;
  GBytes         *body;
  GInputStream   *stream;
  gint64          sent_at;
  gint64          received_at;
} QsHttpReply;

GType        qs_http_reply_get_type (void) G_GNUC_CONST;

QsHttpReply *qs_http_reply_new (guint status) G_GNUC_WARN_UNUSED_RESULT;
QsHttpReply *qs_http_reply_ref (QsHttpReply *self);
void         qs_http_reply_unref (QsHttpReply *self);

gboolean     qs_http_reply_is_success (QsHttpReply *self);
const char  *qs_http_reply_get_header (QsHttpReply *self,
                                       const char  *name);

gint64       qs_http_reply_get_date (QsHttpReply *self);
gboolean     qs_http_reply_find_skew (QsHttpReply *self,
                                      gint64       now,
                                      gint64      *skew);
gint64       qs_http_reply_get_retry_after (QsHttpReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsHttpReply, qs_http_reply_unref)

G_END_DECLS
