#pragma once

#include "qs-service-model.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

/*
 * Requests of rest-json and rest-xml: each member of the input goes where the model binds it, to
 * the path, the query, a header or the body (https://smithy.io/2.0/spec/http-bindings.html). The
 * two differ in the body alone. What is written has been checked against the model.
 */

typedef enum
{
  QS_REST_JSON,
  QS_REST_XML,
} QsRestDialect;

QsWireRequest *qs_rest_write (QsRestDialect      dialect,
                              const QsOperation *operation,
                              JsonObject        *input,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
