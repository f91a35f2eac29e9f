#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_SSO_ROLE (qs_sso_role_get_type ())
G_DECLARE_FINAL_TYPE (QsSsoRole,
                      qs_sso_role,
                      QS,
                      SSO_ROLE,
                      QsRecord)

/**
 * QsSsoRole:
 *
 * A role that a login may take in one account. Properties: "name"; "account-id", twelve digits.
 *
 * Threading: main thread.
 */
QsSsoRole  *qs_sso_role_new (JsonObject *item) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_sso_role_get_name (QsSsoRole *self);
const char *qs_sso_role_get_account_id (QsSsoRole *self);

G_END_DECLS
