#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_SSO_TOKEN (qs_sso_token_get_type ())

/**
 * QsSsoToken:
 *
 * What a login to IAM Identity Center yields: an access token for some hours and, often, a refresh
 * token. It knows where it is from, so that a token is never shown to another portal after the
 * account's settings have changed.
 *
 * The tokens are wiped when the last reference goes. In the keyring it is JSON.
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 */
typedef struct _QsSsoToken QsSsoToken;

GType       qs_sso_token_get_type (void) G_GNUC_CONST;

QsSsoToken *qs_sso_token_new (const char *start_url,
                              const char *region,
                              const char *access_token,
                              const char *refresh_token,
                              gint64      expires_at) G_GNUC_WARN_UNUSED_RESULT;
QsSsoToken *qs_sso_token_parse (GBytes *json) G_GNUC_WARN_UNUSED_RESULT;
QsSsoToken *qs_sso_token_ref (QsSsoToken *self);
void        qs_sso_token_unref (QsSsoToken *self);

GBytes     *qs_sso_token_print (QsSsoToken *self) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_sso_token_get_access_token (QsSsoToken *self);
const char *qs_sso_token_get_refresh_token (QsSsoToken *self);
gint64      qs_sso_token_get_expires_at (QsSsoToken *self);
gboolean    qs_sso_token_is_of (QsSsoToken *self,
                                const char *start_url,
                                const char *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSsoToken, qs_sso_token_unref)

G_END_DECLS
