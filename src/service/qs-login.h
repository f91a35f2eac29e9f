#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "qs-clock.h"
#include "qs-login-state.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOGIN (qs_login_get_type ())
G_DECLARE_FINAL_TYPE (QsLogin,
                      qs_login,
                      QS,
                      LOGIN,
                      QsRecord)

typedef struct _QsHttp QsHttp;
typedef struct _QsKeyring QsKeyring;

/**
 * QsLogin:
 *
 * A login at IAM Identity Center as a dialog shows it: in the browser, by a code to compare where
 * the browser cannot come back to this computer, and the AWS accounts and roles that the person may
 * then choose from. It opens no browser itself: whoever shows it does, when "uri" changes.
 *
 * Properties for the UI: "account-id" (of the account that the login is for), "state"
 * (#QsLoginState), "uri" and "host" (where the person logs in, to be
 * opened and to be shown), "user-code" (%NULL unless there is one to compare), "error" (#GError),
 * "accounts" and "roles" (#GListModel of #QsNamedValue; of an account "name" is what a person calls
 * it, "value" its 12 digits and "note" its e-mail address; of a role "name" and "value" are the
 * same).
 *
 * Threading: main thread only. Ownership: the last reference ends what is under way.
 */
QsLogin      *qs_login_new (JsonNode  *settings,
                            QsKeyring *keyring,
                            QsHttp    *http,
                            QsClock   *clock) G_GNUC_WARN_UNUSED_RESULT;

DexFuture    *qs_login_start (QsLogin *self,
                              gboolean by_code) G_GNUC_WARN_UNUSED_RESULT;
void          qs_login_cancel (QsLogin *self);

DexFuture    *qs_login_list_accounts (QsLogin *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *qs_login_list_roles (QsLogin    *self,
                                   const char *aws_account_id) G_GNUC_WARN_UNUSED_RESULT;

const char   *qs_login_get_account_id (QsLogin *self);
QsLoginState  qs_login_get_state (QsLogin *self);
const GError *qs_login_get_error (QsLogin *self);
GListModel   *qs_login_get_accounts (QsLogin *self);
GListModel   *qs_login_get_roles (QsLogin *self);

G_END_DECLS
