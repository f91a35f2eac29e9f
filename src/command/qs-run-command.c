#include "qs-run-command.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-job-status.h"
#include "qs-log-printer.h"
#include "qs-sample-run.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

#define EXIT_INTERRUPTED 130

/* One `quayside run`. */
typedef struct
{
  QsInvocation *invocation;
  QsConsole    *console;
  QsScope      *scope;
  GFile        *input;      /* NULL: the sample file */
  QsSampleRun  *run;
  QsAccount    *account;
  DexFuture    *printing;
  char         *hindrance;  /* why the job cannot start */
  char         *end;        /* the line of the last state, until the log has been printed */
  gboolean      interrupted;
} QsRunCommand;

static void
free_command (gpointer data)
{
  QsRunCommand *self = data;

  g_signal_handlers_disconnect_by_data (self->invocation, self);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  dex_clear (&self->printing);
  g_clear_object (&self->run);
  g_clear_object (&self->account);
  g_clear_object (&self->input);
  g_object_unref (self->console);
  g_object_unref (self->invocation);
  qs_scope_unref (self->scope);
  g_free (self->hindrance);
  g_free (self->end);
  g_free (self);
}

static char *
format_step (const char *step)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");

  return g_strdup_printf ("%s  %s\n", time, step);
}

static void
print_step (QsRunCommand *self,
            const char   *step)
{
  g_autofree char *line = format_step (step);

  qs_console_print (self->console, "%s", line);
}

static char *
dup_text (QsRunCommand *self,
          const char   *property)
{
  g_autofree char *text = NULL;

  g_object_get (self->run, property, &text, NULL);
  return text != NULL ? qs_display_line (text, -1) : NULL;
}

static void
on_run_notify_phase_cb (QsSampleRun  *run,
                        GParamSpec   *pspec,
                        QsRunCommand *self)
{
  g_autofree char *step = NULL;

  /* While the job runs its states are told, and its end is told with the result. */
  if (qs_sample_run_get_phase (run) != QS_SAMPLE_PHASE_COPYING &&
      qs_sample_run_get_phase (run) != QS_SAMPLE_PHASE_SUBMITTING)
    return;

  step = dup_text (self, "step");
  print_step (self, step);
}

static void
on_run_notify_job_id_cb (QsSampleRun  *run,
                         GParamSpec   *pspec,
                         QsRunCommand *self)
{
  g_autofree char *job_id = dup_text (self, "job-id");
  g_autofree char *step = g_strdup_printf (_("The job is %s"), job_id);
  g_autoptr(QsLogPrinter) printer = NULL;

  print_step (self, step);
  printer = qs_log_printer_new (qs_account_get_engine (self->account),
                                qs_account_get_clock (self->account), self->console, job_id,
                                "          | ");
  self->printing = qs_log_printer_run (printer, TRUE);
}

static void
on_run_notify_status_cb (QsSampleRun  *run,
                         GParamSpec   *pspec,
                         QsRunCommand *self)
{
  g_autofree char *status = dup_text (self, "status");

  /* The end is told once the log has been printed, which comes before it. */
  if (qs_job_status_is_final (qs_job_status_from_string (status)))
    self->end = format_step (status);
  else
    print_step (self, status);
}

static void
on_run_notify_status_reason_cb (QsSampleRun  *run,
                                GParamSpec   *pspec,
                                QsRunCommand *self)
{
  g_autofree char *reason = dup_text (self, "status-reason");

  if (reason != NULL && *reason != '\0' && self->end == NULL)
    qs_console_print (self->console, "          %s\n", reason);
}

/*
 * A job of this computer that waits with a reason waits for a person to do something. A window can
 * stand open until then; a command says it and ends.
 */
static void
on_run_notify_step_cb (QsSampleRun  *run,
                       GParamSpec   *pspec,
                       QsRunCommand *self)
{
  g_autofree char *status = dup_text (self, "status");
  g_autofree char *reason = dup_text (self, "status-reason");

  if (self->hindrance != NULL || g_strcmp0 (status, "RUNNABLE") != 0 ||
      reason == NULL || *reason == '\0')
    return;

  self->hindrance = g_steal_pointer (&reason);
  qs_sample_run_cancel (run);
}

static void
on_invocation_interrupted_cb (QsInvocation *invocation,
                              QsRunCommand *self)
{
  g_autofree char *job_id = NULL;

  if (self->run != NULL)
    job_id = dup_text (self, "job-id");

  if (self->interrupted || self->run == NULL)
    {
      if (job_id != NULL)
        qs_console_print_error (self->console, _("the job goes on: quayside logs --follow %s"),
                                job_id);
      qs_scope_cancel (self->scope);
      return;
    }

  self->interrupted = TRUE;
  if (job_id != NULL)
    qs_console_print_error (self->console,
                            _("stopping the job; Ctrl+C again leaves it to itself"));
  qs_sample_run_cancel (self->run);
}

static int
print_failure (QsRunCommand *self,
               const GError *error)
{
  g_autofree char *shown = qs_display_line (error->message, -1);

  if (self->hindrance != NULL)
    qs_console_print_error (self->console, _("the sample cannot run: %s"), self->hindrance);
  else
    qs_console_print_error (self->console, "%s", shown);

  return self->interrupted ? EXIT_INTERRUPTED : 1;
}

static int
print_result (QsRunCommand *self)
{
  g_autofree char *output = dup_text (self, "output");
  g_autofree char *sum = dup_text (self, "sum");

  qs_console_print (self->console, _("Result: %s\n"), output);
  qs_console_print (self->console, _("md5sum %s verified: the same as computed without the job\n"),
                    sum);
  return 0;
}

static void
connect_run (QsRunCommand *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "notify::phase", G_CALLBACK (on_run_notify_phase_cb) },
    { "notify::job-id", G_CALLBACK (on_run_notify_job_id_cb) },
    { "notify::status", G_CALLBACK (on_run_notify_status_cb) },
    { "notify::status-reason", G_CALLBACK (on_run_notify_status_reason_cb) },
    { "notify::step", G_CALLBACK (on_run_notify_step_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect (self->run, handlers[i].signal, handlers[i].callback, self);
}

static DexFuture *
run_fiber (gpointer data)
{
  QsRunCommand *self = data;
  g_autoptr(GError) error = NULL;
  gboolean verified;

  self->account = qs_await_object (qs_invocation_open_account (self->invocation), &error);
  if (self->account == NULL)
    return dex_future_new_for_int (print_failure (self, error));

  self->run = qs_sample_run_new (self->account, self->input);
  connect_run (self);
  verified = qs_await (qs_sample_run_start (self->run), &error);

  /* What the log could not tell does not change how the job has ended. */
  if (self->printing != NULL)
    qs_await (dex_ref (self->printing), NULL);
  if (self->end != NULL)
    qs_console_print (self->console, "%s", self->end);

  return dex_future_new_for_int (verified ? print_result (self) : print_failure (self, error));
}

/* A scope that was cancelled has told the person why. */
static DexFuture *
end_interrupted (DexFuture *future,
                 gpointer   user_data)
{
  return dex_future_new_for_int (EXIT_INTERRUPTED);
}

/* Returns: %FALSE with an exit code when there is nothing to run. */
static gboolean
parse (QsInvocation *invocation,
       GFile       **input,
       int          *exit_code)
{
  g_auto(GStrv) rest = NULL;
  gboolean sample = FALSE;
  const GOptionEntry entries[] = {
    { "sample", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &sample,
      N_("Use the sample file that comes with Quayside"), NULL },
    { NULL }
  };

  if (!qs_invocation_parse (invocation, _("[FILE]"),
                            _("Computes the MD5 sum of a file in a job on this computer, and "
                              "checks the result.\nWithout a FILE it is that of a sample file."),
                            entries, &rest, exit_code))
    return FALSE;

  if (g_strv_length (rest) > 1 || (sample && rest[0] != NULL))
    {
      qs_console_print_error (qs_invocation_get_console (invocation),
                              _("give one file, or --sample"));
      *exit_code = 2;
      return FALSE;
    }

  *input = rest[0] != NULL ? qs_invocation_resolve (invocation, rest[0]) : NULL;
  return TRUE;
}

/**
 * qs_run_command:
 *
 * Returns: (transfer full): a future of the exit code, an int: 0 only when the job has succeeded
 *   and its sum is the one computed without it.
 */
DexFuture *
qs_run_command (QsInvocation *invocation)
{
  g_autoptr(GFile) input = NULL;
  QsRunCommand *self;
  int exit_code = 0;

  g_return_val_if_fail (QS_IS_INVOCATION (invocation), NULL);

  if (!parse (invocation, &input, &exit_code))
    return dex_future_new_for_int (exit_code);

  self = g_new0 (QsRunCommand, 1);
  self->invocation = g_object_ref (invocation);
  self->console = g_object_ref (qs_invocation_get_console (invocation));
  self->scope = qs_scope_new ();
  self->input = g_steal_pointer (&input);
  g_signal_connect (invocation, "interrupted", G_CALLBACK (on_invocation_interrupted_cb), self);

  return dex_future_catch (qs_scope_run (self->scope, run_fiber, self, free_command),
                           end_interrupted, NULL, NULL);
}
