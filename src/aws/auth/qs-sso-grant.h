#pragma once

#include "qs-sso-session.h"
#include "qs-sso-token.h"

G_BEGIN_DECLS

/*
 * The token that a login to IAM Identity Center has yielded: kept in the keyring, refreshed when it
 * is needed and has not long to go, forgotten.
 *
 * Threading: main thread; these functions wait, so they are for fibers.
 */

QsSsoToken *qs_sso_grant_load (QsSsoSession *session,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
QsSsoToken *qs_sso_grant_replace (QsSsoSession *session,
                                  QsSsoToken   *refused,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    qs_sso_grant_accept (QsSsoSession *session,
                                 JsonNode     *reply,
                                 const char   *refresh_token,
                                 GError      **error);
gboolean    qs_sso_grant_forget (QsSsoSession *session,
                                 GError      **error);

G_END_DECLS
