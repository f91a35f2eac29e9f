#include "qs-test-keyring.h"

#include <signal.h>
#include <string.h>

#include "qs-test.h"

#define SECRETS_NAME  "org.freedesktop.secrets"
#define SECRETS_PATH  "/org/freedesktop/secrets"
#define SERVICE_IFACE "org.freedesktop.Secret.Service"

#define PROMPTER_NAME   "org.gnome.keyring.SystemPrompter"
#define PROMPTER_PATH   "/org/gnome/keyring/Prompter"
#define PROMPTER_IFACE  "org.gnome.keyring.internal.Prompter"
#define CALLBACK_IFACE  "org.gnome.keyring.internal.Prompter.Callback"

static const char introspection[] =
  "<node><interface name='" PROMPTER_IFACE "'>"
  "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
  "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
  "<method name='StopPrompting'><arg type='o' direction='in'/></method>"
  "</interface></node>";

struct _QsTestKeyring
{
  GObject          parent_instance;

  GTestDBus       *bus;
  GDBusConnection *connection;
  GSubprocess     *daemon;
  char            *folder;

  guint            n_prompts;
  char            *sender;      /* of the prompt that stands */
  char            *callback;
};

G_DEFINE_FINAL_TYPE (QsTestKeyring, qs_test_keyring, G_TYPE_OBJECT)

static void
answer_prompt (QsTestKeyring *self,
               const char    *reply)
{
  g_dbus_connection_call (self->connection, self->sender, self->callback, CALLBACK_IFACE,
                          "PromptReady", g_variant_new ("(sa{sv}s)", reply, NULL, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
on_prompter_call_cb (GDBusConnection       *connection,
                     const char            *sender,
                     const char            *path,
                     const char            *interface,
                     const char            *method,
                     GVariant              *parameters,
                     GDBusMethodInvocation *invocation,
                     gpointer               user_data)
{
  QsTestKeyring *self = user_data;
  g_autofree char *callback = NULL;

  g_variant_get_child (parameters, 0, "o", &callback);
  g_set_str (&self->sender, sender);
  g_set_str (&self->callback, callback);
  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (method, "BeginPrompting"))
    answer_prompt (self, "");
  else if (g_str_equal (method, "PerformPrompt"))
    self->n_prompts++;
}

static void
play_prompter (QsTestKeyring *self)
{
  static const GDBusInterfaceVTable vtable = { on_prompter_call_cb, NULL, NULL, { 0 } };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr(GVariant) reply = NULL;

  g_dbus_connection_register_object (self->connection, PROMPTER_PATH, node->interfaces[0],
                                     &vtable, self, NULL, NULL);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", PROMPTER_NAME, 4),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
}

static void
qs_test_keyring_finalize (GObject *object)
{
  QsTestKeyring *self = QS_TEST_KEYRING (object);

  qs_test_keyring_stop (self);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_test_dbus_stop (self->bus);
  g_object_unref (self->bus);
  g_free (self->sender);
  g_free (self->callback);
  g_free (self->folder);

  G_OBJECT_CLASS (qs_test_keyring_parent_class)->finalize (object);
}

static void
qs_test_keyring_class_init (QsTestKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_keyring_finalize;
}

static void
qs_test_keyring_init (QsTestKeyring *self)
{
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->folder = qs_test_dup_folder ();
  self->connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (self->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, NULL);
  g_assert_nonnull (self->connection);
  play_prompter (self);
}

gboolean
qs_test_keyring_is_installed (void)
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  return daemon != NULL;
}

/* Returns: (transfer full): a bus without a keyring. */
QsTestKeyring *
qs_test_keyring_new (void)
{
  return g_object_new (QS_TYPE_TEST_KEYRING, NULL);
}

/* Returns: (transfer full) (nullable): the path of the default collection, "/" for none. */
static char *
dup_default (QsTestKeyring *self)
{
  g_autoptr(GVariant) reply = NULL;
  char *path = NULL;

  reply = g_dbus_connection_call_sync (self->connection, SECRETS_NAME, SECRETS_PATH, SERVICE_IFACE,
                                       "ReadAlias", g_variant_new ("(s)", "default"),
                                       G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                       -1, NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(o)", &path);

  return path;
}

static gboolean
is_up (QsTestKeyring *self,
       gboolean       with_collection)
{
  g_autofree char *path = dup_default (self);

  return path != NULL && (!with_collection || !g_str_equal (path, "/"));
}

void
qs_test_keyring_start (QsTestKeyring *self,
                       const char    *password)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  GOutputStream *input;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_test_dbus_get_bus_address (self->bus), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  /* Its warnings are its own. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                              "--foreground", "--components=secrets",
                                              password != NULL ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->daemon);
  if (password != NULL)
    g_output_stream_write_all (input, password, strlen (password), NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  qs_test_until (is_up (self, password != NULL));
}

void
qs_test_keyring_stop (QsTestKeyring *self)
{
  if (self->daemon == NULL)
    return;

  g_subprocess_send_signal (self->daemon, SIGKILL);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  qs_test_until (!is_up (self, FALSE));
}

void
qs_test_keyring_lock (QsTestKeyring *self)
{
  g_autofree char *path = dup_default (self);
  const char *paths[] = { path, NULL };
  g_autoptr(GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (self->connection, SECRETS_NAME, SECRETS_PATH, SERVICE_IFACE,
                                       "Lock", g_variant_new ("(^ao)", paths), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
}

guint
qs_test_keyring_count_prompts (QsTestKeyring *self)
{
  return self->n_prompts;
}

void
qs_test_keyring_dismiss (QsTestKeyring *self)
{
  g_assert_nonnull (self->callback);
  answer_prompt (self, "no");
}

gboolean
qs_test_keyring_has_bytes (QsTestKeyring *self,
                           const char    *bytes)
{
  g_autofree char *folder = g_build_filename (self->folder, "keyrings", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (path, &contents, &length, NULL) &&
          memmem (contents, length, bytes, strlen (bytes)) != NULL)
        return TRUE;
    }

  return FALSE;
}
