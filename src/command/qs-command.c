#include "qs-command.h"

#include "quayside-config.h"

#include "qs-display-text.h"
#include "qs-forwarder.h"
#include "qs-jobs-command.h"
#include "qs-logs-command.h"
#include "qs-run-command.h"
#include "qs-scope.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

static const struct
{
  const char *name;
  DexFuture  *(*run) (QsInvocation *invocation);
} commands[] = {
  { "run", qs_run_command },
  { "jobs", qs_jobs_command },
  { "logs", qs_logs_command },
};

/* What main() waits for. */
typedef struct
{
  gboolean ended;
  int      exit_code;
} QsProgram;

/* A command that a running window does for somebody else's terminal. */
typedef struct
{
  QsInvocation            *invocation;
  GApplicationCommandLine *command_line;
} QsErrand;

static void
print_help (QsConsole *console)
{
  static const struct
  {
    const char *name;
    const char *meaning;
  } lines[] = {
    { "run [FILE]", N_("Compute the MD5 sum of a file in a job on this computer, and check it") },
    { "jobs", N_("List jobs") },
    { "logs JOB", N_("Print what a job has written") },
    { "-h, --help", N_("Show this help; after a command, that of the command") },
    { "--version", N_("Show the version") },
  };

  qs_console_print (console, _("Usage: %s [COMMAND] [ARGUMENT…]"), "quayside");
  qs_console_print (console, "\n\n%s\n\n", _("Without a command Quayside opens its window."));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    qs_console_print (console, "  %-12s  %s\n", lines[i].name, _(lines[i].meaning));
}

static DexFuture *
refuse (QsConsole  *console,
        const char *argument)
{
  g_autofree char *shown = qs_display_line (argument, -1);

  qs_console_print_error (console, argument[0] == '-'
                          ? _("there is no option “%s” (see quayside --help)")
                          : _("there is no command “%s” (see quayside --help)"), shown);
  return dex_future_new_for_int (2);
}

/**
 * qs_command_is_wanted:
 * @argv: the program's arguments, its name first
 *
 * Returns: whether they ask for the command line rather than the window.
 */
gboolean
qs_command_is_wanted (int                 argc,
                      const char * const *argv)
{
  /* GApplication's own options, such as --gapplication-service, are for the window. */
  return argc > 1 && !g_str_has_prefix (argv[1], "--gapplication-");
}

/**
 * qs_command_run:
 * @arguments: what was typed behind the program's name
 *
 * Returns: (transfer full): a future of the exit code, an int.
 */
DexFuture *
qs_command_run (QsInvocation       *invocation,
                const char * const *arguments)
{
  QsConsole *console = qs_invocation_get_console (invocation);
  const char *first = arguments[0];

  if (g_str_equal (first, "--help") || g_str_equal (first, "-h"))
    {
      print_help (console);
      return dex_future_new_for_int (0);
    }

  if (g_str_equal (first, "--version"))
    {
      qs_console_print (console, "Quayside %s\n", QS_VERSION);
      return dex_future_new_for_int (0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, first))
      return commands[i].run (invocation);

  return refuse (console, first);
}

static DexFuture *
end_program (DexFuture *future,
             gpointer   user_data)
{
  QsProgram *program = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  program->exit_code = value != NULL ? g_value_get_int (value) : 130;
  program->ended = TRUE;
  return NULL;
}

static gboolean
on_interrupt_cb (gpointer user_data)
{
  qs_invocation_interrupt (user_data);
  return G_SOURCE_CONTINUE;
}

/* Work that was cancelled is let come to its end, so that nothing is cut off in the middle. */
static void
drain (void)
{
  for (guint i = 0; i < 100 && g_main_context_iteration (NULL, FALSE); i++)
    continue;
}

static int
run_here (const char * const *arguments)
{
  g_autoptr(QsConsole) console = qs_console_new ();
  g_autofree char *folder = g_get_current_dir ();
  g_autoptr(QsInvocation) invocation = qs_invocation_new (console, folder, arguments, NULL);
  QsProgram program = { FALSE, 0 };
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt_cb, invocation);
  guint terminate = g_unix_signal_add (SIGTERM, on_interrupt_cb, invocation);

  dex_future_disown (dex_future_finally (qs_command_run (invocation, arguments), end_program,
                                         &program, NULL));
  while (!program.ended)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_clear_object (&invocation);
  drain ();
  return program.exit_code;
}

/**
 * qs_command_main:
 * @argv: the program's arguments, its name first
 *
 * Does what the command line asks for: by a Quayside that runs already and has the engine, or here.
 *
 * Returns: the exit code: 0 done, 1 failed, 2 not understood, 130 interrupted.
 */
int
qs_command_main (int                 argc,
                 const char * const *argv)
{
  int exit_code = 0;

  g_return_val_if_fail (argc > 1, 2);

  if (argv[1][0] != '-' && qs_forwarder_try (argc, argv, &exit_code))
    return exit_code;

  return run_here (argv + 1);
}

static void
free_errand (gpointer data)
{
  QsErrand *errand = data;

  g_object_unref (errand->invocation);
  g_object_unref (errand->command_line);
  g_free (errand);
}

static DexFuture *
end_errand (DexFuture *future,
            gpointer   user_data)
{
  QsErrand *errand = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  g_application_command_line_set_exit_status (errand->command_line,
                                              value != NULL ? g_value_get_int (value) : 130);
  g_application_command_line_done (errand->command_line);
  return NULL;
}

/**
 * qs_command_handle:
 * @accounts: (nullable): the window's accounts
 * @command_line: what was asked of the window
 *
 * For the window: does what another `quayside` was asked to do, and writes to its terminal.
 *
 * Returns: whether there is a command; otherwise the window is wanted.
 */
gboolean
qs_command_handle (QsAccounts              *accounts,
                   GApplicationCommandLine *command_line)
{
  g_auto(GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *folder = g_application_command_line_get_cwd (command_line);
  g_autoptr(QsConsole) console = NULL;
  QsErrand *errand;

  if (arguments[0] == NULL || arguments[1] == NULL)
    return FALSE;

  console = qs_console_new_for_command_line (command_line);
  errand = g_new0 (QsErrand, 1);
  errand->command_line = g_object_ref (command_line);
  errand->invocation = qs_invocation_new (console, folder != NULL ? folder : "/",
                                          (const char * const *) arguments + 1, accounts);
  dex_future_disown (dex_future_finally (qs_command_run (errand->invocation,
                                                         (const char * const *) arguments + 1),
                                         end_errand, errand, free_errand));
  return TRUE;
}
