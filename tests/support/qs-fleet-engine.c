#include "qs-fleet-engine.h"

#include "qs-json.h"

typedef struct
{
  char  *id;
  char  *queue;
  char  *status;
  gint64 created_at;
  guint  n_running;     /* of an array */
  guint  n_succeeded;
} QsFleetJob;

struct _QsFleetEngine
{
  GObject    parent_instance;

  GPtrArray *jobs;    /* of QsFleetJob, the oldest first */
  GPtrArray *calls;   /* of char * */
  GError    *error;
};

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsFleetEngine, qs_fleet_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

static void
free_job (gpointer data)
{
  QsFleetJob *job = data;

  g_free (job->id);
  g_free (job->queue);
  g_free (job->status);
  g_free (job);
}

static QsFleetJob *
find_job (QsFleetEngine *self,
          const char    *id,
          guint         *index)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      QsFleetJob *job = g_ptr_array_index (self->jobs, i);

      if (g_strcmp0 (job->id, id) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return job;
    }

  return NULL;
}

static JsonObject *
make_summary (QsFleetJob *job)
{
  JsonObject *array = json_object_new ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "jobId", job->id);
  json_object_set_string_member (object, "jobName", job->id);
  json_object_set_string_member (object, "status", job->status);
  json_object_set_int_member (object, "createdAt", job->created_at);
  if (job->n_running + job->n_succeeded > 0)
    json_object_set_int_member (array, "size", job->n_running + job->n_succeeded);
  json_object_set_object_member (object, "arrayProperties", array);
  return object;
}

static JsonObject *
make_detail (QsFleetJob *job)
{
  JsonObject *object = make_summary (job);
  JsonObject *counts = json_object_new ();

  json_object_set_string_member (object, "jobQueue", job->queue);
  json_object_set_int_member (counts, "RUNNING", job->n_running);
  json_object_set_int_member (counts, "SUCCEEDED", job->n_succeeded);
  json_object_set_object_member (json_object_get_object_member (object, "arrayProperties"),
                                 "statusSummary", counts);
  return object;
}

static JsonObject *
describe_queues (QsFleetEngine *self)
{
  JsonObject *reply = json_object_new ();
  JsonArray *queues = json_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      QsFleetJob *job = g_ptr_array_index (self->jobs, i);
      JsonObject *queue;

      if (!g_hash_table_add (seen, job->queue))
        continue;
      queue = json_object_new ();
      json_object_set_string_member (queue, "jobQueueName", job->queue);
      json_array_add_object_element (queues, queue);
    }

  json_object_set_array_member (reply, "jobQueues", queues);
  return reply;
}

static void
add_children (JsonArray  *jobs,
              QsFleetJob *parent,
              const char *status)
{
  gboolean running = g_str_equal (status, "RUNNING");
  guint first = running ? parent->n_succeeded : 0;
  guint n_children = running ? parent->n_running
                             : g_str_equal (status, "SUCCEEDED") ? parent->n_succeeded : 0;

  for (guint i = first; i < first + n_children; i++)
    {
      JsonObject *child = json_object_new ();
      g_autofree char *id = g_strdup_printf ("%s:%u", parent->id, i);

      json_object_set_string_member (child, "jobId", id);
      json_object_set_string_member (child, "status", status);
      json_array_add_object_element (jobs, child);
    }
}

static JsonObject *
list_jobs (QsFleetEngine *self,
           JsonObject    *input)
{
  JsonObject *reply = json_object_new ();
  JsonArray *jobs = json_array_new ();
  const char *queue = qs_json_get_string (input, "jobQueue", NULL);
  const char *status = qs_json_get_string (input, "jobStatus", "RUNNING");
  QsFleetJob *parent = find_job (self, qs_json_get_string (input, "arrayJobId", NULL), NULL);
  guint skipped = (guint) g_ascii_strtoull (qs_json_get_string (input, "nextToken", "0"), NULL, 10);
  guint n_matching = 0;

  if (parent != NULL)
    add_children (jobs, parent, status);

  for (guint i = self->jobs->len; i > 0 && queue != NULL; i--)
    {
      QsFleetJob *job = g_ptr_array_index (self->jobs, i - 1);

      if (!g_str_equal (job->queue, queue) || !g_str_equal (job->status, status))
        continue;
      if (n_matching++ < skipped)
        continue;
      if (json_array_get_length (jobs) == qs_json_get_int (input, "maxResults", 1000))
        {
          g_autofree char *token = g_strdup_printf ("%u", n_matching - 1);

          json_object_set_string_member (reply, "nextToken", token);
          break;
        }
      json_array_add_object_element (jobs, make_summary (job));
    }

  json_object_set_array_member (reply, "jobSummaryList", jobs);
  return reply;
}

static JsonObject *
describe_jobs (QsFleetEngine *self,
               JsonObject    *input)
{
  g_auto(GStrv) ids = qs_json_dup_strv (input, "jobs");
  JsonObject *reply = json_object_new ();
  JsonArray *jobs = json_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      QsFleetJob *job = find_job (self, ids[i], NULL);

      if (job != NULL)
        json_array_add_object_element (jobs, make_detail (job));
    }

  json_object_set_array_member (reply, "jobs", jobs);
  return reply;
}

/* "ListJobs default RUNNING", "DescribeJobs 3", "DescribeJobQueues". */
static char *
write_call (const char *operation,
            JsonObject *input)
{
  JsonArray *jobs = qs_json_get_array (input, "jobs");
  const char *of = qs_json_get_string (input, "jobQueue",
                                       qs_json_get_string (input, "arrayJobId", NULL));

  if (jobs != NULL)
    return g_strdup_printf ("%s %u", operation, json_array_get_length (jobs));
  if (of != NULL)
    return g_strdup_printf ("%s %s %s", operation, of,
                            qs_json_get_string (input, "jobStatus", "RUNNING"));

  return g_strdup (operation);
}

static DexFuture *
qs_fleet_engine_call (QsEngine   *engine,
                      const char *operation,
                      JsonNode   *input)
{
  QsFleetEngine *self = QS_FLEET_ENGINE (engine);
  JsonObject *object = json_node_get_object (input);
  JsonObject *reply;

  g_ptr_array_add (self->calls, write_call (operation, object));
  if (self->error != NULL)
    return dex_future_new_for_error (g_error_copy (self->error));

  if (g_str_equal (operation, "DescribeJobQueues"))
    reply = describe_queues (self);
  else if (g_str_equal (operation, "ListJobs"))
    reply = list_jobs (self, object);
  else if (g_str_equal (operation, "DescribeJobs"))
    reply = describe_jobs (self, object);
  else
    return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER,
                                  "The fleet does not know %s", operation);

  return dex_future_new_take_boxed (JSON_TYPE_NODE, qs_json_take (reply));
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_fleet_engine_call;
}

static void
qs_fleet_engine_finalize (GObject *object)
{
  QsFleetEngine *self = QS_FLEET_ENGINE (object);

  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->calls);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_fleet_engine_parent_class)->finalize (object);
}

static void
qs_fleet_engine_class_init (QsFleetEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_fleet_engine_finalize;
}

static void
qs_fleet_engine_init (QsFleetEngine *self)
{
  self->jobs = g_ptr_array_new_with_free_func (free_job);
  self->calls = g_ptr_array_new_with_free_func (g_free);
}

QsFleetEngine *
qs_fleet_engine_new (void)
{
  return g_object_new (QS_TYPE_FLEET_ENGINE, NULL);
}

/* Adds a job, or changes its state. */
void
qs_fleet_engine_set_job (QsFleetEngine *self,
                         const char    *queue,
                         const char    *id,
                         const char    *status)
{
  QsFleetJob *job = find_job (self, id, NULL);

  if (job == NULL)
    {
      job = g_new0 (QsFleetJob, 1);
      job->id = g_strdup (id);
      job->queue = g_strdup (queue);
      job->created_at = self->jobs->len + 1;
      g_ptr_array_add (self->jobs, job);
    }

  g_set_str (&job->status, status);
}

/* Makes a job an array with children, the succeeded ones in front. */
void
qs_fleet_engine_set_array (QsFleetEngine *self,
                           const char    *id,
                           guint          n_running,
                           guint          n_succeeded)
{
  QsFleetJob *job = find_job (self, id, NULL);

  g_assert (job != NULL);
  job->n_running = n_running;
  job->n_succeeded = n_succeeded;
}

void
qs_fleet_engine_remove_job (QsFleetEngine *self,
                            const char    *id)
{
  guint index = 0;

  g_assert_nonnull (find_job (self, id, &index));
  g_ptr_array_remove_index (self->jobs, index);
}

/* @error: (nullable): what every call is answered with from now on */
void
qs_fleet_engine_set_error (QsFleetEngine *self,
                           const GError  *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

/* Returns: how many calls whose text starts like this there were since the last forgetting. */
guint
qs_fleet_engine_count (QsFleetEngine *self,
                       const char    *start)
{
  guint n_calls = 0;

  for (guint i = 0; i < self->calls->len; i++)
    n_calls += g_str_has_prefix (g_ptr_array_index (self->calls, i), start);

  return n_calls;
}

/* Returns: (transfer full): the calls, separated by semicolons. */
char *
qs_fleet_engine_dup_calls (QsFleetEngine *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->calls->len; i++)
    g_string_append_printf (text, "%s;", (char *) g_ptr_array_index (self->calls, i));

  return g_string_free (text, FALSE);
}

void
qs_fleet_engine_forget (QsFleetEngine *self)
{
  g_ptr_array_set_size (self->calls, 0);
}
