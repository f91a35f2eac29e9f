#include "qs-aws-pager.h"

#include "qs-await.h"
#include "qs-engine-error.h"
#include "qs-errand.h"
#include "qs-json.h"

#include <glib/gi18n.h>

/* How services say where the next page begins: what they answer, and what is sent back. The first
 * pair of which an operation knows both is its own. */
static const struct
{
  const char *output;
  const char *input;
} tokens[] = {
  { "nextToken", "nextToken" },
  { "NextToken", "NextToken" },
  { "NextContinuationToken", "ContinuationToken" },
  { "NextMarker", "Marker" },
  { "Marker", "Marker" },
};

typedef struct
{
  QsAwsClient *client;
  char        *service;
  char        *operation;
  JsonNode    *input;
  const char  *output_token;   /* NULL when the operation has one page */
  const char  *input_token;
} QsAwsPager;

static void
free_pager (gpointer data)
{
  QsAwsPager *pager = data;

  g_object_unref (pager->client);
  g_free (pager->service);
  g_free (pager->operation);
  json_node_unref (pager->input);
  g_free (pager);
}

static gboolean
has_member (const QsMember *member,
            const char     *name)
{
  return member != NULL && qs_shape_lookup_member (qs_member_get_shape (member), name) != NULL;
}

static void
find_tokens (QsAwsPager        *pager,
             const QsOperation *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (tokens) && operation != NULL; i++)
    if (has_member (qs_operation_get_output (operation), tokens[i].output) &&
        has_member (qs_operation_get_input (operation), tokens[i].input))
      {
        pager->output_token = tokens[i].output;
        pager->input_token = tokens[i].input;
        return;
      }
}

/* Appends the lists of @page to those of @all. */
static void
add_page (JsonObject *all,
          JsonObject *page)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, page);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *list = qs_json_get_array (all, name);

      if (!JSON_NODE_HOLDS_ARRAY (node))
        continue;

      if (list == NULL)
        json_object_set_array_member (all, name, list = json_array_new ());
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (list, json_array_dup_element (json_node_get_array (node), i));
    }
}

static DexFuture *
fail_on_circle (QsAwsPager *pager)
{
  QsErrorDetails details = { .service = pager->service, .operation = pager->operation };

  return dex_future_new_for_error (
    qs_engine_error_new (QS_ENGINE_ERROR_INVALID_REPLY, &details,
                         _("The service answers the same page again and again")));
}

static DexFuture *
page_fiber (gpointer data)
{
  QsAwsPager *pager = data;
  g_autoptr(JsonNode) all = NULL;
  g_autofree char *token = NULL;

  do
    {
      GError *error = NULL;
      g_autoptr(JsonNode) page = NULL;
      const char *next = NULL;

      page = qs_await_boxed (qs_aws_client_call (pager->client, pager->service, pager->operation,
                                                 pager->input), &error);
      if (page == NULL)
        return dex_future_new_for_error (error);

      if (pager->output_token != NULL)
        next = qs_json_get_string (json_node_get_object (page), pager->output_token, NULL);
      if (next != NULL && g_strcmp0 (next, token) == 0)
        return fail_on_circle (pager);

      g_set_str (&token, next != NULL && *next != '\0' ? next : NULL);
      if (token != NULL)
        json_object_set_string_member (json_node_get_object (pager->input), pager->input_token,
                                       token);
      if (all == NULL)
        all = qs_json_copy (page);
      else
        add_page (json_node_get_object (all), json_node_get_object (page));
    }
  while (token != NULL);

  if (pager->output_token != NULL)
    json_object_remove_member (json_node_get_object (all), pager->output_token);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&all));
}

DexFuture *
qs_aws_pager_start (QsAwsClient    *client,
                    const char     *service,
                    const char     *operation,
                    JsonNode       *input,
                    QsServiceModel *model)
{
  QsAwsPager *pager = g_new0 (QsAwsPager, 1);

  pager->client = g_object_ref (client);
  pager->service = g_strdup (service);
  pager->operation = g_strdup (operation);
  pager->input = input != NULL ? qs_json_copy (input) : qs_json_take (json_object_new ());
  if (model != NULL)
    find_tokens (pager, qs_service_model_lookup_operation (model, operation));
  return qs_errand_start (page_fiber, pager, free_pager);
}
