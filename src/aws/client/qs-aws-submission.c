#include "qs-aws-submission.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-submission-search.h"

#include <glib/gi18n.h>

#define SECOND 1000
#define MINUTE (60 * SECOND)

/* AWS refuses a request whose date is more than five minutes old:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * What it accepted at the last moment may take some seconds to be listed. */
#define ARRIVES_WITHIN (5 * MINUTE + 20 * SECOND)

/* For so long the job is looked for although AWS cannot be reached; the person waits. */
#define PATIENCE MINUTE

/* The first looks follow quickly, since a lost answer mostly means that the job is there. */
#define FIRST_PAUSE SECOND
#define LONGEST_PAUSE (60 * SECOND)

/* A service that throttles has not done what it was asked for. SubmitJob is limited to 50 a second
 * and account, so that who submits thousands has to wait longer than the client does. */
#define MAX_THROTTLED 10

static gint64
get_server_time (QsAwsSubmission *self)
{
  return qs_aws_client_get_server_time (self->client, "batch");
}

static DexFuture *
wait (QsAwsSubmission *self,
      gint64           milliseconds)
{
  return qs_clock_wait (qs_aws_client_get_clock (self->client), milliseconds);
}

/* What cannot be noted is not sent. */
static gboolean
await_note (DexFuture *note,
            GError   **error)
{
  g_autoptr(GError) cause = NULL;

  if (qs_await (note, &cause))
    return TRUE;

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
               _("The submission could not be noted and has not been sent: %s"), cause->message);
  return FALSE;
}

static gboolean
note_begin (QsAwsSubmission *self,
            GError         **error)
{
  return self->journal == NULL ||
         await_note (qs_submit_journal_begin (self->journal, self->id, self->request), error);
}

static gboolean
note_sent (QsAwsSubmission *self,
           GError         **error)
{
  return self->journal == NULL ||
         await_note (qs_submit_journal_sent (self->journal, self->id, get_server_time (self)),
                     error);
}

/* That the end could not be noted changes nothing: the intent is looked into at the next start. */
static void
note_end (QsAwsSubmission *self,
          JsonNode        *reply)
{
  g_autoptr(GError) error = NULL;
  const char *job_id;

  self->lost_at = 0;
  if (self->journal == NULL)
    return;

  job_id = reply != NULL ? qs_json_get_string (json_node_get_object (reply), "jobId", "") : NULL;
  if (!qs_await (job_id != NULL ?
                 qs_submit_journal_finish (self->journal, self->id, job_id) :
                 qs_submit_journal_abandon (self->journal, self->id), &error))
    g_info ("What became of a submission could not be noted: %s", error->message);
}

/* Waits for its turn, which it gives up while it does not send. */
static gboolean
enter (QsAwsSubmission *self,
       GError         **error)
{
  if (self->place == NULL)
    self->place = qs_await_boxed (qs_aws_gate_enter (self->gate), error);
  return self->place != NULL;
}

static void
leave (QsAwsSubmission *self)
{
  g_clear_pointer (&self->place, qs_aws_place_unref);
}

/* An error that @cause makes and that says that nobody knows. */
static void
take_unsettled (GError **error,
                GError  *cause)
{
  const QsErrorDetails *known = qs_engine_error_get_details (cause);
  QsErrorDetails details = { 0 };

  if (known == NULL)
    {
      g_propagate_error (error, cause);
      return;
    }

  details = *known;
  details.unsettled = TRUE;
  g_propagate_error (error, qs_engine_error_new (cause->code, &details, cause->message));
  g_error_free (cause);
}

/* Returns: (transfer full) (nullable): a reply that names a job. */
static JsonNode *
send (QsAwsSubmission *self,
      GError         **error)
{
  QsErrorDetails details = {
    .service = (char *) "batch", .operation = (char *) "SubmitJob", .unsettled = TRUE,
  };
  g_autoptr(JsonNode) reply = NULL;

  if (!enter (self, error) || !note_sent (self, error))
    return NULL;

  reply = qs_aws_client_await_call (self->client, "batch", "SubmitJob", self->request, error);
  if (reply == NULL ||
      qs_json_get_string (json_node_get_object (reply), "jobId", NULL) != NULL)
    return g_steal_pointer (&reply);

  *error = qs_engine_error_new (QS_ENGINE_ERROR_INVALID_REPLY, &details,
                                _("The answer to the submission names no job"));
  return NULL;
}

/* Sends until the service is no longer too busy to answer. */
static JsonNode *
send_patiently (QsAwsSubmission *self,
                GError         **error)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 0;; i++)
    {
      GError *cause = NULL;
      JsonNode *reply = send (self, &cause);

      if (reply != NULL)
        return reply;

      if (i == MAX_THROTTLED ||
          !g_error_matches (cause, QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED))
        {
          g_propagate_error (error, cause);
          return NULL;
        }

      g_clear_error (&cause);
      leave (self);
      if (!qs_await (wait (self, g_random_int_range (0, (int) pause) + pause), error))
        return NULL;
      pause = MIN (2 * pause, LONGEST_PAUSE);
    }
}

static gboolean
is_worth_waiting (QsAwsSubmission *self,
                  const GError    *error)
{
  return qs_engine_error_is_passing (error) && get_server_time (self) < self->lost_at + PATIENCE;
}

/* Looks for the job until it is there or can no longer come.
 *
 * Returns: (transfer full) (nullable): the reply that was lost, or JSON null when there is no job;
 *   %NULL with an error when that cannot be told. */
static JsonNode *
seek (QsAwsSubmission *self,
      GError         **error)
{
  gint64 expiry = self->lost_at + ARRIVES_WITHIN;
  gint64 pause = FIRST_PAUSE;

  for (;;)
    {
      gboolean expired = get_server_time (self) >= expiry;
      g_autoptr(JsonNode) found = NULL;
      GError *cause = NULL;

      found = qs_await_boxed (qs_submission_search (self->engine, self->request,
                                                    self->lost_at - 60 * MINUTE), &cause);
      if (found != NULL && (expired || !JSON_NODE_HOLDS_NULL (found)))
        return g_steal_pointer (&found);

      if (found == NULL && !is_worth_waiting (self, cause))
        {
          take_unsettled (error, cause);
          return NULL;
        }

      g_clear_error (&cause);
      if (!qs_await (wait (self, CLAMP (expiry - get_server_time (self), 1, pause)), error))
        return NULL;
      pause = MIN (2 * pause, LONGEST_PAUSE);
    }
}

/* Returns: (transfer full) (nullable): as seek(); what it finds is noted. */
static JsonNode *
seek_and_note (QsAwsSubmission *self,
               GError         **error)
{
  JsonNode *found;

  qs_engine_emit_seeking (self->engine, self->id, TRUE);
  found = seek (self, error);
  qs_engine_emit_seeking (self->engine, self->id, FALSE);

  if (found != NULL && !JSON_NODE_HOLDS_NULL (found))
    note_end (self, found);
  return found;
}

/* Nobody is surprised minutes later by a job that they had given up. */
static gboolean
check_wanted (QsAwsSubmission *self,
              GError         **error)
{
  if (self->n_waiting > 0)
    return TRUE;

  note_end (self, NULL);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       _("The job was not submitted, and is not wanted any more"));
  return FALSE;
}

static JsonNode *
submit (QsAwsSubmission *self,
        GError         **error)
{
  for (;;)
    {
      g_autoptr(JsonNode) reply = NULL;
      GError *cause = NULL;

      if (self->lost_at != 0)
        {
          leave (self);
          reply = seek_and_note (self, error);
          if (reply == NULL || !JSON_NODE_HOLDS_NULL (reply))
            return g_steal_pointer (&reply);
          g_clear_pointer (&reply, json_node_unref);
          self->lost_at = 0;
          if (!check_wanted (self, error))
            return NULL;
        }

      reply = send_patiently (self, &cause);
      if (reply != NULL || !qs_engine_error_is_unsettled (cause))
        {
          note_end (self, reply);
          if (cause != NULL)
            g_propagate_error (error, cause);
          return g_steal_pointer (&reply);
        }

      qs_aws_submission_lose (self);
      g_clear_error (&cause);
    }
}

static DexFuture *
settle_fiber (gpointer data)
{
  QsAwsSubmission *self = data;
  JsonNode *found;
  GError *error = NULL;

  found = seek_and_note (self, &error);
  if (found == NULL)
    return dex_future_new_for_error (error);

  if (JSON_NODE_HOLDS_NULL (found))
    note_end (self, NULL);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, found);
}

/**
 * qs_aws_submission_new:
 * @gate: lets so many send at a time
 * @request: a SubmitJob request with its tag; referenced, and not changed by anybody any more
 */
QsAwsSubmission *
qs_aws_submission_new (QsEngine        *engine,
                       QsAwsClient     *client,
                       QsSubmitJournal *journal,
                       QsAwsGate       *gate,
                       JsonNode        *request)
{
  QsAwsSubmission *self = g_new0 (QsAwsSubmission, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (qs_submission_get_tag (request));
  self->request = json_node_ref (request);
  self->engine = g_object_ref (engine);
  self->client = g_object_ref (client);
  self->journal = journal != NULL ? g_object_ref (journal) : NULL;
  self->gate = qs_aws_gate_ref (gate);
  return self;
}

QsAwsSubmission *
qs_aws_submission_ref (QsAwsSubmission *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_aws_submission_unref (QsAwsSubmission *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  json_node_unref (self->request);
  g_object_unref (self->engine);
  g_object_unref (self->client);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->place, qs_aws_place_unref);
  qs_aws_gate_unref (self->gate);
  g_free (self);
}

/**
 * qs_aws_submission_lose:
 *
 * Says that a request which has been sent by now may have been lost. Its date counts, which may be
 * ahead of AWS's own: until five minutes past it the request is accepted.
 */
void
qs_aws_submission_lose (QsAwsSubmission *self)
{
  g_return_if_fail (self != NULL);

  self->lost_at = MAX (get_server_time (self),
                       qs_aws_client_get_signing_time (self->client, "batch"));
}

/**
 * qs_aws_submission_await:
 *
 * Submits, looking first when an earlier request was lost. To be called in a fiber that nothing
 * cancels. It may come back with its place or without.
 *
 * Returns: (transfer full) (nullable): SubmitJob's reply; %NULL with #QsEngineError, which says
 *   whether the job may exist all the same, or with %G_IO_ERROR_CANCELLED when it certainly does
 *   not and nobody waits for it any more.
 */
JsonNode *
qs_aws_submission_await (QsAwsSubmission *self,
                         GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return note_begin (self, error) ? submit (self, error) : NULL;
}

/**
 * qs_aws_submission_settle:
 *
 * Finds out what became of a request that was lost, and notes it. Nothing is sent again.
 *
 * Returns: (transfer full): a future of SubmitJob's reply, or of JSON null when there is no job.
 */
DexFuture *
qs_aws_submission_settle (QsAwsSubmission *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return qs_fiber_start (settle_fiber, qs_aws_submission_ref (self),
                         (GDestroyNotify) qs_aws_submission_unref);
}
