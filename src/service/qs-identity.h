#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_IDENTITY (qs_identity_get_type ())
G_DECLARE_FINAL_TYPE (QsIdentity,
                      qs_identity,
                      QS,
                      IDENTITY,
                      QsRecord)

/**
 * QsIdentity:
 *
 * Who an account's credentials are, as GetCallerIdentity of AWS STS says: the proof that they work.
 *
 * Properties for the UI: "arn", "account" (12 digits), "user-id", "user" (what a person reads of
 * the ARN: the user's or the role session's name).
 *
 * Threading: main thread only. Does not change once it has been made.
 */
QsIdentity *qs_identity_new (JsonObject *reply) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_identity_get_arn (QsIdentity *self);
const char *qs_identity_get_account (QsIdentity *self);
const char *qs_identity_get_user (QsIdentity *self);

G_END_DECLS
