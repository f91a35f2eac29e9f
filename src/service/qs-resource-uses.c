#include "qs-resource-uses.h"

#include "qs-await.h"
#include "qs-json.h"

/* Jobs are counted up to here in each status: beyond, the exact number helps nobody to decide. */
#define MOST_JOBS 100

struct _QsResourceUses
{
  GObject    parent_instance;

  GPtrArray *ending;    /* of QsResource */
  GPtrArray *staying;   /* of QsResource */
  guint      n_jobs;
  gboolean   more_jobs;
};

G_DEFINE_FINAL_TYPE (QsResourceUses, qs_resource_uses, G_TYPE_OBJECT)

typedef struct
{
  QsEngine      *engine;
  QsResourceKind kind;
  QsResource    *resource;
} QsUsesSearch;

static void
free_search (gpointer data)
{
  QsUsesSearch *self = data;

  g_object_unref (self->engine);
  g_object_unref (self->resource);
  g_free (self);
}

static gboolean
is_named (QsResource *resource,
          const char *text)
{
  return g_str_equal (text, qs_resource_get_arn (resource)) ||
         g_str_equal (text, qs_resource_get_name (resource));
}

/* Sorts a queue that runs in the environment to those that end with it or to those that stay. */
static void
sort_queue (QsResourceUses *self,
            QsResource     *queue,
            QsResource     *environment)
{
  JsonArray *order = qs_json_get_array (qs_resource_get_document (queue),
                                        "computeEnvironmentOrder");
  g_autoptr(JsonArray) rest = qs_resource_uses_dup_order_without (queue, environment);
  guint n_entries = order != NULL ? json_array_get_length (order) : 0;

  if (json_array_get_length (rest) < n_entries)
    g_ptr_array_add (json_array_get_length (rest) > 0 ? self->staying : self->ending,
                     g_object_ref (queue));
}

static gboolean
find_queues (QsResourceUses *self,
             QsUsesSearch   *search,
             GError        **error)
{
  g_autofree char *token = NULL;

  do
    {
      JsonObject *object = json_object_new ();
      g_autoptr(JsonNode) input = qs_json_take (object);
      g_autoptr(JsonNode) reply = NULL;
      JsonArray *queues;

      if (token != NULL)
        json_object_set_string_member (object, "nextToken", token);
      reply = qs_await_boxed (qs_engine_call (search->engine, "DescribeJobQueues", input), error);
      if (reply == NULL)
        return FALSE;

      queues = qs_json_get_array (json_node_get_object (reply), "jobQueues");
      for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
        {
          JsonObject *document = qs_json_element (queues, i);
          g_autoptr(QsResource) queue = NULL;

          if (document == NULL)
            continue;
          queue = qs_resource_new (document, "jobQueue");
          sort_queue (self, queue, search->resource);
        }
      g_set_str (&token, qs_json_get_string (json_node_get_object (reply), "nextToken", NULL));
    }
  while (token != NULL);

  return TRUE;
}

static gboolean
count_jobs (QsResourceUses *self,
            QsUsesSearch   *search,
            QsResource     *queue,
            GError        **error)
{
  const char *statuses[] = { "SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      JsonObject *object = json_object_new ();
      g_autoptr(JsonNode) input = qs_json_take (object);
      g_autoptr(JsonNode) reply = NULL;
      JsonArray *jobs;

      json_object_set_string_member (object, "jobQueue", qs_resource_get_arn (queue));
      json_object_set_string_member (object, "jobStatus", statuses[i]);
      json_object_set_int_member (object, "maxResults", MOST_JOBS);
      reply = qs_await_boxed (qs_engine_call (search->engine, "ListJobs", input), error);
      if (reply == NULL)
        return FALSE;

      jobs = qs_json_get_array (json_node_get_object (reply), "jobSummaryList");
      self->n_jobs += jobs != NULL ? json_array_get_length (jobs) : 0;
      self->more_jobs |= json_object_has_member (json_node_get_object (reply), "nextToken");
    }

  return TRUE;
}

static DexFuture *
find_fiber (gpointer data)
{
  QsUsesSearch *search = data;
  g_autoptr(QsResourceUses) self = g_object_new (QS_TYPE_RESOURCE_USES, NULL);
  g_autoptr(GError) error = NULL;

  if (search->kind == QS_RESOURCE_ENVIRONMENT && !find_queues (self, search, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (search->kind == QS_RESOURCE_QUEUE && !count_jobs (self, search, search->resource, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < self->ending->len; i++)
    if (!count_jobs (self, search, self->ending->pdata[i], &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&self));
}

static void
qs_resource_uses_finalize (GObject *object)
{
  g_ptr_array_unref (QS_RESOURCE_USES (object)->ending);
  g_ptr_array_unref (QS_RESOURCE_USES (object)->staying);

  G_OBJECT_CLASS (qs_resource_uses_parent_class)->finalize (object);
}

static void
qs_resource_uses_class_init (QsResourceUsesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_resource_uses_finalize;
}

static void
qs_resource_uses_init (QsResourceUses *self)
{
  self->ending = g_ptr_array_new_with_free_func (g_object_unref);
  self->staying = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * qs_resource_uses_find:
 *
 * Asks the engine what depends on @resource.
 *
 * Returns: (transfer full): a future of a #QsResourceUses, rejected with #QsEngineError.
 */
DexFuture *
qs_resource_uses_find (QsEngine      *engine,
                       QsResourceKind kind,
                       QsResource    *resource)
{
  QsUsesSearch *search;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_RESOURCE (resource), NULL);

  search = g_new0 (QsUsesSearch, 1);
  search->engine = g_object_ref (engine);
  search->kind = kind;
  search->resource = g_object_ref (resource);
  return qs_fiber_start (find_fiber, search, free_search);
}

/* Returns: (transfer none) (element-type QsResource): the queues that run nowhere else; AWS keeps
 * no queue without an environment, so they are deleted first. */
GPtrArray *
qs_resource_uses_get_ending (QsResourceUses *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_USES (self), NULL);

  return self->ending;
}

/* Returns: (transfer none) (element-type QsResource): the queues that also run elsewhere, and go on
 * without it. */
GPtrArray *
qs_resource_uses_get_staying (QsResourceUses *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_USES (self), NULL);

  return self->staying;
}

/* Returns: how many jobs wait or run in the queues that go: they are terminated. */
guint
qs_resource_uses_get_n_jobs (QsResourceUses *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_USES (self), 0);

  return self->n_jobs;
}

/* Returns: whether there are more jobs than were counted. */
gboolean
qs_resource_uses_has_more_jobs (QsResourceUses *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_USES (self), FALSE);

  return self->more_jobs;
}

/* Returns: (transfer full): the environments of @queue in their order, but for @environment. */
JsonArray *
qs_resource_uses_dup_order_without (QsResource *queue,
                                    QsResource *environment)
{
  JsonArray *rest = json_array_new ();
  JsonArray *order;

  g_return_val_if_fail (QS_IS_RESOURCE (queue) && QS_IS_RESOURCE (environment), rest);

  order = qs_json_get_array (qs_resource_get_document (queue), "computeEnvironmentOrder");
  for (guint i = 0; order != NULL && i < json_array_get_length (order); i++)
    if (!is_named (environment,
                   qs_json_get_string (qs_json_element (order, i), "computeEnvironment", "")))
      json_array_add_element (rest, json_node_copy (json_array_get_element (order, i)));

  return rest;
}
