#include "qs-process-output.h"

#include <glib/gi18n.h>

#include "qs-checked-credentials.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"

static gboolean
parse_expiration (const char *source,
                  const char *text,
                  gint64     *expires_at,
                  GError    **error)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = NULL;

  *expires_at = 0;
  if (text == NULL)
    return TRUE;

  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   /* Translators: where from */
                   _("%s gave an Expiration that is no ISO 8601 time"), source);
      return FALSE;
    }

  /* 0 would mean that they never expire. */
  *expires_at = MAX (g_date_time_to_unix (time), 1) * 1000;
  return TRUE;
}

static gboolean
check_version (const char *source,
               JsonObject *object,
               GError    **error)
{
  gint64 version = qs_json_get_int (object, "Version", 0);

  if (version == 1)
    return TRUE;

  if (!json_object_has_member (object, "Version"))
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                 /* Translators: where from */
                 _("%s gave no Version: it is to be 1"), source);
  else
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                 /* Translators: where from; a number */
                 _("%s answers in Version %" G_GINT64_FORMAT ", but only 1 is known"), source,
                 version);
  return FALSE;
}

/**
 * qs_process_output_parse:
 * @source: who wrote it, as the beginning of a sentence
 *
 * Reads what a credential_process writes:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 *
 * Returns: (transfer full) (nullable): %NULL with %QS_ENGINE_ERROR_INVALID_REPLY, which shows
 *   nothing of @text.
 */
QsCredentials *
qs_process_output_parse (const char *source,
                         const char *text,
                         gsize       length,
                         GError    **error)
{
  g_autoptr(QsSecretJson) node = NULL;
  JsonObject *object;
  gint64 expires_at;

  g_return_val_if_fail (source != NULL && text != NULL, NULL);

  node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   /* Translators: where from */
                   _("%s did not answer with a JSON object"), source);
      return NULL;
    }

  object = json_node_get_object (node);
  if (!check_version (source, object, error) ||
      !parse_expiration (source, qs_json_get_string (object, "Expiration", NULL), &expires_at,
                         error))
    return NULL;

  return qs_checked_credentials_new (source, qs_json_get_string (object, "AccessKeyId", NULL),
                                     qs_json_get_string (object, "SecretAccessKey", NULL),
                                     qs_json_get_string (object, "SessionToken", NULL),
                                     expires_at, error);
}
