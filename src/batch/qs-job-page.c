#include "qs-job-page.h"

#include <string.h>
#include <yyjson.h>

#include "qs-engine.h"
#include "qs-worker.h"

/* AWS answers with 1,000 summaries or 100 jobs of at most some 30 KiB; more is no reply to that. */
#define MAX_REPLY (16 * 1024 * 1024)
#define MAX_JOBS  10000

/* Limits of SubmitJob and of sense: what a packed row can hold. */
#define MAX_ARRAY_SIZE 10000

struct _QsJobPage
{
  gatomicrefcount ref_count;

  yyjson_doc     *doc;
  QsJobRecord    *records;
  guint           n_records;
  const char     *next_token;
};

G_DEFINE_BOXED_TYPE (QsJobPage, qs_job_page, qs_job_page_ref, qs_job_page_unref)

/* Where in a reply reading is, for the message when it cannot go on. */
typedef struct
{
  const char *list;
  gsize       index;
  GError    **error;
} QsPlace;

static gboolean
refuse (QsPlace    *place,
        const char *member,
        const char *rule)
{
  g_set_error (place->error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
               "The reply's %s[%" G_GSIZE_FORMAT "].%s is %s", place->list, place->index, member,
               rule);
  return FALSE;
}

/* A member of @type, NULL when there is none; FALSE for one of another type. */
static gboolean
read_member (QsPlace     *place,
             yyjson_val  *object,
             const char  *member,
             gboolean (  *is_type ) (yyjson_val *),
             const char  *rule,
             yyjson_val **value)
{
  *value = yyjson_obj_get (object, member);
  if (*value == NULL || yyjson_is_null (*value))
    {
      *value = NULL;
      return TRUE;
    }

  return is_type (*value) || refuse (place, member, rule);
}

static gboolean
is_text (yyjson_val *value)
{
  return yyjson_is_str (value);
}

static gboolean
is_number (yyjson_val *value)
{
  return yyjson_is_num (value);
}

static gboolean
is_object (yyjson_val *value)
{
  return yyjson_is_obj (value);
}

static gboolean
read_text (QsPlace     *place,
           yyjson_val  *object,
           const char  *member,
           const char **text)
{
  yyjson_val *value;

  if (!read_member (place, object, member, is_text, "no string", &value))
    return FALSE;

  *text = yyjson_get_str (value);
  return TRUE;
}

/* The last part of an ARN, or a plain name as it is. */
static gboolean
read_name (QsPlace     *place,
           yyjson_val  *object,
           const char  *member,
           const char **name)
{
  const char *slash;

  if (!read_text (place, object, member, name))
    return FALSE;

  slash = *name != NULL ? strrchr (*name, '/') : NULL;
  if (slash != NULL)
    *name = slash + 1;
  return TRUE;
}

static gboolean
read_number (QsPlace    *place,
             yyjson_val *object,
             const char *member,
             gint64      minimum,
             gint64      maximum,
             gint64     *number)
{
  yyjson_val *value;

  if (!read_member (place, object, member, is_number, "no number", &value))
    return FALSE;
  if (value == NULL)
    return TRUE;

  if (yyjson_is_uint (value) && yyjson_get_uint (value) <= G_MAXINT64)
    *number = (gint64) yyjson_get_uint (value);
  else if (yyjson_is_sint (value))
    *number = yyjson_get_sint (value);
  else if (yyjson_is_real (value) && ABS (yyjson_get_real (value)) < 1e15)
    *number = (gint64) yyjson_get_real (value);
  else
    return refuse (place, member, "out of range");

  return (*number >= minimum && *number <= maximum) || refuse (place, member, "out of range");
}

static gboolean
read_counts (QsPlace     *place,
             yyjson_val  *summary,
             QsJobRecord *record)
{
  for (guint i = 0; i < QS_N_JOB_STATUSES; i++)
    {
      gint64 count = 0;

      if (!read_number (place, summary, qs_job_status_to_string (i), 0, MAX_ARRAY_SIZE, &count))
        return FALSE;
      record->counts[i] = (guint) count;
    }

  record->has_counts = TRUE;
  return TRUE;
}

static gboolean
read_array (QsPlace     *place,
            yyjson_val  *job,
            QsJobRecord *record)
{
  yyjson_val *array;
  yyjson_val *summary = NULL;
  gint64 size = 0;

  if (!read_member (place, job, "arrayProperties", is_object, "no object", &array) ||
      !read_number (place, array, "size", 0, MAX_ARRAY_SIZE, &size) ||
      !read_member (place, array, "statusSummary", is_object, "no object", &summary))
    return FALSE;

  record->array_size = (guint) size;
  return summary == NULL || size == 0 || read_counts (place, summary, record);
}

static gboolean
read_exit_code (QsPlace     *place,
                yyjson_val  *job,
                QsJobRecord *record)
{
  yyjson_val *container;
  gint64 code = QS_JOB_NO_EXIT_CODE;

  if (!read_member (place, job, "container", is_object, "no object", &container) ||
      !read_number (place, container, "exitCode", G_MININT, G_MAXINT, &code))
    return FALSE;

  record->exit_code = (int) code;
  return TRUE;
}

static gboolean
read_job (QsPlace     *place,
          yyjson_val  *job,
          QsJobRecord *record)
{
  const char *status = NULL;

  if (!yyjson_is_obj (job))
    return refuse (place, "jobId", "not there: the item is no object");
  if (!read_text (place, job, "jobId", &record->id))
    return FALSE;
  if (record->id == NULL || *record->id == '\0')
    return refuse (place, "jobId", "missing or empty");

  if (!read_text (place, job, "jobName", &record->name) ||
      !read_text (place, job, "status", &status) ||
      !read_text (place, job, "statusReason", &record->reason) ||
      !read_name (place, job, "jobQueue", &record->queue) ||
      !read_name (place, job, "jobDefinition", &record->definition) ||
      !read_number (place, job, "createdAt", 0, G_MAXINT64, &record->created_at) ||
      !read_number (place, job, "startedAt", 0, G_MAXINT64, &record->started_at) ||
      !read_number (place, job, "stoppedAt", 0, G_MAXINT64, &record->stopped_at) ||
      !read_exit_code (place, job, record) ||
      !read_array (place, job, record))
    return FALSE;

  record->status = qs_job_status_from_string (status);
  return TRUE;
}

static gboolean
read_jobs (QsJobPage  *self,
           const char *member,
           yyjson_val *jobs,
           GError    **error)
{
  QsPlace place = { .list = member, .error = error };
  gsize n_jobs = yyjson_arr_size (jobs);
  yyjson_arr_iter iter = yyjson_arr_iter_with (jobs);

  if (n_jobs > MAX_JOBS)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   "The reply's %s has %" G_GSIZE_FORMAT " items, more than %d", member, n_jobs,
                   MAX_JOBS);
      return FALSE;
    }

  self->records = g_new0 (QsJobRecord, n_jobs);
  for (; place.index < n_jobs; place.index++)
    if (!read_job (&place, yyjson_arr_iter_next (&iter), &self->records[place.index]))
      return FALSE;

  self->n_records = (guint) n_jobs;
  return TRUE;
}

static gboolean
read_root (QsJobPage *self,
           GError   **error)
{
  yyjson_val *root = yyjson_doc_get_root (self->doc);
  yyjson_val *token = yyjson_obj_get (root, "nextToken");
  const char *member = yyjson_obj_get (root, "jobs") != NULL ? "jobs" : "jobSummaryList";
  yyjson_val *jobs = yyjson_obj_get (root, member);

  if (!yyjson_is_arr (jobs))
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   "The reply has no list of jobs: jobSummaryList is missing or no array");
      return FALSE;
    }

  if (token != NULL && !yyjson_is_null (token) && !yyjson_is_str (token))
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   "The reply's nextToken is no string");
      return FALSE;
    }

  self->next_token = yyjson_get_str (token);
  return read_jobs (self, member, jobs, error);
}

/**
 * qs_job_page_read:
 *
 * Reads a reply where it is called; qs_job_page_parse() does so on a thread.
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with %QS_ENGINE_ERROR_INVALID_REPLY and a
 *   message that names the member and the rule.
 */
QsJobPage *
qs_job_page_read (GBytes  *reply,
                  GError **error)
{
  g_autoptr(QsJobPage) self = NULL;
  yyjson_read_err fault = { 0 };
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (reply != NULL, NULL);

  data = g_bytes_get_data (reply, &size);
  if (size > MAX_REPLY)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   "The reply has %" G_GSIZE_FORMAT " bytes, more than %d", size, MAX_REPLY);
      return NULL;
    }

  self = g_new0 (QsJobPage, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->doc = yyjson_read_opts ((char *) data, size, YYJSON_READ_NOFLAG, NULL, &fault);
  if (self->doc == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   "The reply is no JSON: %s at byte %" G_GSIZE_FORMAT, fault.msg, fault.pos);
      return NULL;
    }

  return read_root (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
parse_on_thread (gpointer    data,
                 DexPromise *promise)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsJobPage) page = qs_job_page_read (data, &error);
  g_auto(GValue) value = G_VALUE_INIT;

  if (page == NULL)
    {
      dex_promise_reject (promise, g_steal_pointer (&error));
      return;
    }

  g_value_init (&value, QS_TYPE_JOB_PAGE);
  g_value_take_boxed (&value, g_steal_pointer (&page));
  dex_promise_resolve (promise, &value);
}

/**
 * qs_job_page_parse:
 * @reply: the text of a reply to ListJobs or DescribeJobs
 *
 * Returns: (transfer full): a future of the #QsJobPage, read on a thread; rejected as
 *   qs_job_page_read() fails.
 */
DexFuture *
qs_job_page_parse (GBytes *reply)
{
  g_return_val_if_fail (reply != NULL, NULL);

  return qs_worker_run (parse_on_thread, g_bytes_ref (reply), (GDestroyNotify) g_bytes_unref);
}

QsJobPage *
qs_job_page_ref (QsJobPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_job_page_unref (QsJobPage *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->doc, yyjson_doc_free);
  g_free (self->records);
  g_free (self);
}

/**
 * qs_job_page_get_records:
 *
 * Returns: (transfer none) (array length=n_records): the jobs; the caller may complete what the
 *   reply leaves out, such as the queue.
 */
QsJobRecord *
qs_job_page_get_records (QsJobPage *self,
                         guint     *n_records)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_records = self->n_records;
  return self->records;
}

/**
 * qs_job_page_get_next_token:
 *
 * Returns: (nullable): what the next page is asked for with, %NULL on the last.
 */
const char *
qs_job_page_get_next_token (QsJobPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->next_token;
}
