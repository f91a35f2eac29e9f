#pragma once

#include "qs-record.h"
#include "qs-sso-session.h"

G_BEGIN_DECLS

#define QS_TYPE_SSO_LOGIN_STATE (qs_sso_login_state_get_type ())

/**
 * QsSsoLoginState:
 * @QS_SSO_LOGIN_IDLE: nothing is under way
 * @QS_SSO_LOGIN_STARTING: AWS is asked where the person can log in
 * @QS_SSO_LOGIN_WAITING: the person has to answer at "verification-uri"
 * @QS_SSO_LOGIN_DONE: logged in; the token is in the keyring
 * @QS_SSO_LOGIN_FAILED: the future says why; it may be started again
 */
typedef enum
{
  QS_SSO_LOGIN_IDLE,
  QS_SSO_LOGIN_STARTING,
  QS_SSO_LOGIN_WAITING,
  QS_SSO_LOGIN_DONE,
  QS_SSO_LOGIN_FAILED,
} QsSsoLoginState;

#define QS_TYPE_SSO_LOGIN (qs_sso_login_get_type ())
G_DECLARE_FINAL_TYPE (QsSsoLogin,
                      qs_sso_login,
                      QS,
                      SSO_LOGIN,
                      QsRecord)

/**
 * QsSsoLogin:
 *
 * A person's login at IAM Identity Center:
 *
 *      IDLE ──run──▶ STARTING ──address known──▶ WAITING ──token kept──▶ DONE
 *        ▲               │                          │
 *        └───cancel──────┴──────────────────────────┤
 *                        └──────────error───────────┴──▶ FAILED
 *
 * Properties: "state"; "verification-uri", to be opened in the browser when it appears;
 * "user-code", %NULL unless the person has to compare one; "expires-at", ms since the epoch.
 *
 * Where this computer cannot be come back to, or an old portal does not know how, a login by the
 * browser goes on as one by code.
 *
 * Threading: main thread. Ownership: what runs holds the login: cancel it before letting it go.
 */
GType           qs_sso_login_state_get_type (void) G_GNUC_CONST;

QsSsoLogin     *qs_sso_login_new (QsSsoSession *session) G_GNUC_WARN_UNUSED_RESULT;

DexFuture      *qs_sso_login_run (QsSsoLogin *self,
                                  QsSsoFlow   flow) G_GNUC_WARN_UNUSED_RESULT;
void            qs_sso_login_cancel (QsSsoLogin *self);

QsSsoLoginState qs_sso_login_get_state (QsSsoLogin *self);
const char     *qs_sso_login_get_verification_uri (QsSsoLogin *self);
const char     *qs_sso_login_get_user_code (QsSsoLogin *self);
gint64          qs_sso_login_get_expires_at (QsSsoLogin *self);

G_END_DECLS
