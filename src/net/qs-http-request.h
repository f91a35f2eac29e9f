#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_HTTP_REQUEST (qs_http_request_get_type ())

/* The largest reply that is read, in bytes, unless a request asks for another limit. */
#define QS_HTTP_MAX_BODY (16 * 1024 * 1024)

/* How long a peer may keep silent, in milliseconds, unless a request says otherwise. */
#define QS_HTTP_IO_TIMEOUT (60 * 1000)

/**
 * QsHttpRequest:
 * @target: for qs_http_new() an absolute URL ("https://host/a/../b?x=%2F"), for
 *   qs_http_new_for_socket() a path with its query ("/v1.41/info?x=1"). Percent-encoded by the
 *   caller, since it goes out byte for byte: dot segments, double slashes and escapes are left as
 *   they are, as signatures need
 * @headers: name, value, name, value…; Host and Content-Length are not among them
 * @body: (nullable): what is sent along
 * @max_body: of the reply, in bytes, after decompression
 * @io_timeout: the longest time without any progress, in milliseconds, from the look-up of the
 *   host's name to the reply's last byte; 0 for none. What waits for a free connection does not
 *   count
 * @deadline: how long all of it may take, in milliseconds; 0 for ever
 * @is_idempotent: whether a POST may share connections: it then fails, with its outcome unknown,
 *   when a connection that had been idle turns out to be dead. Any other POST is sent by a
 *   connection of its own, once. GET, HEAD, PUT and DELETE always share, and are sent once more by
 *   themselves
 * @accepts_compressed: whether the reply may come compressed; it is then decoded
 *
 * What is asked of a peer.
 *
 * Ownership: reference counted. Filled by its maker, then only read.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char           *method;
  char           *target;
  GPtrArray      *headers;
  char           *content_type;
  GBytes         *body;
  gsize           max_body;
  guint           io_timeout;
  guint           deadline;
  gboolean        is_idempotent;
  gboolean        accepts_compressed;
} QsHttpRequest;

GType          qs_http_request_get_type (void) G_GNUC_CONST;

QsHttpRequest *qs_http_request_new (const char *method,
                                    const char *target) G_GNUC_WARN_UNUSED_RESULT;
QsHttpRequest *qs_http_request_ref (QsHttpRequest *self);
void           qs_http_request_unref (QsHttpRequest *self);

void           qs_http_request_add_header (QsHttpRequest *self,
                                           const char    *name,
                                           const char    *value);
void           qs_http_request_set_body (QsHttpRequest *self,
                                         const char    *content_type,
                                         GBytes        *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsHttpRequest, qs_http_request_unref)

G_END_DECLS
