#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_HTTP_REQUEST (qs_http_request_get_type ())

/* The largest reply that is read unless a request asks for another limit. */
#define QS_HTTP_MAX_BODY (16 * 1024 * 1024)

/**
 * QsHttpRequest:
 *
 * What is asked of a peer. The target is a path with its query, such as "/v1.41/info?x=1", already
 * percent-encoded.
 *
 * Ownership: reference counted. Filled by its maker, then only read.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char           *method;
  char           *target;
  GPtrArray      *headers;   /* name, value, name, value… */
  char           *content_type;
  GBytes         *body;      /* nullable */
  gsize           max_body;  /* of the reply */
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
