#include "qs-job-results.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-job-detail.h"
#include "qs-json.h"

typedef struct
{
  QsAccount *account;
  char      *job_id;
} QsJobResults;

static void
free_results (gpointer data)
{
  QsJobResults *self = data;

  g_object_unref (self->account);
  g_free (self->job_id);
  g_free (self);
}

static JsonNode *
make_request (const char *job_id)
{
  JsonObject *request = json_object_new ();
  JsonArray *ids = json_array_new ();

  json_array_add_string_element (ids, job_id);
  json_object_set_array_member (request, "jobs", ids);
  return qs_json_take (request);
}

static DexFuture *
find_fiber (gpointer data)
{
  QsJobResults *self = data;
  g_autoptr(JsonNode) request = make_request (self->job_id);
  g_autoptr(QsJobDetail) detail = qs_job_detail_new ();
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;
  JsonObject *job;

  if (!qs_await (qs_account_open (self->account), &error) ||
      (reply = qs_await_boxed (qs_engine_call (qs_account_get_engine (self->account),
                                               "DescribeJobs", request), &error)) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  job = qs_json_element (qs_json_get_array (json_node_get_object (reply), "jobs"), 0);
  if (job == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _("The job is not known any more"));

  qs_record_read (QS_RECORD (detail), job);
  folder = qs_job_detail_dup_results_folder (detail, qs_account_get_datastore (self->account));
  if (folder == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _("The job leaves no files on this computer"));

  return dex_future_new_take_string (g_steal_pointer (&folder));
}

/**
 * qs_job_results_find:
 * @scope: in which it is looked for
 *
 * Opens the account first, if it is not open yet.
 *
 * Returns: (transfer full): a future of the folder's path, a string; rejected with
 *   %G_IO_ERROR_NOT_FOUND when the job is gone or leaves nothing on this computer, else with the
 *   engine's error.
 */
DexFuture *
qs_job_results_find (QsScope    *scope,
                     QsAccount  *account,
                     const char *job_id)
{
  QsJobResults *self;

  g_return_val_if_fail (scope != NULL, NULL);
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (job_id != NULL, NULL);

  self = g_new0 (QsJobResults, 1);
  self->account = g_object_ref (account);
  self->job_id = g_strdup (job_id);
  return qs_scope_run (scope, find_fiber, self, free_results);
}
