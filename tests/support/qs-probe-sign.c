#include "qs-probe-sign.h"

#include <string.h>

#include <gio/gio.h>

#include "qs-json.h"
#include "qs-signer.h"

#define HOUR 3600

static gboolean
fail (GError    **error,
      const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return FALSE;
}

static gboolean
read_headers (JsonObject *request,
              GPtrArray  *headers,
              GError    **error)
{
  JsonArray *pairs = qs_json_get_array (request, "headers");

  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonNode *node = json_array_get_element (pairs, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      const char *name, *value;

      if (pair == NULL || json_array_get_length (pair) != 2)
        return fail (error, "A header is a pair of a name and a value");

      name = json_array_get_string_element (pair, 0);
      value = json_array_get_string_element (pair, 1);
      if (name == NULL || value == NULL)
        return fail (error, "A header's name and value are text");

      g_ptr_array_add (headers, g_strdup (name));
      g_ptr_array_add (headers, g_strdup (value));
    }

  return TRUE;
}

static GBytes *
read_body (JsonObject *request)
{
  const char *encoded = qs_json_get_string (request, "bodyBase64", NULL);
  const char *text = qs_json_get_string (request, "body", "");
  gsize length = 0;

  if (encoded != NULL)
    {
      unsigned char *bytes = g_base64_decode (encoded, &length);

      return g_bytes_new_take (bytes, length);
    }

  return g_bytes_new (text, strlen (text));
}

static QsSignFlags
read_flags (JsonObject *options,
            gboolean    s3)
{
  QsSignFlags flags = QS_SIGN_DEFAULT;

  if (!qs_json_get_bool (options, "normalizePath", !s3))
    flags |= QS_SIGN_KEEP_PATH;
  if (!qs_json_get_bool (options, "doubleEncode", !s3))
    flags |= QS_SIGN_ENCODE_ONCE;
  if (qs_json_get_bool (options, "signBody", s3))
    flags |= QS_SIGN_HASH_HEADER;
  if (qs_json_get_bool (options, "omitSessionToken", FALSE))
    flags |= QS_SIGN_TOKEN_AFTER;
  if (s3 && qs_json_get_bool (options, "query", FALSE))
    flags |= QS_SIGN_UNSIGNED_BODY;

  return flags;
}

static QsCredentials *
read_credentials (JsonObject *request,
                  GError    **error)
{
  JsonObject *credentials = qs_json_get_object (request, "credentials");
  const char *id = qs_json_get_string (credentials, "accessKeyId", NULL);
  const char *secret = qs_json_get_string (credentials, "secretAccessKey", NULL);

  if (id == NULL || secret == NULL)
    {
      fail (error, "Credentials have an accessKeyId and a secretAccessKey");
      return NULL;
    }

  return qs_credentials_new (id, secret, qs_json_get_string (credentials, "sessionToken", NULL), 0);
}

static gboolean
read_time (JsonObject *request,
           gint64     *time,
           GError    **error)
{
  const char *text = qs_json_get_string (request, "time", "");
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (text, NULL);

  if (moment == NULL)
    return fail (error, "A time is written as 20150830T123600Z");

  *time = g_date_time_to_unix (moment) * 1000;
  return TRUE;
}

static gboolean
has_name (GPtrArray  *headers,
          const char *name)
{
  for (guint i = 0; i + 1 < headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (headers, i), name) == 0)
      return TRUE;

  return FALSE;
}

static void
add_pairs (JsonArray *pairs,
           GPtrArray *headers,
           GPtrArray *replaced)
{
  for (guint i = 0; i + 1 < headers->len; i += 2)
    {
      JsonArray *pair;

      if (replaced != NULL && has_name (replaced, g_ptr_array_index (headers, i)))
        continue;

      pair = json_array_new ();
      json_array_add_string_element (pair, g_ptr_array_index (headers, i));
      json_array_add_string_element (pair, g_ptr_array_index (headers, i + 1));
      json_array_add_array_element (pairs, pair);
    }
}

static JsonNode *
describe (QsSigner   *signer,
          const char *url,
          GPtrArray  *own,
          GPtrArray  *added)
{
  JsonObject *answer = json_object_new ();
  JsonArray *pairs = json_array_new ();

  add_pairs (pairs, own, added);
  if (added != NULL)
    add_pairs (pairs, added, NULL);

  json_object_set_string_member (answer, "canonicalRequest",
                                 qs_signer_get_canonical_request (signer));
  json_object_set_string_member (answer, "stringToSign", qs_signer_get_string_to_sign (signer));
  json_object_set_string_member (answer, "signature", qs_signer_get_signature (signer));
  json_object_set_string_member (answer, "url", url);
  json_object_set_array_member (answer, "headers", pairs);

  return qs_json_take (answer);
}

static JsonNode *
sign (const QsSignRequest *request,
      QsCredentials       *credentials,
      JsonObject          *options,
      GError             **error)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(GPtrArray) added = NULL;
  g_autofree char *url = NULL;
  gint64 expires = qs_json_get_int (options, "expires", HOUR);

  if (qs_json_get_bool (options, "query", FALSE))
    url = qs_signer_presign (signer, request, credentials, (guint) CLAMP (expires, 0, G_MAXUINT),
                             error);
  else if ((added = qs_signer_sign (signer, request, credentials, error)) != NULL)
    url = g_strdup (request->url);

  return url != NULL ? describe (signer, url, request->headers, added) : NULL;
}

JsonNode *
qs_probe_sign (JsonObject *request,
               GError    **error)
{
  JsonObject *described = qs_json_get_object (request, "request");
  JsonObject *options = qs_json_get_object (request, "options");
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(QsCredentials) credentials = read_credentials (request, error);
  g_autoptr(GBytes) body = read_body (described);
  QsSignRequest signing = {
    .method = qs_json_get_string (described, "method", "GET"),
    .url = qs_json_get_string (described, "url", ""),
    .headers = headers,
    .body = body,
    .region = qs_json_get_string (request, "region", ""),
    .service = qs_json_get_string (request, "service", ""),
  };

  signing.flags = read_flags (options, strcmp (signing.service, "s3") == 0);
  if (credentials == NULL || !read_time (request, &signing.time, error) ||
      !read_headers (described, headers, error))
    return NULL;

  return sign (&signing, credentials, options, error);
}
