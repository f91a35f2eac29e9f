#include "qs-credentials.h"

#include <string.h>

#include <openssl/crypto.h>

struct _QsCredentials
{
  gatomicrefcount ref_count;

  char           *access_key_id;
  char           *secret_access_key;
  char           *session_token;   /* nullable */
  gint64          expires_at;      /* ms since the epoch, 0 for never */
};

G_DEFINE_BOXED_TYPE (QsCredentials, qs_credentials, qs_credentials_ref, qs_credentials_unref)

/**
 * qs_credentials_new:
 * @session_token: (nullable): of temporary credentials; an empty one is none
 * @expires_at: ms since the epoch; 0 when they do not expire
 *
 * Returns: (transfer full): credentials with copies of their own.
 */
QsCredentials *
qs_credentials_new (const char *access_key_id,
                    const char *secret_access_key,
                    const char *session_token,
                    gint64 expires_at)
{
  QsCredentials *self;

  g_return_val_if_fail (access_key_id != NULL, NULL);
  g_return_val_if_fail (secret_access_key != NULL, NULL);

  self = g_new0 (QsCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->access_key_id = g_strdup (access_key_id);
  self->secret_access_key = g_strdup (secret_access_key);
  self->session_token = g_strdup (session_token != NULL && *session_token != '\0'
                                  ? session_token : NULL);
  self->expires_at = expires_at;
  return self;
}

QsCredentials *
qs_credentials_ref (QsCredentials *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* Wipes text before its memory is given back. */
static void
wipe (char *text)
{
  if (text != NULL)
    OPENSSL_cleanse (text, strlen (text));
  g_free (text);
}

void
qs_credentials_unref (QsCredentials *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->access_key_id);
  wipe (self->secret_access_key);
  wipe (self->session_token);
  g_free (self);
}

const char *
qs_credentials_get_access_key_id (QsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_key_id;
}

const char *
qs_credentials_get_secret_access_key (QsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret_access_key;
}

/**
 * qs_credentials_get_session_token:
 *
 * Returns: (nullable): the token of temporary credentials.
 */
const char *
qs_credentials_get_session_token (QsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session_token;
}

/**
 * qs_credentials_get_expires_at:
 *
 * Returns: ms since the epoch; 0 when they do not expire.
 */
gint64
qs_credentials_get_expires_at (QsCredentials *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

/**
 * qs_credentials_dup_hint:
 *
 * Returns: (transfer full): what may be shown to tell keys apart: "…" and the last four characters
 *   of the access key id.
 */
char *
qs_credentials_dup_hint (QsCredentials *self)
{
  size_t length;

  g_return_val_if_fail (self != NULL, NULL);

  length = strlen (self->access_key_id);
  return g_strconcat ("…", self->access_key_id + (length > 4 ? length - 4 : length), NULL);
}
