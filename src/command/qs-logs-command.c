#include "qs-logs-command.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-log-printer.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

typedef struct
{
  QsInvocation *invocation;
  QsScope      *scope;
  char         *job_id;
  gboolean      follow;
} QsLogsRequest;

static void
free_request (gpointer data)
{
  QsLogsRequest *request = data;

  g_signal_handlers_disconnect_by_data (request->invocation, request->scope);
  g_object_unref (request->invocation);
  qs_scope_unref (request->scope);
  g_free (request->job_id);
  g_free (request);
}

/* Returns: %FALSE with an exit code when there is nothing to print. */
static gboolean
parse (QsInvocation *invocation,
       gboolean     *follow,
       char        **job_id,
       int          *exit_code)
{
  QsConsole *console = qs_invocation_get_console (invocation);
  g_auto(GStrv) rest = NULL;
  g_autofree char *account = NULL;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_("Of this account; without, of this computer"), N_("ACCOUNT") },
    { "follow", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, follow,
      N_("Go on until the job has ended"), NULL },
    { NULL }
  };

  if (!qs_invocation_parse (invocation, _("JOB"), _("Prints what a job has written."), entries,
                            &rest, exit_code))
    return FALSE;

  if (g_strv_length (rest) != 1)
    {
      qs_console_print_error (console, _("name one job by its id (see quayside jobs)"));
      *exit_code = 2;
      return FALSE;
    }

  qs_invocation_set_account_name (invocation, account);
  *job_id = g_strdup (rest[0]);
  return TRUE;
}

static DexFuture *
logs_fiber (gpointer data)
{
  QsLogsRequest *request = data;
  QsConsole *console = qs_invocation_get_console (request->invocation);
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(QsLogPrinter) printer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = NULL;

  engine = qs_await_object (qs_invocation_open_reader (request->invocation), &error);
  if (engine != NULL)
    {
      printer = qs_log_printer_new (engine, qs_invocation_get_clock (request->invocation), console,
                                    request->job_id, "");
      if (qs_await (qs_log_printer_run (printer, request->follow), &error))
        return dex_future_new_for_int (0);
    }

  shown = qs_display_line (error->message, -1);
  qs_console_print_error (console, "%s", shown);
  return dex_future_new_for_int (1);
}

static void
on_invocation_interrupted_cb (QsInvocation *invocation,
                              QsScope      *scope)
{
  qs_scope_cancel (scope);
}

/**
 * qs_logs_command:
 *
 * Returns: (transfer full): a future of the exit code, an int.
 */
DexFuture *
qs_logs_command (QsInvocation *invocation)
{
  QsLogsRequest *request;
  g_autofree char *job_id = NULL;
  gboolean follow = FALSE;
  int exit_code = 0;

  g_return_val_if_fail (QS_IS_INVOCATION (invocation), NULL);

  if (!parse (invocation, &follow, &job_id, &exit_code))
    return dex_future_new_for_int (exit_code);

  request = g_new0 (QsLogsRequest, 1);
  request->invocation = g_object_ref (invocation);
  request->scope = qs_scope_new ();
  request->job_id = g_steal_pointer (&job_id);
  request->follow = follow;
  g_signal_connect (invocation, "interrupted", G_CALLBACK (on_invocation_interrupted_cb),
                    request->scope);
  return qs_scope_run (request->scope, logs_fiber, request, free_request);
}
