#pragma once

#include "qs-service-model.h"
#include "qs-wire-reply.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

#define QS_PROTOCOL_ERROR (qs_protocol_error_quark ())

/**
 * QsProtocolError:
 * @QS_PROTOCOL_ERROR_UNSUPPORTED: the model has no such operation, speaks a protocol that Quayside
 *   does not, or the operation answers a stream of events
 * @QS_PROTOCOL_ERROR_INVALID_INPUT: the input breaks the model; the message names member, value and
 *   rule, but never the value of a member that the model calls sensitive
 * @QS_PROTOCOL_ERROR_INVALID_REPLY: what came is no reply to this operation: not JSON or XML,
 *   nested too deeply, or a member of the wrong type, which the message names. Nobody knows what
 *   the service did
 */
typedef enum
{
  QS_PROTOCOL_ERROR_UNSUPPORTED,
  QS_PROTOCOL_ERROR_INVALID_INPUT,
  QS_PROTOCOL_ERROR_INVALID_REPLY,
} QsProtocolError;

/**
 * QsProtocolFlags:
 * @QS_PROTOCOL_BY_MODEL: the model is all there is: members of a request that it does not know are
 *   refused, those of a reply left out, as botocore does
 * @QS_PROTOCOL_KEEP_UNKNOWN: members that the model does not know travel as they are, where the
 *   protocol's body is JSON. A service may have learnt them after the model was written
 */
typedef enum
{
  QS_PROTOCOL_BY_MODEL = 0,
  QS_PROTOCOL_KEEP_UNKNOWN = 1 << 0,
} QsProtocolFlags;

/*
 * The five protocols of AWS services (https://smithy.io/2.0/aws/protocols/index.html): rest-json,
 * rest-xml, query, ec2, json 1.0 and 1.1. Which one a service speaks is in its model; above this
 * room nobody knows.
 *
 * Threading: pure functions, any thread. Nothing here does input or output.
 */

GQuark         qs_protocol_error_quark (void);

QsWireRequest *qs_protocol_serialize (QsServiceModel *model,
                                      const char     *operation,
                                      JsonNode       *input,
                                      QsProtocolFlags flags,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
QsWireReply   *qs_protocol_parse (QsServiceModel *model,
                                  const char     *operation,
                                  guint           status,
                                  GHashTable     *headers,
                                  GBytes         *body,
                                  QsProtocolFlags flags,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
