#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_CREDENTIALS (qs_credentials_get_type ())

/**
 * QsCredentials:
 *
 * What signs a request: an access key, its secret and, when they are temporary, a session token and
 * a time of expiry.
 *
 * The secret and the token are wiped when the last reference goes. Never print them, never put
 * them in an error; of the access key id show no more than qs_credentials_dup_hint().
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 */
typedef struct _QsCredentials QsCredentials;

GType          qs_credentials_get_type (void) G_GNUC_CONST;

QsCredentials *qs_credentials_new (const char *access_key_id,
                                   const char *secret_access_key,
                                   const char *session_token,
                                   gint64      expires_at) G_GNUC_WARN_UNUSED_RESULT;
QsCredentials *qs_credentials_ref (QsCredentials *self);
void           qs_credentials_unref (QsCredentials *self);

const char    *qs_credentials_get_access_key_id (QsCredentials *self);
const char    *qs_credentials_get_secret_access_key (QsCredentials *self);
const char    *qs_credentials_get_session_token (QsCredentials *self);
gint64         qs_credentials_get_expires_at (QsCredentials *self);
char          *qs_credentials_dup_hint (QsCredentials *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsCredentials, qs_credentials_unref)

G_END_DECLS
