#include "qs-jobs-command.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-format.h"
#include "qs-job-query.h"
#include "qs-job-status.h"
#include "qs-json.h"
#include "qs-table.h"

#include <glib/gi18n.h>

/* One `quayside jobs`. */
typedef struct
{
  QsInvocation *invocation;
  QsConsole    *console;
  QsScope      *scope;
  char         *queue;
  char        **statuses;
  gboolean      json;
} QsJobsCommand;

static void
free_command (gpointer data)
{
  QsJobsCommand *self = data;

  g_signal_handlers_disconnect_by_data (self->invocation, self->scope);
  qs_scope_unref (self->scope);
  g_object_unref (self->console);
  g_object_unref (self->invocation);
  g_free (self->queue);
  g_strfreev (self->statuses);
  g_free (self);
}

static char **
dup_all_statuses (void)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < QS_N_JOB_STATUSES; i++)
    g_strv_builder_add (builder, qs_job_status_to_string (i));

  return g_strv_builder_end (builder);
}

/* Makes what was typed the engine's own spelling. */
static gboolean
check_statuses (QsConsole *console,
                char     **statuses)
{
  for (guint i = 0; statuses[i] != NULL; i++)
    {
      g_autofree char *upper = g_ascii_strup (statuses[i], -1);
      g_autofree char *shown = qs_display_line (statuses[i], -1);
      g_auto(GStrv) all = dup_all_statuses ();
      g_autofree char *list = g_strjoinv (", ", all);

      if (!g_strv_contains ((const char * const *) all, upper))
        {
          qs_console_print_error (console, _("there is no status “%s”; there are %s"), shown, list);
          return FALSE;
        }
      g_set_str (&statuses[i], upper);
    }

  return TRUE;
}

static void
add_job (QsTable    *table,
         JsonObject *job,
         gint64      now)
{
  gint64 started = qs_json_get_int (job, "startedAt", 0);
  gint64 stopped = qs_json_get_int (job, "stoppedAt", 0);
  g_autofree char *id = qs_display_line (qs_json_get_string (job, "jobId", ""), -1);
  g_autofree char *name = qs_display_line (qs_json_get_string (job, "jobName", ""), -1);
  g_autofree char *status = qs_display_line (qs_json_get_string (job, "status", ""), -1);
  g_autofree char *created = qs_format_time (qs_json_get_int (job, "createdAt", 0));
  g_autofree char *duration = qs_format_span (started, stopped > 0 ? stopped : now);
  const char *cells[] = { id, name, status, created, duration, NULL };

  qs_table_add_row (table, cells);
}

static void
print_table (QsJobsCommand *self,
             JsonArray     *jobs)
{
  g_autoptr(QsTable) table = qs_table_new ();
  gint64 now = qs_clock_now (qs_invocation_get_clock (self->invocation));
  g_autofree char *text = NULL;

  if (json_array_get_length (jobs) == 0)
    {
      qs_console_print (self->console, "%s\n", _("There are no such jobs."));
      return;
    }

  /* The id is what other commands take, so it is never cut. */
  qs_table_add_column (table, _("Job ID"), FALSE);
  qs_table_add_column (table, _("Job name"), TRUE);
  qs_table_add_column (table, _("Status"), FALSE);
  qs_table_add_column (table, _("Created at"), TRUE);
  qs_table_add_column (table, _("Duration"), TRUE);
  for (guint i = 0; i < json_array_get_length (jobs); i++)
    add_job (table, json_array_get_object_element (jobs, i), now);

  text = qs_table_format (table, qs_console_get_columns (self->console));
  qs_console_print (self->console, "%s", text);
}

static DexFuture *
jobs_fiber (gpointer data)
{
  QsJobsCommand *self = data;
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(JsonNode) jobs = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  engine = qs_await_object (qs_invocation_open_reader (self->invocation), &error);
  if (engine != NULL)
    jobs = qs_await_boxed (qs_job_query_run (engine, self->scope, self->queue,
                                             (const char * const *) self->statuses), &error);

  if (jobs == NULL)
    {
      text = qs_display_line (error->message, -1);
      qs_console_print_error (self->console, "%s", text);
      return dex_future_new_for_int (1);
    }

  if (self->json)
    {
      text = qs_json_print (jobs, TRUE);
      qs_console_print (self->console, "%s\n", text);
    }
  else
    {
      print_table (self, json_node_get_array (jobs));
    }

  return dex_future_new_for_int (0);
}

static gboolean
parse (QsJobsCommand *self,
       int           *exit_code)
{
  g_auto(GStrv) rest = NULL;
  g_autofree char *account = NULL;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_("Of this account; without, of this computer"), N_("ACCOUNT") },
    { "status", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &self->statuses,
      N_("Only jobs in this state; may be given more than once"), N_("STATUS") },
    { "queue", 'q', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->queue,
      N_("Only jobs of this queue"), N_("QUEUE") },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->json,
      N_("Print JSON, as the engine has it"), NULL },
    { NULL }
  };

  if (!qs_invocation_parse (self->invocation, NULL, _("Lists jobs, newest first."), entries,
                            &rest, exit_code))
    return FALSE;

  *exit_code = 2;
  if (rest[0] != NULL)
    {
      g_autofree char *shown = qs_display_line (rest[0], -1);

      qs_console_print_error (self->console, _("“%s” is too much (see quayside jobs --help)"),
                              shown);
      return FALSE;
    }

  qs_invocation_set_account_name (self->invocation, account);
  if (self->statuses == NULL)
    self->statuses = dup_all_statuses ();
  return check_statuses (self->console, self->statuses);
}

static void
on_invocation_interrupted_cb (QsInvocation *invocation,
                              QsScope      *scope)
{
  qs_scope_cancel (scope);
}

/**
 * qs_jobs_command:
 *
 * Returns: (transfer full): a future of the exit code, an int.
 */
DexFuture *
qs_jobs_command (QsInvocation *invocation)
{
  QsJobsCommand *self;
  int exit_code = 0;

  g_return_val_if_fail (QS_IS_INVOCATION (invocation), NULL);

  self = g_new0 (QsJobsCommand, 1);
  self->invocation = g_object_ref (invocation);
  self->console = g_object_ref (qs_invocation_get_console (invocation));
  self->scope = qs_scope_new ();
  if (!parse (self, &exit_code))
    {
      free_command (self);
      return dex_future_new_for_int (exit_code);
    }

  g_signal_connect (invocation, "interrupted", G_CALLBACK (on_invocation_interrupted_cb),
                    self->scope);
  return qs_scope_run (self->scope, jobs_fiber, self, free_command);
}
