#include "qs-sample-phase.h"

#include "qs-display-text.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (QsSamplePhase, qs_sample_phase,
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_COPYING, "copying"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_SUBMITTING, "submitting"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_SUCCEEDED, "succeeded"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (QS_SAMPLE_PHASE_CANCELLED, "cancelled"))

static const struct
{
  const char *status;
  const char *step;
} status_steps[] = {
  { "SUBMITTED", N_("The job has been submitted") },
  { "PENDING", N_("The job waits for other jobs") },
  { "RUNNABLE", N_("The job waits for its turn") },
  { "STARTING", N_("The job is starting") },
  { "RUNNING", N_("The job is running") },
  { "SUCCEEDED", N_("The job has succeeded") },
  { "FAILED", N_("The job has failed") },
};

static char *
describe_running (const char *status,
                  const char *reason)
{
  /* Why it waits, or what is being fetched, says more than that it waits. */
  if (reason != NULL && *reason != '\0' &&
      (g_strcmp0 (status, "RUNNABLE") == 0 || g_strcmp0 (status, "STARTING") == 0))
    return qs_display_line (reason, -1);

  for (guint i = 0; i < G_N_ELEMENTS (status_steps); i++)
    if (g_strcmp0 (status_steps[i].status, status) == 0)
      return g_strdup (_(status_steps[i].step));

  return status != NULL ? qs_display_line (status, -1) : g_strdup (_(status_steps[0].step));
}

/**
 * qs_sample_phase_describe:
 * @status: (nullable): the job's status as the engine calls it
 * @reason: (nullable): the engine's own words on it
 *
 * Returns: (transfer full): a sentence for a person, fit to be shown.
 */
char *
qs_sample_phase_describe (QsSamplePhase phase,
                          const char   *status,
                          const char   *reason)
{
  switch (phase)
    {
    case QS_SAMPLE_PHASE_COPYING:
      return g_strdup (_("Copying the file"));
    case QS_SAMPLE_PHASE_SUBMITTING:
      return g_strdup (_("Submitting the job"));
    case QS_SAMPLE_PHASE_RUNNING:
      return describe_running (status, reason);
    case QS_SAMPLE_PHASE_CHECKING:
      return g_strdup (_("Checking the result"));
    case QS_SAMPLE_PHASE_SUCCEEDED:
      return g_strdup (_("The sum is right"));
    case QS_SAMPLE_PHASE_FAILED:
      return g_strdup (_("The sample has failed"));
    case QS_SAMPLE_PHASE_CANCELLED:
      return g_strdup (_("The sample was cancelled"));
    case QS_SAMPLE_PHASE_IDLE:
    default:
      return g_strdup ("");
    }
}
