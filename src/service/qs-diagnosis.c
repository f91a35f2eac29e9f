#include "qs-diagnosis.h"

#include <glib/gi18n.h>

#include "qs-attempt.h"
#include "qs-diagnosis-rules.h"

struct _QsDiagnosis
{
  GObject         parent_instance;

  QsDiagnosisKind kind;
  char           *title;
  char           *explanation;
  char           *advice;
  char           *reason;
  QsSubmitChange  remedy;
};

G_DEFINE_FINAL_TYPE (QsDiagnosis, qs_diagnosis, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (QsDiagnosisKind, qs_diagnosis_kind,
                    G_DEFINE_ENUM_VALUE (QS_DIAGNOSIS_KIND_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (QS_DIAGNOSIS_KIND_STUCK, "stuck"),
                    G_DEFINE_ENUM_VALUE (QS_DIAGNOSIS_KIND_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_KIND,
  PROP_TITLE,
  PROP_EXPLANATION,
  PROP_ADVICE,
  PROP_REASON,
  PROP_REMEDY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

static QsDiagnosis *
take_diagnosis (QsDiagnosisKind kind,
                const char     *title,
                char           *explanation,
                const char     *advice,
                char           *reason)
{
  QsDiagnosis *self = g_object_new (QS_TYPE_DIAGNOSIS, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->explanation = explanation;
  self->advice = g_strdup (get_text (advice));
  self->reason = reason;
  return self;
}

static QsDiagnosis *
apply_rule (const QsDiagnosisRule *rule,
            QsDiagnosisKind        kind,
            char                  *reason)
{
  QsDiagnosis *self = take_diagnosis (kind, _(rule->title), g_strdup (_(rule->explanation)),
                                      rule->advice != NULL ? _(rule->advice) : NULL, reason);

  self->remedy = rule->remedy;
  return self;
}

/* Both what Batch and what the container engine say, once each. */
static char *
join_reasons (QsJobDetail *job)
{
  const char *status_reason = get_text (qs_job_detail_get_status_reason (job));
  const char *reason = get_text (qs_job_detail_get_reason (job));

  if (*status_reason == '\0' || *reason == '\0' || g_str_equal (status_reason, reason))
    return g_strconcat (status_reason, g_str_equal (status_reason, reason) ? "" : reason, NULL);

  return g_strconcat (status_reason, " – ", reason, NULL);
}

/* What somebody asked for needs no other cause. */
static QsDiagnosis *
explain_stop (QsJobDetail *job)
{
  if (qs_job_detail_get_terminated (job) && qs_job_detail_get_started_at (job) > 0)
    return take_diagnosis (QS_DIAGNOSIS_KIND_FAILED, _("The job was terminated"),
                           g_strdup (_("It was stopped on request, before it was done.")), NULL,
                           join_reasons (job));

  return take_diagnosis (QS_DIAGNOSIS_KIND_FAILED, _("The job was cancelled"),
                         g_strdup (_("It was taken from its queue on request and never ran.")),
                         NULL, join_reasons (job));
}

static QsDiagnosis *
explain_failure (QsJobDetail *job)
{
  gint64 exit_code = qs_job_detail_get_exit_code (job);
  const QsDiagnosisRule *rule =
    qs_diagnosis_find_failure_rule (qs_job_detail_get_status_reason (job),
                                    qs_job_detail_get_reason (job), exit_code);

  if (qs_job_detail_get_terminated (job) || qs_job_detail_get_cancelled (job))
    return explain_stop (job);

  if (rule != NULL)
    return apply_rule (rule, QS_DIAGNOSIS_KIND_FAILED, join_reasons (job));

  if (exit_code > 0)
    return take_diagnosis (QS_DIAGNOSIS_KIND_FAILED, _("The program reported an error"),
                           g_strdup_printf (_("It ended with exit code %" G_GINT64_FORMAT "."),
                                            exit_code),
                           _("The end of its log usually says why."), join_reasons (job));

  if (qs_job_detail_get_started_at (job) > 0)
    return take_diagnosis (QS_DIAGNOSIS_KIND_FAILED, _("The job did not finish"),
                           g_strdup (_("The job was stopped before its program had ended.")), NULL,
                           join_reasons (job));

  return take_diagnosis (QS_DIAGNOSIS_KIND_FAILED, _("The job was never started"),
                         g_strdup (_("It ended before its program was run.")), NULL,
                         join_reasons (job));
}

static QsDiagnosis *
explain_pending (QsJobDetail *job)
{
  guint n_dependencies = g_list_model_get_n_items (qs_job_detail_get_dependencies (job));

  /* The parent of an array is pending for as long as its children run. */
  if (qs_job_detail_get_array_size (job) > 0)
    return NULL;

  if (n_dependencies == 0)
    return take_diagnosis (QS_DIAGNOSIS_KIND_WAITING, _("The job waits its turn"),
                           g_strdup (_("Another job has to end before this one can start.")), NULL,
                           join_reasons (job));

  return take_diagnosis (QS_DIAGNOSIS_KIND_WAITING, _("The job waits for other jobs"),
                         g_strdup_printf (ngettext ("It starts once %u other job has succeeded.",
                                                    "It starts once %u other jobs have succeeded.",
                                                    n_dependencies), n_dependencies),
                         NULL, join_reasons (job));
}

static QsDiagnosis *
explain_runnable (QsJobDetail *job)
{
  const char *reason = qs_job_detail_get_status_reason (job);
  const QsDiagnosisRule *rule = qs_diagnosis_find_waiting_rule (reason);

  if (rule != NULL)
    return apply_rule (rule, QS_DIAGNOSIS_KIND_STUCK, g_strdup (reason));

  if (*get_text (reason) != '\0')
    return take_diagnosis (QS_DIAGNOSIS_KIND_WAITING, _("The job cannot start yet"),
                           g_strdup (_("The job is ready and starts by itself. This is what it "
                                       "waits for:")),
                           NULL, g_strdup (reason));

  return take_diagnosis (QS_DIAGNOSIS_KIND_WAITING, _("Waiting for a place to run"),
                         g_strdup (_("The job is ready. It starts as soon as its vCPUs and memory "
                                     "are free.")),
                         NULL, g_strdup (get_text (reason)));
}

static void
qs_diagnosis_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsDiagnosis *self = QS_DIAGNOSIS (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_EXPLANATION:
      g_value_set_string (value, self->explanation);
      break;

    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;

    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;

    case PROP_REMEDY:
      g_value_set_enum (value, self->remedy);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_diagnosis_finalize (GObject *object)
{
  QsDiagnosis *self = QS_DIAGNOSIS (object);

  g_free (self->title);
  g_free (self->explanation);
  g_free (self->advice);
  g_free (self->reason);

  G_OBJECT_CLASS (qs_diagnosis_parent_class)->finalize (object);
}

static void
qs_diagnosis_class_init (QsDiagnosisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_diagnosis_get_property;
  object_class->finalize = qs_diagnosis_finalize;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, QS_TYPE_DIAGNOSIS_KIND,
                                             QS_DIAGNOSIS_KIND_WAITING, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EXPLANATION] = g_param_spec_string ("explanation", NULL, NULL, NULL, flags);
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_REMEDY] = g_param_spec_enum ("remedy", NULL, NULL, QS_TYPE_SUBMIT_CHANGE,
                                               QS_SUBMIT_CHANGE_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_diagnosis_init (QsDiagnosis *self)
{
}

/**
 * qs_diagnosis_new:
 * @job: what DescribeJobs says
 *
 * Returns: (transfer full) (nullable): why @job waits or has failed; %NULL when it does neither.
 */
QsDiagnosis *
qs_diagnosis_new (QsJobDetail *job)
{
  g_return_val_if_fail (QS_IS_JOB_DETAIL (job), NULL);

  switch (qs_job_detail_get_status (job))
    {
    case QS_JOB_STATUS_PENDING:
      return explain_pending (job);

    case QS_JOB_STATUS_RUNNABLE:
      return explain_runnable (job);

    case QS_JOB_STATUS_STARTING:
      return take_diagnosis (QS_DIAGNOSIS_KIND_WAITING, _("Getting ready"),
                             g_strdup (_("The container's image is fetched and its folders are "
                                         "mounted. The first time this can take some minutes.")),
                             NULL, g_strdup (get_text (qs_job_detail_get_status_reason (job))));

    case QS_JOB_STATUS_FAILED:
      return explain_failure (job);

    case QS_JOB_STATUS_SUBMITTED:
    case QS_JOB_STATUS_RUNNING:
    case QS_JOB_STATUS_SUCCEEDED:
    case QS_JOB_STATUS_UNKNOWN:
    default:
      return NULL;
    }
}

QsDiagnosisKind
qs_diagnosis_get_kind (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), QS_DIAGNOSIS_KIND_WAITING);

  return self->kind;
}

const char *
qs_diagnosis_get_title (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), NULL);

  return self->title;
}

const char *
qs_diagnosis_get_explanation (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), NULL);

  return self->explanation;
}

const char *
qs_diagnosis_get_advice (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), NULL);

  return self->advice;
}

const char *
qs_diagnosis_get_reason (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), NULL);

  return self->reason;
}

QsSubmitChange
qs_diagnosis_get_remedy (QsDiagnosis *self)
{
  g_return_val_if_fail (QS_IS_DIAGNOSIS (self), QS_SUBMIT_CHANGE_NONE);

  return self->remedy;
}

/**
 * qs_diagnosis_equal:
 * @self: (nullable): a diagnosis
 * @other: (nullable): another
 *
 * Returns: whether both say the same, so that nothing on screen has to change.
 */
gboolean
qs_diagnosis_equal (QsDiagnosis *self,
                    QsDiagnosis *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return self->kind == other->kind && g_str_equal (self->title, other->title) &&
         g_str_equal (self->explanation, other->explanation) &&
         g_str_equal (self->advice, other->advice) && g_str_equal (self->reason, other->reason);
}
