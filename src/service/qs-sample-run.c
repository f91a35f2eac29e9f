#include "qs-sample-run.h"

#include "qs-await.h"
#include "qs-diagnosis.h"
#include "qs-display-text.h"
#include "qs-job-follower.h"
#include "qs-json.h"
#include "qs-sample-definition.h"
#include "qs-sample-files.h"
#include "qs-scope.h"
#include "qs-submission.h"

#include <glib/gi18n.h>

#define PROGRESS_MSEC 100

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_INPUT,
  PROP_PHASE,
  PROP_FRACTION,
  PROP_VERIFIED,
  PROP_STEP,
  PROP_JOB_ID,
  PROP_STATUS,
  PROP_STATUS_REASON,
  PROP_SUM,
  PROP_EXPECTED,
  PROP_OUTPUT,
  PROP_ERROR,
} QsSampleRunProperty;

#define N_PROPERTIES (PROP_ERROR + 1)

struct _QsSampleRun
{
  GObject        parent_instance;

  QsAccount     *account;
  GFile         *input;
  QsScope       *scope;

  QsSamplePhase  phase;
  double         fraction;
  gboolean       verified;
  gboolean       cancelled;
  char          *texts[N_PROPERTIES];   /* of the properties that are strings */
  GError        *error;

  QsSampleFiles *files;
  QsJobFollower *follower;
  DexFuture     *running;
};

G_DEFINE_FINAL_TYPE (QsSampleRun, qs_sample_run, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static void
notify (QsSampleRun        *self,
        QsSampleRunProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (QsSampleRun        *self,
          QsSampleRunProperty property,
          const char         *text)
{
  if (g_set_str (&self->texts[property], text))
    notify (self, property);
}

static void
set_fraction (QsSampleRun *self,
              double       fraction)
{
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  notify (self, PROP_FRACTION);
}

static void
update_step (QsSampleRun *self)
{
  g_autofree char *step = qs_sample_phase_describe (self->phase, self->texts[PROP_STATUS],
                                                    self->texts[PROP_STATUS_REASON]);

  set_text (self, PROP_STEP, step);
}

static void
set_phase (QsSampleRun  *self,
           QsSamplePhase phase)
{
  self->phase = phase;
  update_step (self);
  notify (self, PROP_PHASE);
}

static gboolean
check_cancelled (QsSampleRun *self,
                 GError     **error)
{
  if (!self->cancelled)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The sample was cancelled"));
  return FALSE;
}

static gboolean
copy_input (QsSampleRun *self,
            GError     **error)
{
  QsClock *clock = qs_account_get_clock (self->account);
  const char *datastore = qs_account_get_datastore (self->account);
  g_autoptr(DexFuture) copying = NULL;

  if (datastore == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   _("The sample runs on this computer; %s has no folder here"),
                   qs_account_get_name (self->account));
      return FALSE;
    }

  self->files = qs_sample_files_new (datastore, self->input, clock);
  copying = qs_sample_files_copy_input (self->files);

  /* Either may end the wait; what the copying has come to is asked after it. */
  while (dex_future_is_pending (copying))
    {
      qs_await (dex_future_first (dex_ref (copying), qs_clock_wait (clock, PROGRESS_MSEC), NULL),
                NULL);
      set_fraction (self, qs_sample_files_get_fraction (self->files));
    }

  if (!qs_await (dex_ref (copying), error))
    return FALSE;

  set_fraction (self, 1);
  set_text (self, PROP_EXPECTED, qs_sample_files_get_sum (self->files));
  return TRUE;
}

static JsonNode *
make_request (QsSampleRun *self,
              const char  *definition)
{
  g_autofree char *name = qs_sample_files_dup_name (self->files);
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "jobName", name);
  json_object_set_string_member (request, "jobQueue", "default");
  json_object_set_string_member (request, "jobDefinition", definition);
  json_object_set_object_member (request, "parameters",
                                 qs_sample_files_make_parameters (self->files));
  return qs_json_take (request);
}

static gboolean
submit_job (QsSampleRun *self,
            GError     **error)
{
  QsEngine *engine = qs_account_get_engine (self->account);
  g_autofree char *definition = NULL;
  g_autoptr(JsonNode) request = NULL;
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(QsSubmission) submission = NULL;

  definition = qs_await_string (qs_sample_definition_ensure (engine, self->scope), error);
  if (definition == NULL || !check_cancelled (self, error))
    return FALSE;

  request = make_request (self, definition);
  submission = qs_submission_new (engine, request);
  reply = qs_await_boxed (qs_submission_send (submission), error);
  if (reply == NULL)
    return FALSE;

  set_text (self, PROP_JOB_ID, qs_submission_get_job_id (submission));
  set_text (self, PROP_STATUS, "SUBMITTED");
  return TRUE;
}

static JsonNode *
make_terminate_request (QsSampleRun *self)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "jobId", self->texts[PROP_JOB_ID]);
  json_object_set_string_member (request, "reason", "Cancelled in Quayside");
  return qs_json_take (request);
}

static DexFuture *
terminate_fiber (gpointer data)
{
  QsSampleRun *self = data;
  g_autoptr(JsonNode) request = make_terminate_request (self);
  g_autoptr(GError) error = NULL;

  /* The job goes on when it cannot be stopped, and so does the run. */
  if (!qs_await (qs_engine_call (qs_account_get_engine (self->account), "TerminateJob", request),
                 &error))
    {
      self->cancelled = FALSE;
      g_message ("The sample's job could not be stopped: %s", error->message);
    }

  return dex_future_new_true ();
}

static void
terminate_job (QsSampleRun *self)
{
  qs_scope_spawn (self->scope, terminate_fiber, g_object_ref (self), g_object_unref);
}

static void
on_follower_changed_cb (QsJobFollower *follower,
                        QsSampleRun   *self)
{
  set_text (self, PROP_STATUS, qs_job_follower_get_status (follower));
  set_text (self, PROP_STATUS_REASON, qs_job_follower_get_status_reason (follower));
  update_step (self);
}

static void
set_job_error (QsSampleRun *self,
               GError     **error)
{
  g_autoptr(QsJobDetail) detail = qs_job_detail_new ();
  g_autoptr(QsDiagnosis) diagnosis = NULL;
  g_autofree char *reason = NULL;

  qs_record_read (QS_RECORD (detail), qs_job_follower_get_detail (self->follower));
  diagnosis = qs_diagnosis_new (detail);
  reason = qs_display_line (qs_diagnosis_get_reason (diagnosis), -1);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s. %s%s%s%s",
               qs_diagnosis_get_title (diagnosis), qs_diagnosis_get_explanation (diagnosis),
               *reason != '\0' ? " (" : "", reason, *reason != '\0' ? ")" : "");
}

static gboolean
follow_job (QsSampleRun *self,
            GError     **error)
{
  self->follower = qs_job_follower_new (qs_account_get_engine (self->account),
                                        qs_account_get_clock (self->account),
                                        self->texts[PROP_JOB_ID]);
  g_signal_connect_object (self->follower, "changed", G_CALLBACK (on_follower_changed_cb), self,
                           G_CONNECT_DEFAULT);

  if (!qs_await (qs_job_follower_run (self->follower), error))
    return FALSE;

  if (g_str_equal (qs_job_follower_get_status (self->follower), "SUCCEEDED"))
    return TRUE;

  if (check_cancelled (self, error))
    set_job_error (self, error);
  return FALSE;
}

static gboolean
check_result (QsSampleRun *self,
              GError     **error)
{
  g_autofree char *sum = qs_await_string (qs_sample_files_read_result (self->files), error);

  if (sum == NULL)
    return FALSE;

  set_text (self, PROP_SUM, sum);
  set_text (self, PROP_OUTPUT, qs_sample_files_get_result_path (self->files));
  self->verified = g_str_equal (sum, self->texts[PROP_EXPECTED]);
  if (!self->verified)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("The job's sum %s is not %s, the sum computed without it"), sum,
                   self->texts[PROP_EXPECTED]);
      return FALSE;
    }

  notify (self, PROP_VERIFIED);
  return TRUE;
}

/* Each step in turn; the first that fails ends the run. */
static gboolean
run_steps (QsSampleRun *self,
           GError     **error)
{
  set_phase (self, QS_SAMPLE_PHASE_COPYING);
  if (!qs_await (qs_account_open (self->account), error) ||
      !copy_input (self, error) ||
      !check_cancelled (self, error))
    return FALSE;

  set_phase (self, QS_SAMPLE_PHASE_SUBMITTING);
  if (!submit_job (self, error))
    return FALSE;

  set_phase (self, QS_SAMPLE_PHASE_RUNNING);
  if (self->cancelled)
    terminate_job (self);
  if (!follow_job (self, error))
    return FALSE;

  set_phase (self, QS_SAMPLE_PHASE_CHECKING);
  return check_result (self, error);
}

static DexFuture *
run_fiber (gpointer data)
{
  QsSampleRun *self = data;
  g_autoptr(GError) error = NULL;

  if (run_steps (self, &error))
    {
      set_phase (self, QS_SAMPLE_PHASE_SUCCEEDED);
      return dex_future_new_true ();
    }

  /* What was never submitted leaves nothing behind; the files of a job stay, however it ended. */
  if (self->files != NULL && self->texts[PROP_JOB_ID] == NULL)
    qs_await (qs_sample_files_discard (self->files), NULL);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  notify (self, PROP_ERROR);
  set_phase (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                   ? QS_SAMPLE_PHASE_CANCELLED : QS_SAMPLE_PHASE_FAILED);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
qs_sample_run_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsSampleRun *self = QS_SAMPLE_RUN (object);

  switch ((QsSampleRunProperty) property_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_INPUT:
      g_value_set_object (value, self->input);
      break;
    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_VERIFIED:
      g_value_set_boolean (value, self->verified);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      g_value_set_string (value, self->texts[property_id]);
    }
}

static void
qs_sample_run_finalize (GObject *object)
{
  QsSampleRun *self = QS_SAMPLE_RUN (object);

  dex_clear (&self->running);
  qs_scope_unref (self->scope);
  for (guint i = 0; i < N_PROPERTIES; i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_error (&self->error);
  g_clear_object (&self->follower);
  g_clear_object (&self->files);
  g_clear_object (&self->input);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_sample_run_parent_class)->finalize (object);
}

static void
qs_sample_run_class_init (QsSampleRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  static const char * const texts[] = {
    [PROP_STEP] = "step",
    [PROP_JOB_ID] = "job-id",
    [PROP_STATUS] = "status",
    [PROP_STATUS_REASON] = "status-reason",
    [PROP_SUM] = "sum",
    [PROP_EXPECTED] = "expected",
    [PROP_OUTPUT] = "output",
  };

  object_class->get_property = qs_sample_run_get_property;
  object_class->finalize = qs_sample_run_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  properties[PROP_INPUT] = g_param_spec_object ("input", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, QS_TYPE_SAMPLE_PHASE,
                                              QS_SAMPLE_PHASE_IDLE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_VERIFIED] = g_param_spec_boolean ("verified", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  for (guint i = PROP_STEP; i <= PROP_OUTPUT; i++)
    properties[i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
qs_sample_run_init (QsSampleRun *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_sample_run_new:
 * @account: where to run; it needs a datastore on this computer
 * @input: (nullable): the file to compute the sum of; %NULL is the sample file
 *
 * Returns: (transfer full): a run that has not begun.
 */
QsSampleRun *
qs_sample_run_new (QsAccount *account,
                   GFile     *input)
{
  QsSampleRun *self;

  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (input == NULL || G_IS_FILE (input), NULL);

  self = g_object_new (QS_TYPE_SAMPLE_RUN, NULL);
  self->account = g_object_ref (account);
  self->input = input != NULL ? g_object_ref (input) : qs_sample_definition_get_input ();
  return self;
}

QsSamplePhase
qs_sample_run_get_phase (QsSampleRun *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_RUN (self), QS_SAMPLE_PHASE_IDLE);

  return self->phase;
}

/**
 * qs_sample_run_start:
 *
 * Runs the sample, once; its properties tell how it goes. The run stays alive until its end and
 * does not need anybody to wait for it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the sum was verified; rejected
 *   with why not, as "error" says, %G_IO_ERROR_CANCELLED after qs_sample_run_cancel().
 */
DexFuture *
qs_sample_run_start (QsSampleRun *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_RUN (self), NULL);
  g_return_val_if_fail (self->running == NULL, NULL);

  self->running = qs_scope_run (self->scope, run_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->running);
}

/**
 * qs_sample_run_cancel:
 *
 * Ends the run: stops the copying, or terminates the job. The run's future tells when that is done.
 */
void
qs_sample_run_cancel (QsSampleRun *self)
{
  g_return_if_fail (QS_IS_SAMPLE_RUN (self));

  if (self->cancelled || self->phase > QS_SAMPLE_PHASE_RUNNING)
    return;

  self->cancelled = TRUE;
  if (self->files != NULL)
    qs_sample_files_cancel (self->files);
  if (self->phase == QS_SAMPLE_PHASE_RUNNING)
    terminate_job (self);
}
