#pragma once

#include "qs-sso-session.h"

G_BEGIN_DECLS

/* What a registration names as the place that a browser comes back to: without a port, since that
 * is another one at each login (RFC 8252, section 7.3). */
#define QS_SSO_REDIRECT_URI "http://127.0.0.1" QS_SSO_REDIRECT_PATH
#define QS_SSO_REDIRECT_PATH "/oauth/callback"

/* For fibers: both wait. */
QsSsoClient *qs_sso_registration_get (QsSsoSession *session,
                                      QsSsoFlow     flow,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     qs_sso_registration_forget (QsSsoSession *session,
                                         GError      **error);

gboolean     qs_sso_registration_is_refused (const GError *error);
gboolean     qs_sso_registration_is_flow_refused (const GError *error);

G_END_DECLS
