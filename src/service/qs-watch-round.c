#include "qs-watch-round.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-watch-task.h"

/* Calls under way at a time: a few hide the way to a far engine and do not crowd it. */
#define MAX_WORKERS 6

struct _QsWatchRound
{
  GObject      parent_instance;

  QsEngine    *engine;
  QsJobList   *list;
  QsScope     *scope;
  QsWatchDepth depth;

  GPtrArray   *children;     /* of QsWatchChildren */
  GPtrArray   *queues;       /* of char *, NULL-terminated once known */
  GHashTable  *look_at;      /* ids to be described */
  gboolean     moved;

  GQueue       chains;       /* of GPtrArray of QsWatchTask, not yet begun */
};

G_DEFINE_FINAL_TYPE (QsWatchRound, qs_watch_round, G_TYPE_OBJECT)

static void
on_list_transition_cb (QsJobList    *list,
                       QsJob        *job,
                       QsJobStatus   from,
                       QsJobStatus   to,
                       QsWatchRound *self)
{
  self->moved = TRUE;
  qs_watch_round_look_at (self, qs_job_get_id (job));
}

static void
qs_watch_round_finalize (GObject *object)
{
  QsWatchRound *self = QS_WATCH_ROUND (object);

  g_queue_clear_full (&self->chains, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (self->engine);
  g_object_unref (self->list);
  qs_scope_unref (self->scope);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->queues);
  g_hash_table_unref (self->look_at);

  G_OBJECT_CLASS (qs_watch_round_parent_class)->finalize (object);
}

static void
qs_watch_round_class_init (QsWatchRoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_watch_round_finalize;
}

static void
qs_watch_round_init (QsWatchRound *self)
{
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->queues = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  self->look_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GPtrArray *
add_chain (QsWatchRound *self)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func (g_object_unref);

  g_queue_push_tail (&self->chains, chain);
  return chain;
}

static gboolean
await_chain (QsWatchRound *self,
             GPtrArray    *chain,
             GError      **error)
{
  for (guint i = 0; i < chain->len; i++)
    if (!qs_await (qs_watch_task_run (g_ptr_array_index (chain, i), self->engine, self->scope),
                   error))
      return FALSE;

  return TRUE;
}

static DexFuture *
worker_fiber (gpointer data)
{
  QsWatchRound *self = data;

  while (!g_queue_is_empty (&self->chains))
    {
      g_autoptr(GPtrArray) chain = g_queue_pop_head (&self->chains);
      g_autoptr(GError) error = NULL;

      if (await_chain (self, chain, &error))
        continue;

      /* The others end with what they are at: the round has failed. */
      g_queue_clear_full (&self->chains, (GDestroyNotify) g_ptr_array_unref);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

static gboolean
await_chains (QsWatchRound *self,
              GError      **error)
{
  g_autoptr(GPtrArray) workers = g_ptr_array_new_with_free_func (dex_unref);
  guint n_workers = MIN (self->chains.length, MAX_WORKERS);

  if (n_workers == 0)
    return TRUE;

  for (guint i = 0; i < n_workers; i++)
    g_ptr_array_add (workers, qs_scope_run (self->scope, worker_fiber, g_object_ref (self),
                                            g_object_unref));

  return qs_await (dex_future_allv ((DexFuture **) workers->pdata, workers->len), error);
}

static const char *
accept_queues (QsWatchRound *self,
               JsonNode     *reply)
{
  JsonArray *queues = qs_json_get_array (json_node_get_object (reply), "jobQueues");
  JsonObject *queue;

  for (guint i = 0; (queue = qs_json_element (queues, i)) != NULL; i++)
    {
      const char *name = qs_json_get_string (queue, "jobQueueName", NULL);

      if (name != NULL)
        g_ptr_array_add (self->queues, g_strdup (name));
    }

  return qs_json_get_string (json_node_get_object (reply), "nextToken", NULL);
}

static gboolean
await_queues (QsWatchRound *self,
              GError      **error)
{
  g_autofree char *token = NULL;

  do
    {
      JsonObject *input = json_object_new ();
      g_autoptr(JsonNode) node = qs_json_take (input);
      g_autoptr(JsonNode) reply = NULL;

      if (token != NULL)
        json_object_set_string_member (input, "nextToken", token);
      reply = qs_await_boxed (qs_scope_guard (self->scope,
                                              qs_engine_call (self->engine, "DescribeJobQueues",
                                                              node)),
                              error);
      if (reply == NULL)
        return FALSE;

      /* A token that comes back unchanged would go round for ever. */
      if (!g_set_str (&token, accept_queues (self, reply)))
        break;
    }
  while (token != NULL);

  g_ptr_array_sort_values (self->queues, (GCompareFunc) g_strcmp0);
  return TRUE;
}

/*
 * The states of a queue are asked for one after the other, in the order in which jobs pass through
 * them: a job that moves meanwhile is then seen twice rather than not at all, and never told of in
 * a state that it has left already.
 */
static void
add_listings (QsWatchRound *self,
              const char   *queue)
{
  GPtrArray *chain = add_chain (self);

  for (guint status = 0; status < QS_N_JOB_STATUSES; status++)
    {
      gboolean is_final = qs_job_status_is_final (status);

      if (self->depth == QS_WATCH_DEPTH_ALL || !is_final)
        g_ptr_array_add (chain, qs_watch_task_new_queue (self->list, queue, status));
      else if (self->depth == QS_WATCH_DEPTH_NEWS)
        g_ptr_array_add (chain, qs_watch_task_new_news (self->list, queue, status));
    }
}

static gboolean
await_listings (QsWatchRound *self,
                GError      **error)
{
  for (guint i = 0; i < self->queues->len; i++)
    add_listings (self, g_ptr_array_index (self->queues, i));

  return await_chains (self, error);
}

/* Jobs that are missed among the active ones have ended, and others beside them may have too. */
static gboolean
await_ended (QsWatchRound *self,
             GError      **error)
{
  g_auto(GStrv) unseen = qs_job_list_dup_unseen (self->list);
  g_autoptr(GHashTable) queues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer queue;

  for (guint i = 0; self->depth == QS_WATCH_DEPTH_ACTIVE && unseen[i] != NULL; i++)
    {
      g_autoptr(QsJob) job = qs_job_list_find (self->list, unseen[i]);

      if (qs_job_get_queue (job) != NULL &&
          g_ptr_array_find_with_equal_func (self->queues, qs_job_get_queue (job), g_str_equal,
                                            NULL))
        g_hash_table_add (queues, g_strdup (qs_job_get_queue (job)));
    }

  g_hash_table_iter_init (&iter, queues);
  while (g_hash_table_iter_next (&iter, &queue, NULL))
    {
      GPtrArray *chain = add_chain (self);

      for (guint status = QS_JOB_STATUS_SUCCEEDED; status <= QS_JOB_STATUS_FAILED; status++)
        g_ptr_array_add (chain, qs_watch_task_new_news (self->list, queue, status));
    }

  return await_chains (self, error);
}

static void
look_at_all (QsWatchRound      *self,
             const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    qs_watch_round_look_at (self, ids[i]);
}

static gboolean
await_details (QsWatchRound *self,
               GError      **error)
{
  g_auto(GStrv) unseen = qs_job_list_dup_unseen (self->list);
  g_auto(GStrv) arrays = qs_job_list_dup_active_arrays (self->list);
  g_autofree char **ids = NULL;
  guint n_ids;

  look_at_all (self, (const char *const *) unseen);
  look_at_all (self, (const char *const *) arrays);
  ids = (char **) g_hash_table_get_keys_as_array (self->look_at, &n_ids);

  for (guint i = 0; i < n_ids; i += QS_WATCH_DESCRIBE_MAX)
    g_ptr_array_add (add_chain (self),
                     qs_watch_task_new_describe (self->list, (const char *const *) ids + i,
                                                 MIN (n_ids - i, QS_WATCH_DESCRIBE_MAX)));

  return await_chains (self, error);
}

/* The engine neither lists nor describes the job: it has forgotten how it ended. */
static void
give_up_unseen (QsWatchRound *self)
{
  g_auto(GStrv) unseen = qs_job_list_dup_unseen (self->list);

  for (guint i = 0; unseen[i] != NULL; i++)
    {
      g_autoptr(QsJob) job = qs_job_list_find (self->list, unseen[i]);
      QsJobRecord record = {
        .id = unseen[i],
        .status = QS_JOB_STATUS_UNKNOWN,
        .reason = _("The engine no longer knows this job"),
        .started_at = qs_job_get_started_at (job),
        .stopped_at = qs_job_get_stopped_at (job),
        .exit_code = qs_job_get_exit_code (job),
      };

      qs_job_list_merge (self->list, &record, 1);
    }
}

static gboolean
await_children (QsWatchRound *self,
                GError      **error)
{
  gboolean done;

  for (guint i = 0; i < self->children->len; i++)
    {
      QsWatchChildren *children = g_ptr_array_index (self->children, i);
      const char *parent_id = qs_watch_children_get_parent_id (children);
      g_autoptr(QsJob) parent = qs_job_list_find (self->list, parent_id);

      if (parent != NULL)
        g_queue_push_tail (&self->chains, qs_watch_children_make_tasks (children, parent));
    }

  done = await_chains (self, error);
  for (guint i = 0; i < self->children->len && !done; i++)
    qs_watch_children_forget (g_ptr_array_index (self->children, i));

  return done;
}

static DexFuture *
round_fiber (gpointer data)
{
  QsWatchRound *self = data;
  g_autoptr(GError) error = NULL;

  qs_job_list_begin_round (self->list);
  if (!await_queues (self, &error) || !await_listings (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!await_ended (self, &error) || !await_details (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  give_up_unseen (self);
  if (!await_children (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * qs_watch_round_new:
 * @scope: ends the round when it is cancelled
 *
 * Returns: (transfer full): a round that has not begun.
 */
QsWatchRound *
qs_watch_round_new (QsEngine    *engine,
                    QsJobList   *list,
                    QsScope     *scope,
                    QsWatchDepth depth)
{
  QsWatchRound *self = g_object_new (QS_TYPE_WATCH_ROUND, NULL);

  self->engine = g_object_ref (engine);
  self->list = g_object_ref (list);
  self->scope = qs_scope_ref (scope);
  self->depth = depth;
  return self;
}

/**
 * qs_watch_round_look_at:
 *
 * Has a job described, whether or not it changes.
 */
void
qs_watch_round_look_at (QsWatchRound *self,
                        const char   *id)
{
  g_return_if_fail (QS_IS_WATCH_ROUND (self));

  g_hash_table_add (self->look_at, g_strdup (id));
}

/**
 * qs_watch_round_add_children:
 *
 * Has the children of an array listed as far as the array says that they have changed.
 */
void
qs_watch_round_add_children (QsWatchRound    *self,
                             QsWatchChildren *children)
{
  g_return_if_fail (QS_IS_WATCH_ROUND (self));

  g_ptr_array_add (self->children, g_object_ref (children));
  qs_watch_round_look_at (self, qs_watch_children_get_parent_id (children));
}

/**
 * qs_watch_round_run:
 *
 * Returns: (transfer full): a future that resolves when the list is as the engine has it; rejected
 *   with #QsEngineError by the first call that fails. What came before is in the list.
 */
DexFuture *
qs_watch_round_run (QsWatchRound *self)
{
  g_return_val_if_fail (QS_IS_WATCH_ROUND (self), NULL);

  if (self->depth == QS_WATCH_DEPTH_ALL)
    self->moved = TRUE;
  else
    g_signal_connect_object (self->list, "transition", G_CALLBACK (on_list_transition_cb), self,
                             G_CONNECT_DEFAULT);

  return qs_scope_run (self->scope, round_fiber, g_object_ref (self), g_object_unref);
}

/* Returns: (transfer none): the names of the queues, sorted, once the round has been run. */
const char *const *
qs_watch_round_get_queues (QsWatchRound *self)
{
  return (const char *const *) self->queues->pdata;
}

/* Returns: whether the round has told anything new. */
gboolean
qs_watch_round_get_moved (QsWatchRound *self)
{
  return self->moved;
}
