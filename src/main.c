#include "quayside-config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "qs-application.h"
#include "qs-command.h"
#include "qs-ui-resources.h"

/*
 * Memory may hold what others must not read: no core dumps, and no debugger of the same person. The
 * sanitizers' search for leaks is such a debugger.
 */
static void
close_memory (void)
{
  const struct rlimit none = { 0, 0 };
#ifdef __SANITIZE_ADDRESS__
  const gboolean closed = setrlimit (RLIMIT_CORE, &none) == 0;
#else
  const gboolean closed = setrlimit (RLIMIT_CORE, &none) == 0 &&
                          prctl (PR_SET_DUMPABLE, 0) == 0;
#endif

  if (!closed)
    fprintf (stderr, "quayside: core dumps cannot be switched off\n");
}

static void
set_up_language (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, QS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/*
 * The application is left to the end of the process: while a notification is shown, GLib 2.84's
 * back end for freedesktop.org's notifications calls itself without end when it is freed.
 */
static int
run_window (int   argc,
            char *argv[])
{
  QsApplication *application;

  qs_ui_resources_register ();
  application = qs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

int
main (int   argc,
      char *argv[])
{
  close_memory ();
  set_up_language ();
  dex_init ();

  if (qs_command_is_wanted (argc, (const char * const *) argv))
    return qs_command_main (argc, (const char * const *) argv);

  return run_window (argc, argv);
}
