#include "qs-submission.h"

#include "qs-await.h"
#include "qs-clone-request.h"
#include "qs-json.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

/* DescribeJobs takes this many jobs at once. */
#define CHUNK 100

/*
 * What is known of the job on the engine's side:
 *
 *   NEW ──────▶ SENDING ──answer──▶ SENT
 *    ▲            │ │ ▲
 *    └──refusal───┘ │ └─none found──┐
 *                   ▼               │
 *                 UNSURE ──────▶ SEEKING ──found──▶ SENT
 *
 * After a refusal there is no job; without an answer there may be one.
 */
typedef enum
{
  STAGE_NEW,
  STAGE_SENDING,
  STAGE_UNSURE,
  STAGE_SEEKING,
  STAGE_SENT,
} QsSubmissionStage;

struct _QsSubmission
{
  GObject           parent_instance;

  QsEngine         *engine;
  JsonNode         *request;
  char             *id;
  QsSubmissionStage stage;
  QsScope          *scope;
  DexFuture        *sending;
  char             *job_id;
};

G_DEFINE_FINAL_TYPE (QsSubmission, qs_submission, G_TYPE_OBJECT)

static void
add_submission_tag (JsonNode   *request,
                    const char *id)
{
  JsonObject *object = json_node_get_object (request);
  JsonObject *tags = qs_json_get_object (object, "tags");

  if (tags == NULL)
    {
      tags = json_object_new ();
      json_object_set_object_member (object, "tags", tags);
    }
  json_object_set_string_member (tags, QS_SUBMISSION_TAG, id);
}

/* Lists the jobs of the submission's name; a filter makes ListJobs look at every status. */
static JsonNode *
make_list_request (QsSubmission *self,
                   const char   *next_token)
{
  JsonObject *request = json_node_get_object (self->request);
  JsonObject *list = json_object_new ();
  JsonObject *filter = json_object_new ();
  JsonArray *filters = json_array_new ();
  JsonArray *values = json_array_new ();

  json_array_add_string_element (values, qs_json_get_string (request, "jobName", ""));
  json_object_set_string_member (filter, "name", "JOB_NAME");
  json_object_set_array_member (filter, "values", values);
  json_array_add_object_element (filters, filter);

  json_object_set_string_member (list, "jobQueue", qs_json_get_string (request, "jobQueue", ""));
  json_object_set_array_member (list, "filters", filters);
  json_object_set_int_member (list, "maxResults", CHUNK);
  if (next_token != NULL)
    json_object_set_string_member (list, "nextToken", next_token);

  return qs_json_take (list);
}

static JsonNode *
make_describe_request (JsonArray *summaries)
{
  JsonObject *describe = json_object_new ();
  JsonArray *jobs = json_array_new ();

  for (guint i = 0; i < MIN (json_array_get_length (summaries), CHUNK); i++)
    {
      JsonObject *summary = qs_json_element (summaries, i);

      if (summary != NULL)
        json_array_add_string_element (jobs, qs_json_get_string (summary, "jobId", ""));
    }

  json_object_set_array_member (describe, "jobs", jobs);
  return qs_json_take (describe);
}

static JsonObject *
find_tagged (QsSubmission *self,
             JsonArray    *jobs)
{
  for (guint i = 0; jobs != NULL && i < json_array_get_length (jobs); i++)
    {
      JsonObject *job = qs_json_element (jobs, i);
      JsonObject *tags = job != NULL ? qs_json_get_object (job, "tags") : NULL;

      if (tags != NULL &&
          g_strcmp0 (qs_json_get_string (tags, QS_SUBMISSION_TAG, NULL), self->id) == 0)
        return job;
    }

  return NULL;
}

/* The reply that SubmitJob would have given. */
static JsonNode *
make_reply (JsonObject *job)
{
  static const char *members[] = { "jobArn", "jobId", "jobName" };
  JsonObject *reply = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (qs_json_get_string (job, members[i], NULL) != NULL)
      json_object_set_string_member (reply, members[i], qs_json_get_string (job, members[i], NULL));

  return qs_json_take (reply);
}

static gboolean
look_at_page (QsSubmission *self,
              JsonArray    *summaries,
              JsonNode    **found,
              GError      **error)
{
  g_autoptr(JsonNode) request = NULL;
  g_autoptr(JsonNode) reply = NULL;
  JsonObject *job;

  if (summaries == NULL || json_array_get_length (summaries) == 0)
    return TRUE;

  request = make_describe_request (summaries);
  reply = qs_await_boxed (qs_engine_call (self->engine, "DescribeJobs", request), error);
  if (reply == NULL)
    return FALSE;

  job = find_tagged (self, qs_json_get_array (json_node_get_object (reply), "jobs"));
  if (job != NULL)
    *found = make_reply (job);
  return TRUE;
}

/* Returns: %FALSE with an error when it could not be found out whether the job exists. */
static gboolean
look_for_job (QsSubmission *self,
              JsonNode    **found,
              GError      **error)
{
  g_autofree char *token = NULL;

  do
    {
      g_autoptr(JsonNode) request = make_list_request (self, token);
      g_autoptr(JsonNode) reply = NULL;
      JsonObject *page;

      reply = qs_await_boxed (qs_engine_call (self->engine, "ListJobs", request), error);
      if (reply == NULL)
        return FALSE;

      page = json_node_get_object (reply);
      if (!look_at_page (self, qs_json_get_array (page, "jobSummaryList"), found, error))
        return FALSE;

      g_set_str (&token, qs_json_get_string (page, "nextToken", NULL));
    }
  while (*found == NULL && token != NULL);

  return TRUE;
}

/* Whether the engine has refused; otherwise the job may have been made although no answer came. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED);
}

static DexFuture *
accept_reply (QsSubmission *self,
              JsonNode     *reply)
{
  const char *job_id = qs_json_get_string (json_node_get_object (reply), "jobId", NULL);

  if (job_id == NULL)
    {
      self->stage = STAGE_UNSURE;
      return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                                    _("The answer to the submission names no job"));
    }

  self->stage = STAGE_SENT;
  g_set_str (&self->job_id, job_id);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, json_node_ref (reply));
}

static DexFuture *
send_fiber (gpointer data)
{
  QsSubmission *self = data;
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  if (self->stage == STAGE_SEEKING && !look_for_job (self, &reply, &error))
    {
      self->stage = STAGE_UNSURE;
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  self->stage = STAGE_SENDING;
  if (reply == NULL)
    reply = qs_await_boxed (qs_engine_call (self->engine, "SubmitJob", self->request), &error);

  if (reply != NULL)
    return accept_reply (self, reply);

  self->stage = is_refusal (error) ? STAGE_NEW : STAGE_UNSURE;
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
qs_submission_finalize (GObject *object)
{
  QsSubmission *self = QS_SUBMISSION (object);

  dex_clear (&self->sending);
  qs_scope_unref (self->scope);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->request, json_node_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->job_id, g_free);

  G_OBJECT_CLASS (qs_submission_parent_class)->finalize (object);
}

static void
qs_submission_class_init (QsSubmissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_submission_finalize;
}

static void
qs_submission_init (QsSubmission *self)
{
  self->id = g_uuid_string_random ();
  self->scope = qs_scope_new ();
}

/**
 * qs_submission_new:
 * @request: a SubmitJob request; a tag of an earlier submission in it is replaced
 *
 * Returns: (transfer full): a submission that has not been sent.
 */
QsSubmission *
qs_submission_new (QsEngine *engine,
                   JsonNode *request)
{
  QsSubmission *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (request != NULL && JSON_NODE_HOLDS_OBJECT (request), NULL);

  self = g_object_new (QS_TYPE_SUBMISSION, NULL);
  self->engine = g_object_ref (engine);
  self->request = qs_json_copy (request);
  add_submission_tag (self->request, self->id);
  return self;
}

/**
 * qs_submission_new_for_clone:
 * @detail: a job's item of DescribeJobs
 *
 * Returns: (transfer full): a submission that makes the job again, see qs_clone_request_new().
 */
QsSubmission *
qs_submission_new_for_clone (QsEngine   *engine,
                             JsonObject *detail)
{
  g_autoptr(JsonNode) request = qs_clone_request_new (detail);

  return qs_submission_new (engine, request);
}

/**
 * qs_submission_get_id:
 *
 * Returns: what the job's tag %QS_SUBMISSION_TAG says.
 */
const char *
qs_submission_get_id (QsSubmission *self)
{
  g_return_val_if_fail (QS_IS_SUBMISSION (self), NULL);

  return self->id;
}

/**
 * qs_submission_get_job_id:
 *
 * Returns: (nullable): the job, once it is known to exist.
 */
const char *
qs_submission_get_job_id (QsSubmission *self)
{
  g_return_val_if_fail (QS_IS_SUBMISSION (self), NULL);

  return self->job_id;
}

/**
 * qs_submission_get_request:
 *
 * Returns: (transfer none): the request as it is sent, with its tag.
 */
JsonNode *
qs_submission_get_request (QsSubmission *self)
{
  g_return_val_if_fail (QS_IS_SUBMISSION (self), NULL);

  return self->request;
}

/**
 * qs_submission_send:
 *
 * Sends the job, unless it has been sent. After a failure it may be called again: when the engine
 * had refused, the request is sent again; when no answer had come, the job is looked for first. A
 * submission is carried to its end even when the future is dropped.
 *
 * Returns: (transfer full): a future of SubmitJob's reply, a #JsonNode; rejected with
 *   #QsEngineError, or with %G_IO_ERROR_EXISTS when the job has been sent or is being sent.
 */
DexFuture *
qs_submission_send (QsSubmission *self)
{
  g_return_val_if_fail (QS_IS_SUBMISSION (self), NULL);

  if (self->stage == STAGE_SENT)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_EXISTS,
                                  _("This job has been submitted as %s"), self->job_id);
  if (self->stage == STAGE_SENDING || self->stage == STAGE_SEEKING)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_EXISTS,
                                  _("This job is being submitted"));

  /* Held here, so that the sending goes on when nobody waits for it any more. */
  self->stage = self->stage == STAGE_UNSURE ? STAGE_SEEKING : STAGE_SENDING;
  dex_clear (&self->sending);
  self->sending = qs_scope_run (self->scope, send_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->sending);
}
