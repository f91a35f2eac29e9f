#pragma once

#include "qs-account-settings.h"
#include "qs-aws-client.h"
#include "qs-keyring.h"
#include "qs-sso-client.h"

G_BEGIN_DECLS

#define QS_TYPE_SSO_SESSION (qs_sso_session_get_type ())
G_DECLARE_FINAL_TYPE (QsSsoSession,
                      qs_sso_session,
                      QS,
                      SSO_SESSION,
                      GObject)

#define QS_SSO_DEFAULT_SCOPES "sso:account:access"

/**
 * QsSsoSession:
 *
 * An account's session at one portal of IAM Identity Center: where it is, how to call it, and the
 * client and the token that the keyring keeps for it. Several objects may stand for the same
 * session; what they share is in the keyring.
 *
 * Threading: main thread.
 *
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
QsSsoSession *qs_sso_session_new (JsonNode   *settings,
                                  const char *start_url,
                                  const char *region,
                                  QsKeyring  *keyring,
                                  QsHttp     *http,
                                  QsClock    *clock,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void          qs_sso_session_set_scopes (QsSsoSession *self,
                                         const char   *scopes);

const char   *qs_sso_session_get_start_url (QsSsoSession *self);
const char   *qs_sso_session_get_region (QsSsoSession *self);
const char   *qs_sso_session_get_scopes (QsSsoSession *self);
char         *qs_sso_session_dup_host (QsSsoSession *self) G_GNUC_WARN_UNUSED_RESULT;
QsClock      *qs_sso_session_get_clock (QsSsoSession *self);
char         *qs_sso_session_dup_endpoint (QsSsoSession *self,
                                           gboolean     *custom,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

JsonNode     *qs_sso_session_call (QsSsoSession *self,
                                   const char   *service,
                                   const char   *operation,
                                   JsonObject   *input,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean      qs_sso_session_look_up (QsSsoSession *self,
                                      const char   *kind,
                                      GBytes      **secret,
                                      GError      **error);
gboolean      qs_sso_session_keep (QsSsoSession *self,
                                   const char   *kind,
                                   GBytes       *secret,
                                   GError      **error);

QsSsoClient  *qs_sso_session_load_client (QsSsoSession *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      qs_sso_session_keep_client (QsSsoSession *self,
                                          QsSsoClient  *client,
                                          GError      **error);

G_END_DECLS
