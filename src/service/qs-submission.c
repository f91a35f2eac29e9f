#include "qs-submission.h"

#include "qs-await.h"
#include "qs-clone-request.h"
#include "qs-json.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

/*
 * What is known of the job on the engine's side:
 *
 *   NEW ──────▶ SENDING ──answer──▶ SENT
 *    ▲            │ │ ▲
 *    └──refusal───┘ │ └─none found──┐
 *                   ▼               │
 *                 UNSURE ──────▶ SEEKING ──found──▶ SENT
 *
 * After a refusal there is no job; without an answer there may be one. An engine that says itself
 * that it does not know looks first when it is given the request again: then it is not looked for
 * here too.
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
  gboolean          seeking;
};

G_DEFINE_FINAL_TYPE (QsSubmission, qs_submission, G_TYPE_OBJECT)

enum
{
  PROP_SEEKING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_seeking (QsSubmission *self,
             gboolean      seeking)
{
  if (self->seeking == seeking)
    return;

  self->seeking = seeking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEEKING]);
}

static void
on_engine_seeking_cb (QsSubmission *self,
                      const char   *submission,
                      gboolean      seeking)
{
  if (g_str_equal (submission, self->id))
    set_seeking (self, seeking);
}

/* Whether there is nothing to look for here: the engine has refused, or will look itself. All else
 * may have made the job although no answer came. */
static gboolean
may_send_again (const GError *error)
{
  return qs_engine_error_is_unsettled (error) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID) ||
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

  if (self->stage == STAGE_SEEKING)
    {
      set_seeking (self, TRUE);
      reply = qs_await_boxed (qs_submission_search (self->engine, self->request, 0), &error);
      set_seeking (self, FALSE);
      if (reply == NULL)
        {
          self->stage = STAGE_UNSURE;
          return dex_future_new_for_error (g_steal_pointer (&error));
        }
      if (JSON_NODE_HOLDS_NULL (reply))
        g_clear_pointer (&reply, json_node_unref);
    }

  self->stage = STAGE_SENDING;
  if (reply == NULL)
    reply = qs_await_boxed (qs_engine_call (self->engine, "SubmitJob", self->request), &error);

  if (reply != NULL)
    return accept_reply (self, reply);

  self->stage = may_send_again (error) ? STAGE_NEW : STAGE_UNSURE;
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
qs_submission_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (prop_id == PROP_SEEKING)
    g_value_set_boolean (value, QS_SUBMISSION (object)->seeking);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_submission_class_init (QsSubmissionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_submission_finalize;
  object_class->get_property = qs_submission_get_property;

  properties[PROP_SEEKING] =
    g_param_spec_boolean ("seeking", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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
  qs_submission_set_tag (self->request, self->id);
  g_signal_connect_object (engine, "seeking", G_CALLBACK (on_engine_seeking_cb), self,
                           G_CONNECT_SWAPPED);
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

/**
 * qs_submission_cancel:
 *
 * Says that nobody wants the job any more. A request that is on its way may still make it, and then
 * it is there; what was lost is not sent again. It is of no use afterwards.
 */
void
qs_submission_cancel (QsSubmission *self)
{
  g_return_if_fail (QS_IS_SUBMISSION (self));

  qs_scope_cancel (self->scope);
}

/**
 * qs_submission_get_seeking:
 *
 * Returns: whether no answer has come and the job is being looked for.
 */
gboolean
qs_submission_get_seeking (QsSubmission *self)
{
  g_return_val_if_fail (QS_IS_SUBMISSION (self), FALSE);

  return self->seeking;
}
