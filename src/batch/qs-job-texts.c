#include "qs-job-texts.h"

#include <stdlib.h>
#include <yyjson.h>

#include "qs-worker.h"

struct _QsJobTexts
{
  GPtrArray *ids;
  GPtrArray *texts;
};

G_DEFINE_BOXED_TYPE (QsJobTexts, qs_job_texts, qs_job_texts_ref, qs_job_texts_unref)

static void
add_job (QsJobTexts *self,
         yyjson_val *job)
{
  const char *id = yyjson_get_str (yyjson_obj_get (job, "jobId"));
  char *text = id != NULL ? yyjson_val_write (job, YYJSON_WRITE_NOFLAG, NULL) : NULL;

  if (text == NULL)
    return;

  g_ptr_array_add (self->ids, g_strdup (id));
  g_ptr_array_add (self->texts, text);
}

static void
split_reply (gpointer    data,
             DexPromise *promise)
{
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  yyjson_doc *doc = yyjson_read (text, length, YYJSON_READ_NOFLAG);
  QsJobTexts *self = g_atomic_rc_box_new0 (QsJobTexts);
  yyjson_val *job;
  size_t i;
  size_t n_jobs;

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (free);
  yyjson_arr_foreach (yyjson_obj_get (yyjson_doc_get_root (doc), "jobs"), i, n_jobs, job)
  add_job (self, job);

  yyjson_doc_free (doc);
  dex_promise_resolve_boxed (promise, QS_TYPE_JOB_TEXTS, self);
}

/**
 * qs_job_texts_split:
 * @reply: the JSON text of a reply of DescribeJobs
 *
 * Takes a reply apart on a worker. What is no job is left out: who asked for the reply complains.
 *
 * Returns: (transfer full): a future of the #QsJobTexts.
 */
DexFuture *
qs_job_texts_split (GBytes *reply)
{
  g_return_val_if_fail (reply != NULL, NULL);

  return qs_worker_run (split_reply, g_bytes_ref (reply), (GDestroyNotify) g_bytes_unref);
}

QsJobTexts *
qs_job_texts_ref (QsJobTexts *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_texts (gpointer data)
{
  QsJobTexts *self = data;

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->texts);
}

void
qs_job_texts_unref (QsJobTexts *self)
{
  g_atomic_rc_box_release_full (self, clear_texts);
}

guint
qs_job_texts_get_length (QsJobTexts *self)
{
  return self->ids->len;
}

const char *
qs_job_texts_get_id (QsJobTexts *self,
                     guint       position)
{
  return g_ptr_array_index (self->ids, position);
}

const char *
qs_job_texts_get_text (QsJobTexts *self,
                       guint       position)
{
  return g_ptr_array_index (self->texts, position);
}
