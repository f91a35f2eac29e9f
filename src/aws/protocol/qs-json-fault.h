#pragma once

#include "qs-reply-source.h"
#include "qs-wire-fault.h"

G_BEGIN_DECLS

/*
 * Errors of rest-json and json 1.0/1.1: the code is in a header or in one of three members, with a
 * namespace before it or an address behind
 * (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization).
 */

QsWireFault *qs_json_fault_read (const QsReplySource *source,
                                 gboolean             header_first) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
