#include "qs-job-notice.h"

#include "qs-diagnosis-rules.h"
#include "qs-display-text.h"

#include <glib/gi18n.h>

#define MAX_NAME 60

static char *
dup_name (QsJob *job)
{
  const char *name = qs_job_get_name (job);
  g_autofree char *shown = qs_display_line (name != NULL ? name : qs_job_get_id (job), -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (shown, -1) <= MAX_NAME)
    return g_steal_pointer (&shown);

  start = g_utf8_substring (shown, 0, MAX_NAME - 1);
  return g_strconcat (start, "…", NULL);
}

/**
 * qs_job_notice_dup_id:
 *
 * Returns: (transfer full): by what a job's notification is replaced and withdrawn.
 */
char *
qs_job_notice_dup_id (const char *account_id,
                      const char *job_id)
{
  return g_strdup_printf ("job:%s:%s", account_id, job_id);
}

/**
 * qs_job_notice_dup_digest_id:
 *
 * Returns: (transfer full): the same for the one that sums up many jobs.
 */
char *
qs_job_notice_dup_digest_id (const char *account_id)
{
  return g_strdup_printf ("jobs:%s", account_id);
}

/**
 * qs_job_notice_dup_title:
 *
 * Returns: (transfer full): what has become of @job, in a few words.
 */
char *
qs_job_notice_dup_title (QsJob *job)
{
  g_autofree char *name = dup_name (job);

  switch (qs_job_get_status (job))
    {
    case QS_JOB_STATUS_SUCCEEDED:
      return g_strdup_printf (_("%s has succeeded"), name);
    case QS_JOB_STATUS_FAILED:
      return g_strdup_printf (_("%s has failed"), name);
    case QS_JOB_STATUS_SUBMITTED:
    case QS_JOB_STATUS_PENDING:
    case QS_JOB_STATUS_RUNNABLE:
    case QS_JOB_STATUS_STARTING:
    case QS_JOB_STATUS_RUNNING:
    case QS_JOB_STATUS_UNKNOWN:
    default:
      return g_strdup_printf (_("%s is running"), name);
    }
}

static char *
describe_array (QsJob *job)
{
  guint failed = qs_job_get_array_count (job, QS_JOB_STATUS_FAILED);
  guint done = failed + qs_job_get_array_count (job, QS_JOB_STATUS_SUCCEEDED);

  if (failed == 0)
    return g_strdup_printf (_("%u of %u done"), done, qs_job_get_array_size (job));

  return g_strdup_printf (_("%u of %u done, %u failed"), done, qs_job_get_array_size (job), failed);
}

static char *
describe_failure (QsJob *job)
{
  const char *reason = qs_job_get_status_reason (job);
  int exit_code = qs_job_get_exit_code (job);
  const QsDiagnosisRule *rule = qs_diagnosis_find_failure_rule (reason, NULL, exit_code);

  if (rule != NULL)
    return g_strdup (_(rule->explanation));
  if (exit_code != QS_JOB_NO_EXIT_CODE)
    return g_strdup_printf (_("It ended with exit code %d."), exit_code);

  return g_strdup (_("It ended before its program was run."));
}

/**
 * qs_job_notice_dup_body:
 *
 * Returns: (transfer full) (nullable): more about it, when there is more to say.
 */
char *
qs_job_notice_dup_body (QsJob *job)
{
  if (qs_job_get_array_size (job) > 0)
    return describe_array (job);
  if (qs_job_get_status (job) == QS_JOB_STATUS_FAILED)
    return describe_failure (job);

  return NULL;
}

/**
 * qs_job_notice_dup_digest:
 * @counts: of jobs by their new state, %QS_N_JOB_STATUSES long
 *
 * Returns: (transfer full): many changes in one line, such as "3 failed, 12 succeeded".
 */
char *
qs_job_notice_dup_digest (const guint *counts)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  const guint failed = counts[QS_JOB_STATUS_FAILED];
  const guint succeeded = counts[QS_JOB_STATUS_SUCCEEDED];
  const guint running = counts[QS_JOB_STATUS_RUNNING];

  if (failed > 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%u failed", "%u failed", failed),
                                                   failed));
  if (succeeded > 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%u succeeded", "%u succeeded",
                                                             succeeded), succeeded));
  if (running > 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%u running", "%u running", running),
                                                   running));

  parts = g_strv_builder_end (builder);
  return g_strjoinv (", ", parts);
}

/**
 * qs_job_notice_new:
 *
 * Returns: (transfer full): the notification about @job as it is now.
 */
GNotification *
qs_job_notice_new (const char *account_id,
                   QsJob      *job)
{
  g_autofree char *title = qs_job_notice_dup_title (job);
  g_autofree char *body = qs_job_notice_dup_body (job);
  GNotification *notification = g_notification_new (title);
  const char *job_id = qs_job_get_id (job);

  if (body != NULL)
    g_notification_set_body (notification, body);

  g_notification_set_default_action_and_target (notification, "app.show-job", "(ss)", account_id,
                                                job_id);
  g_notification_add_button_with_target (notification, _("Show job"), "app.show-job", "(ss)",
                                         account_id, job_id);
  if (qs_job_get_status (job) == QS_JOB_STATUS_SUCCEEDED)
    g_notification_add_button_with_target (notification, _("Open results"), "app.open-results",
                                           "(ss)", account_id, job_id);
  return notification;
}

/**
 * qs_job_notice_new_digest:
 *
 * Returns: (transfer full): one notification for many jobs; a click shows the window.
 */
GNotification *
qs_job_notice_new_digest (const guint *counts)
{
  g_autofree char *body = qs_job_notice_dup_digest (counts);
  GNotification *notification = g_notification_new (_("Several jobs have moved on"));

  g_notification_set_body (notification, body);
  return notification;
}
