#include "qs-checked-credentials.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-engine.h"

#define MAX_LENGTH (64 * 1024)

/* What goes into a header must be printable and without blanks; anything else would end it. */
static gboolean
is_plain (const char *text)
{
  const char *at = text;

  while (*at > ' ' && *at < 0x7f)
    at++;

  return *at == '\0' && at != text && at - text <= MAX_LENGTH;
}

static gboolean
check (const char *source,
       const char *what,
       const char *text,
       GError    **error)
{
  if (text == NULL || *text == '\0')
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                 /* Translators: where from; a name such as SecretAccessKey */
                 _("%s gave no %s"), source, what);
  else if (!is_plain (text))
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                 /* Translators: where from; a name such as SecretAccessKey */
                 _("%s gave a %s with characters that it cannot have"), source, what);
  else
    return TRUE;

  return FALSE;
}

/**
 * qs_checked_credentials_new:
 * @source: who gave them, as the beginning of a sentence
 * @access_key_id: (nullable): what should be there
 * @secret_access_key: (nullable): what should be there
 * @session_token: (nullable): of temporary credentials; an empty one is none
 * @expires_at: ms since the epoch; 0 when they do not expire
 *
 * Makes credentials of what came from outside, if they can be credentials at all.
 *
 * Returns: (transfer full) (nullable): %NULL with %QS_ENGINE_ERROR_INVALID_REPLY, which names what
 *   is wrong but shows nothing of it.
 */
QsCredentials *
qs_checked_credentials_new (const char *source,
                            const char *access_key_id,
                            const char *secret_access_key,
                            const char *session_token,
                            gint64      expires_at,
                            GError    **error)
{
  if (session_token != NULL && *session_token == '\0')
    session_token = NULL;

  if (!check (source, "AccessKeyId", access_key_id, error) ||
      !check (source, "SecretAccessKey", secret_access_key, error) ||
      (session_token != NULL && !check (source, "SessionToken", session_token, error)))
    return NULL;

  return qs_credentials_new (access_key_id, secret_access_key, session_token, expires_at);
}
