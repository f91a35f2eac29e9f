#include "qs-job-query.h"

#include "qs-await.h"
#include "qs-json.h"

typedef struct
{
  QsEngine  *engine;
  char      *queue;       /* NULL: all */
  char     **statuses;
  GPtrArray *found;       /* of JsonObject */
} QsJobQuery;

static void
free_query (gpointer data)
{
  QsJobQuery *self = data;

  g_object_unref (self->engine);
  g_free (self->queue);
  g_strfreev (self->statuses);
  g_ptr_array_unref (self->found);
  g_free (self);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  gint64 first = qs_json_get_int (*(JsonObject **) a, "createdAt", 0);
  gint64 second = qs_json_get_int (*(JsonObject **) b, "createdAt", 0);

  return first > second ? -1 : first < second;
}

static JsonNode *
call (QsJobQuery *self,
      const char *operation,
      JsonObject *input,
      GError    **error)
{
  g_autoptr(JsonNode) request = qs_json_take (input);

  return qs_await_boxed (qs_engine_call (self->engine, operation, request), error);
}

static void
set_token (JsonObject *input,
           const char *token)
{
  if (token != NULL)
    json_object_set_string_member (input, "nextToken", token);
}

/* Returns: (transfer full) (nullable): the names of the queues to ask, %NULL with an error. */
static char **
list_queues (QsJobQuery *self,
             GError    **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *token = NULL;

  if (self->queue != NULL)
    {
      g_strv_builder_add (builder, self->queue);
      return g_strv_builder_end (builder);
    }

  do
    {
      JsonObject *input = json_object_new ();
      g_autoptr(JsonNode) reply = NULL;
      JsonArray *queues;

      set_token (input, token);
      if ((reply = call (self, "DescribeJobQueues", input, error)) == NULL)
        return NULL;

      queues = qs_json_get_array (json_node_get_object (reply), "jobQueues");
      for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
        g_strv_builder_add (builder, qs_json_get_string (qs_json_element (queues, i),
                                                         "jobQueueName", ""));
      g_set_str (&token, qs_json_get_string (json_node_get_object (reply), "nextToken", NULL));
    }
  while (token != NULL);

  return g_strv_builder_end (builder);
}

static gboolean
list_jobs (QsJobQuery *self,
           const char *queue,
           const char *status,
           GError    **error)
{
  g_autofree char *token = NULL;

  do
    {
      JsonObject *input = json_object_new ();
      g_autoptr(JsonNode) reply = NULL;
      JsonArray *jobs;

      json_object_set_string_member (input, "jobQueue", queue);
      json_object_set_string_member (input, "jobStatus", status);
      set_token (input, token);
      if ((reply = call (self, "ListJobs", input, error)) == NULL)
        return FALSE;

      jobs = qs_json_get_array (json_node_get_object (reply), "jobSummaryList");
      for (guint i = 0; jobs != NULL && i < json_array_get_length (jobs); i++)
        if (qs_json_element (jobs, i) != NULL)
          g_ptr_array_add (self->found, json_object_ref (qs_json_element (jobs, i)));
      g_set_str (&token, qs_json_get_string (json_node_get_object (reply), "nextToken", NULL));
    }
  while (token != NULL);

  return TRUE;
}

static DexFuture *
query_fiber (gpointer data)
{
  QsJobQuery *self = data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) queues = list_queues (self, &error);
  JsonArray *sorted;
  JsonNode *node;

  if (queues == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; queues[i] != NULL; i++)
    for (guint j = 0; self->statuses[j] != NULL; j++)
      if (!list_jobs (self, queues[i], self->statuses[j], &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_sort (self->found, compare_newest_first);
  sorted = json_array_sized_new (self->found->len);
  for (guint i = 0; i < self->found->len; i++)
    json_array_add_object_element (sorted, json_object_ref (self->found->pdata[i]));

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, sorted);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, node);
}

/**
 * qs_job_query_run:
 * @scope: whose cancelling ends the work
 * @queue: (nullable): a queue's name or ARN; %NULL asks all
 * @statuses: the states as the engine calls them, %NULL-terminated
 *
 * Returns: (transfer full): a future of a #JsonNode, an array of ListJobs' summaries; rejected with
 *   #QsEngineError.
 */
DexFuture *
qs_job_query_run (QsEngine           *engine,
                  QsScope            *scope,
                  const char         *queue,
                  const char * const *statuses)
{
  QsJobQuery *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (scope != NULL && statuses != NULL, NULL);

  self = g_new0 (QsJobQuery, 1);
  self->engine = g_object_ref (engine);
  self->queue = g_strdup (queue);
  self->statuses = g_strdupv ((char **) statuses);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  return qs_scope_run (scope, query_fiber, self, free_query);
}
