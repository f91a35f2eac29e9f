#include "quayside-config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

#include "qs-application.h"
#include "qs-ui-resources.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(QsApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, QS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  dex_init ();
  qs_ui_resources_register ();

  application = qs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
