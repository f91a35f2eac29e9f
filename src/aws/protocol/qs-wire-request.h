#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_WIRE_REQUEST (qs_wire_request_get_type ())

/**
 * QsWireRequest:
 *
 * An AWS operation as it goes over the wire, before it has a host and a signature.
 *
 * Ownership: reference counted. Filled by the serializer, then only read.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char           *method;
  char           *uri;           /* encoded path, and query if any: "/v1/submitjob" */
  GPtrArray      *headers;       /* name, value, name, value… */
  GBytes         *body;          /* nullable */
  char           *host_prefix;   /* nullable: "data-", to put before the endpoint's host */
} QsWireRequest;

GType          qs_wire_request_get_type (void) G_GNUC_CONST;

QsWireRequest *qs_wire_request_new (const char *method,
                                    const char *uri) G_GNUC_WARN_UNUSED_RESULT;
QsWireRequest *qs_wire_request_ref (QsWireRequest *self);
void           qs_wire_request_unref (QsWireRequest *self);

void           qs_wire_request_add_header (QsWireRequest *self,
                                           const char    *name,
                                           const char    *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsWireRequest, qs_wire_request_unref)

G_END_DECLS
