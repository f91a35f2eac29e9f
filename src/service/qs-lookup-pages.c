#include "qs-lookup-reader.h"

#include "qs-await.h"
#include "qs-json.h"

#include <glib/gi18n.h>

static void
collect (GPtrArray           *items,
         const QsLookupPages *pages,
         JsonObject          *reply)
{
  JsonArray *array = qs_json_get_array (reply, pages->list);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (qs_json_element (array, i) != NULL)
      g_ptr_array_add (items, json_object_ref (qs_json_element (array, i)));
}

/* Returns: whether there is another page; it is then asked for in @input. */
static gboolean
turn_page (const QsLookupPages *pages,
           JsonObject          *reply,
           JsonObject          *input,
           GError             **error)
{
  const char *token = pages->token_out != NULL
                        ? qs_json_get_string (reply, pages->token_out, NULL) : NULL;

  if (token == NULL || *token == '\0')
    return FALSE;
  if (g_strcmp0 (token, qs_json_get_string (input, pages->token_in, NULL)) == 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   _("%s answers the same page again and again"), pages->operation);
      return FALSE;
    }

  json_object_set_string_member (input, pages->token_in, token);
  return TRUE;
}

/**
 * qs_lookup_ask:
 * @input: (nullable): what is asked besides the place of the page
 *
 * Returns: (transfer full) (element-type JsonObject) (nullable): the items of all pages.
 */
GPtrArray *
qs_lookup_ask (QsEngine            *engine,
               const QsLookupPages *pages,
               JsonNode            *input,
               GError             **error)
{
  g_autoptr(GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr(JsonNode) question = input != NULL ? qs_json_copy (input)
                                               : qs_json_take (json_object_new ());
  GError *failure = NULL;
  gboolean more;

  do
    {
      g_autoptr(JsonNode) reply = qs_await_boxed (
        qs_engine_call_service (engine, pages->service, pages->operation, question), error);

      if (reply == NULL)
        return NULL;

      collect (items, pages, json_node_get_object (reply));
      more = turn_page (pages, json_node_get_object (reply), json_node_get_object (question),
                        &failure);
    }
  while (more);

  if (failure == NULL)
    return g_steal_pointer (&items);

  g_propagate_error (error, failure);
  return NULL;
}

/* Returns: (nullable): the value of a tag, as EC2 lists them. */
const char *
qs_lookup_get_tag (JsonObject *item,
                   const char *key)
{
  JsonArray *tags = qs_json_get_array (item, "Tags");

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonObject *tag = qs_json_element (tags, i);

      if (g_strcmp0 (qs_json_get_string (tag, "Key", NULL), key) == 0)
        return qs_json_get_string (tag, "Value", NULL);
    }

  return NULL;
}

/* Adds to words that are told apart by dots. */
void
qs_lookup_add_part (GString    *text,
                    const char *format,
                    ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append (text, " · ");

  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}
