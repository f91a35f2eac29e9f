#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_SSO_ACCOUNT (qs_sso_account_get_type ())
G_DECLARE_FINAL_TYPE (QsSsoAccount,
                      qs_sso_account,
                      QS,
                      SSO_ACCOUNT,
                      QsRecord)

/**
 * QsSsoAccount:
 *
 * An AWS account that a login gives access to. Properties: "id", twelve digits; "name"; "email".
 *
 * Threading: main thread.
 */
QsSsoAccount *qs_sso_account_new (JsonObject *item) G_GNUC_WARN_UNUSED_RESULT;

const char   *qs_sso_account_get_id (QsSsoAccount *self);
const char   *qs_sso_account_get_name (QsSsoAccount *self);

G_END_DECLS
