#include "quayside-config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <stdio.h>

#include "qs-application.h"
#include "qs-closed-memory.h"
#include "qs-command.h"
#include "qs-ui-resources.h"

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
  if (qs_closed_memory_is_wanted () && !qs_closed_memory_enter ())
    fprintf (stderr, "quayside: core dumps cannot be switched off\n");

  set_up_language ();
  dex_init ();

  if (qs_command_is_wanted (argc, (const char * const *) argv))
    return qs_command_main (argc, (const char * const *) argv);

  return run_window (argc, argv);
}
