#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_SSO_CLIENT (qs_sso_client_get_type ())

/**
 * QsSsoFlow:
 * @QS_SSO_FLOW_BROWSER: an authorization code, brought to a port of this computer by the browser
 * @QS_SSO_FLOW_DEVICE: a code that a person compares or types into any browser
 *
 * How a login goes. A client is registered for one of them.
 */
typedef enum
{
  QS_SSO_FLOW_BROWSER,
  QS_SSO_FLOW_DEVICE,
} QsSsoFlow;

/**
 * QsSsoClient:
 *
 * Quayside as a region's IAM Identity Center has registered it: an id and a secret that are good
 * for weeks. Only the client that got a token can refresh it.
 *
 * The secret is wiped when the last reference goes. In the keyring it is JSON.
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 */
typedef struct _QsSsoClient QsSsoClient;

GType        qs_sso_flow_get_type (void) G_GNUC_CONST;
GType        qs_sso_client_get_type (void) G_GNUC_CONST;

QsSsoClient *qs_sso_client_new (const char *start_url,
                                const char *region,
                                QsSsoFlow   flow,
                                const char *scopes,
                                const char *id,
                                const char *secret,
                                gint64      expires_at) G_GNUC_WARN_UNUSED_RESULT;
QsSsoClient *qs_sso_client_parse (GBytes *json) G_GNUC_WARN_UNUSED_RESULT;
QsSsoClient *qs_sso_client_ref (QsSsoClient *self);
void         qs_sso_client_unref (QsSsoClient *self);

GBytes      *qs_sso_client_print (QsSsoClient *self) G_GNUC_WARN_UNUSED_RESULT;

const char  *qs_sso_client_get_id (QsSsoClient *self);
const char  *qs_sso_client_get_secret (QsSsoClient *self);
gint64       qs_sso_client_get_expires_at (QsSsoClient *self);
gboolean     qs_sso_client_is_of (QsSsoClient *self,
                                  const char  *start_url,
                                  const char  *region);
gboolean     qs_sso_client_is_for (QsSsoClient *self,
                                   QsSsoFlow    flow,
                                   const char  *scopes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSsoClient, qs_sso_client_unref)

G_END_DECLS
