#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_HTTP_REPLY (qs_http_reply_get_type ())

/**
 * QsHttpReply:
 *
 * What a peer answered, whatever its status. Immutable but for @stream's position.
 */
typedef struct
{
  gatomicrefcount ref_count;

  guint           status;
  GHashTable     *headers; /* names in lower case */
  GBytes         *body;    /* NULL when there is a @stream */
  GInputStream   *stream;  /* of qs_http_open(), when the status is one of success */
} QsHttpReply;

GType        qs_http_reply_get_type (void) G_GNUC_CONST;

QsHttpReply *qs_http_reply_new (guint status) G_GNUC_WARN_UNUSED_RESULT;
QsHttpReply *qs_http_reply_ref (QsHttpReply *self);
void         qs_http_reply_unref (QsHttpReply *self);

gboolean     qs_http_reply_is_success (QsHttpReply *self);
const char  *qs_http_reply_get_header (QsHttpReply *self,
                                       const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsHttpReply, qs_http_reply_unref)

G_END_DECLS
