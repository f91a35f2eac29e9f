#include "qs-reply-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-json.h"
#include "qs-protocol.h"

/* Returns: (nullable): the value of a header. */
const char *
qs_reply_source_find_header (const QsReplySource *self,
                             const char          *name)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (self->headers == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, self->headers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_ascii_strcasecmp (key, name) == 0)
      return value;

  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Returns: (transfer container): the names of all headers, sorted. */
GPtrArray *
qs_reply_source_list_headers (const QsReplySource *self)
{
  GPtrArray *names = self->headers != NULL ? g_hash_table_get_keys_as_ptr_array (self->headers)
                                           : g_ptr_array_new ();

  g_ptr_array_sort (names, compare_names);
  return names;
}

gboolean
qs_reply_source_has_body (const QsReplySource *self)
{
  return self->body != NULL && g_bytes_get_size (self->body) > 0;
}

/* Returns: (transfer full): the body as text, whatever its bytes are. */
char *
qs_reply_source_dup_text (const QsReplySource *self)
{
  gsize size = 0;
  const char *data = self->body != NULL ? g_bytes_get_data (self->body, &size) : NULL;

  return g_utf8_make_valid (data != NULL ? data : "", size);
}

/**
 * qs_reply_source_parse_json:
 *
 * Returns: (transfer full) (nullable): the body; no body is an empty object. %NULL with
 *   %QS_PROTOCOL_ERROR_INVALID_REPLY.
 */
JsonNode *
qs_reply_source_parse_json (const QsReplySource *self,
                            GError             **error)
{
  g_autoptr(GError) local_error = NULL;
  gsize size;
  const char *data;
  JsonNode *node;

  if (!qs_reply_source_has_body (self))
    return qs_json_take (json_object_new ());

  data = g_bytes_get_data (self->body, &size);
  node = qs_json_parse (data, size, &local_error);
  if (node == NULL)
    g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY,
                 _("The service’s reply is no JSON: %s"), local_error->message);

  return node;
}
