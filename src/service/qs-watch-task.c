#include "qs-watch-task.h"

#include "qs-await.h"
#include "qs-job-page.h"
#include "qs-json.h"

/* The most that ListJobs gives at once, and what is asked for when few are expected to be new. */
#define PAGE_SIZE      1000
#define NEWS_PAGE_SIZE 100

struct _QsWatchTask
{
  GObject    parent_instance;

  QsJobList *list;
  char      *operation;
  JsonNode  *input;
  char      *queue;        /* what ListJobs does not tell of its jobs; NULL otherwise */
  gboolean   news_only;    /* a page that tells nothing new is the last */

  QsEngine  *engine;       /* while it runs */
  QsScope   *scope;
};

G_DEFINE_FINAL_TYPE (QsWatchTask, qs_watch_task, G_TYPE_OBJECT)

static void
qs_watch_task_finalize (GObject *object)
{
  QsWatchTask *self = QS_WATCH_TASK (object);

  g_clear_object (&self->list);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_pointer (&self->input, json_node_unref);
  g_free (self->operation);
  g_free (self->queue);

  G_OBJECT_CLASS (qs_watch_task_parent_class)->finalize (object);
}

static void
qs_watch_task_class_init (QsWatchTaskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_watch_task_finalize;
}

static void
qs_watch_task_init (QsWatchTask *self)
{
}

static QsWatchTask *
new_task (QsJobList  *list,
          const char *operation,
          JsonObject *input)
{
  QsWatchTask *self = g_object_new (QS_TYPE_WATCH_TASK, NULL);

  self->list = g_object_ref (list);
  self->operation = g_strdup (operation);
  self->input = qs_json_take (input);
  return self;
}

static QsWatchTask *
new_listing (QsJobList  *list,
             const char *of,
             const char *id,
             QsJobStatus status,
             guint       page_size)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, of, id);
  json_object_set_string_member (input, "jobStatus", qs_job_status_to_string (status));
  json_object_set_int_member (input, "maxResults", page_size);
  return new_task (list, "ListJobs", input);
}

/**
 * qs_watch_task_new_queue:
 *
 * Returns: (transfer full): a listing of all jobs of @queue in @status.
 */
QsWatchTask *
qs_watch_task_new_queue (QsJobList  *list,
                         const char *queue,
                         QsJobStatus status)
{
  QsWatchTask *self = new_listing (list, "jobQueue", queue, status, PAGE_SIZE);

  self->queue = g_strdup (queue);
  return self;
}

/**
 * qs_watch_task_new_news:
 *
 * Returns: (transfer full): a listing of the jobs of @queue in @status, the newest first, until a
 *   page has nothing that is not known.
 */
QsWatchTask *
qs_watch_task_new_news (QsJobList  *list,
                        const char *queue,
                        QsJobStatus status)
{
  QsWatchTask *self = new_listing (list, "jobQueue", queue, status, NEWS_PAGE_SIZE);

  self->queue = g_strdup (queue);
  self->news_only = TRUE;
  return self;
}

/**
 * qs_watch_task_new_array:
 * @list: where the children go
 *
 * Returns: (transfer full): a listing of the children of an array in @status.
 */
QsWatchTask *
qs_watch_task_new_array (QsJobList  *list,
                         const char *parent_id,
                         QsJobStatus status)
{
  return new_listing (list, "arrayJobId", parent_id, status, PAGE_SIZE);
}

/**
 * qs_watch_task_new_describe:
 * @ids: (array length=n_ids): at most %QS_WATCH_DESCRIBE_MAX ids
 *
 * Returns: (transfer full): a look at each of the jobs.
 */
QsWatchTask *
qs_watch_task_new_describe (QsJobList         *list,
                            const char *const *ids,
                            guint              n_ids)
{
  JsonObject *input = json_object_new ();
  JsonArray *jobs = json_array_sized_new (n_ids);

  g_assert (n_ids <= QS_WATCH_DESCRIBE_MAX);

  for (guint i = 0; i < n_ids; i++)
    json_array_add_string_element (jobs, ids[i]);
  json_object_set_array_member (input, "jobs", jobs);
  return new_task (list, "DescribeJobs", input);
}

static DexFuture *
parse_reply (DexFuture *future,
             gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);

  return qs_job_page_parse (g_value_get_boxed (value));
}

static QsJobPage *
await_page (QsWatchTask *self,
            GError     **error)
{
  DexFuture *reply = qs_engine_call_bytes (self->engine, self->operation, self->input);

  return qs_await_boxed (qs_scope_guard (self->scope,
                                         dex_future_then (reply, parse_reply, NULL, NULL)),
                         error);
}

/* Returns: whether there is a next page worth asking for. */
static gboolean
accept_page (QsWatchTask *self,
             QsJobPage   *page)
{
  guint n_records;
  QsJobRecord *records = qs_job_page_get_records (page, &n_records);
  const char *token = qs_job_page_get_next_token (page);
  guint n_new;

  for (guint i = 0; i < n_records; i++)
    if (records[i].queue == NULL)
      records[i].queue = self->queue;

  n_new = qs_job_list_merge (self->list, records, n_records);
  if (token == NULL || (self->news_only && n_new == 0))
    return FALSE;

  /* A token that comes back unchanged would go round for ever. */
  if (g_strcmp0 (token, qs_json_get_string (json_node_get_object (self->input), "nextToken",
                                            NULL)) == 0)
    return FALSE;

  json_object_set_string_member (json_node_get_object (self->input), "nextToken", token);
  return TRUE;
}

static DexFuture *
task_fiber (gpointer data)
{
  QsWatchTask *self = data;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(QsJobPage) page = await_page (self, &error);

      if (page == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (qs_scope_is_cancelled (self->scope))
        return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The watching has ended");

      more = accept_page (self, page);
    }

  return dex_future_new_true ();
}

/**
 * qs_watch_task_run:
 *
 * Returns: (transfer full): a future that resolves when every page is in the list; rejected with
 *   #QsEngineError.
 */
DexFuture *
qs_watch_task_run (QsWatchTask *self,
                   QsEngine    *engine,
                   QsScope     *scope)
{
  g_return_val_if_fail (QS_IS_WATCH_TASK (self), NULL);

  g_set_object (&self->engine, engine);
  g_clear_pointer (&self->scope, qs_scope_unref);
  self->scope = qs_scope_ref (scope);
  return qs_scope_run (scope, task_fiber, g_object_ref (self), g_object_unref);
}
