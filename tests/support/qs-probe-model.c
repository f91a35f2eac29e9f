#include "qs-probe-model.h"

#include <gio/gio.h>
#include <string.h>

#include "qs-json.h"

static QsServiceModel *
read_file (const char *path,
           GError    **error)
{
  g_autoptr(GBytes) bytes = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  bytes = g_bytes_new_take (text, length);
  return qs_service_model_new_from_bytes (bytes, error);
}

static QsServiceModel *
read_object (JsonNode *node,
             GError  **error)
{
  char *text = qs_json_print (node, FALSE);
  g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return qs_service_model_new_from_bytes (bytes, error);
}

/* A suite asks for the same file again and again. */
static QsServiceModel *
load_file (const char *path,
           GError    **error)
{
  static GHashTable *loaded;
  QsServiceModel *model;

  if (loaded == NULL)
    loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) qs_service_model_unref);

  model = g_hash_table_lookup (loaded, path);
  if (model == NULL)
    {
      if ((model = read_file (path, error)) == NULL)
        return NULL;
      g_hash_table_insert (loaded, g_strdup (path), model);
    }

  return qs_service_model_ref (model);
}

/**
 * qs_probe_load_model:
 *
 * Returns: (transfer full) (nullable): the member "model": a file's name, or the model itself.
 */
QsServiceModel *
qs_probe_load_model (JsonObject *request,
                     GError    **error)
{
  JsonNode *node = json_object_get_member (request, "model");
  const char *path = qs_json_get_string (request, "model", NULL);

  if (path != NULL)
    return load_file (path, error);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return read_object (node, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "\"model\" is the name of a file, or a model");
  return NULL;
}

/* Sets "body" when it is text, else "bodyBase64". */
void
qs_probe_set_body (JsonObject *answer,
                   GBytes     *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  g_autofree char *text = NULL;

  if (size == 0)
    json_object_set_string_member (answer, "body", "");
  else if (g_utf8_validate (data, size, NULL))
    json_object_set_string_member (answer, "body", text = g_strndup (data, size));
  else
    json_object_set_string_member (answer, "bodyBase64",
                                   text = g_base64_encode ((const unsigned char *) data, size));
}

/* Returns: (transfer full): the member "body" or "bodyBase64", empty when there is neither. */
GBytes *
qs_probe_get_body (JsonObject *message)
{
  const char *encoded = qs_json_get_string (message, "bodyBase64", NULL);
  const char *text = qs_json_get_string (message, "body", "");
  gsize length = 0;
  unsigned char *bytes;

  if (encoded == NULL)
    return g_bytes_new (text, strlen (text));

  bytes = g_base64_decode (encoded, &length);
  return g_bytes_new_take (bytes, length);
}
