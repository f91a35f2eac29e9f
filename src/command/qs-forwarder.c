#include "qs-forwarder.h"

#include "quayside-config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#define BUS_NAME "org.freedesktop.DBus"
#define CALL_MSEC 2000

/* What a signal handler may still say: made before, because it may not translate. */
static char farewell[512];

static void
on_signal (int number)
{
  ssize_t written = write (STDERR_FILENO, farewell, strlen (farewell));

  (void) written;
  _exit (128 + number);
}

/* A session bus is asked only where there is one: GLib would otherwise start one by itself. */
static GDBusConnection *
connect_session (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL &&
      !g_file_test (socket, G_FILE_TEST_EXISTS))
    return NULL;

  return g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
}

static gboolean
is_running (void)
{
  g_autoptr(GDBusConnection) connection = connect_session ();
  g_autoptr(GVariant) reply = NULL;
  gboolean owned = FALSE;

  if (connection == NULL)
    return FALSE;

  reply = g_dbus_connection_call_sync (connection, BUS_NAME, "/org/freedesktop/DBus", BUS_NAME,
                                       "NameHasOwner", g_variant_new ("(s)", QS_APP_ID),
                                       G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, CALL_MSEC,
                                       NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(b)", &owned);

  return owned;
}

/**
 * qs_forwarder_try:
 * @argv: the program's arguments, its name first
 * @exit_code: (out): what the running Quayside answered
 *
 * This is the one place that waits for an answer without a future: nothing else goes on in a
 * program that only carries a request over and prints what comes back.
 *
 * Returns: whether a Quayside runs and has done it.
 */
gboolean
qs_forwarder_try (int                 argc,
                  const char * const *argv,
                  int                *exit_code)
{
  g_autoptr(GApplication) launcher = NULL;
  g_autoptr(GError) error = NULL;

  if (!is_running ())
    return FALSE;

  launcher = g_application_new (QS_APP_ID, G_APPLICATION_HANDLES_COMMAND_LINE |
                                G_APPLICATION_IS_LAUNCHER);
  if (!g_application_register (launcher, NULL, &error))
    {
      g_info ("The running Quayside cannot be asked: %s", error->message);
      return FALSE;
    }

  g_snprintf (farewell, sizeof farewell, "\nquayside: %s\n",
              _("what was asked for goes on in the Quayside that is open"));
  signal (SIGINT, on_signal);
  signal (SIGTERM, on_signal);
  *exit_code = g_application_run (launcher, argc, (char **) argv);
  return TRUE;
}
