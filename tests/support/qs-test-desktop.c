#include "qs-test-desktop.h"

#include "qs-test.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char introspection[] =
  "<node><interface name='" NAME "'>"
  "<method name='Notify'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>"
  "</method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "</interface></node>";

typedef struct
{
  guint  id;
  char  *text;
  char **actions;    /* key and label in turn */
} QsShown;

struct _QsTestDesktop
{
  GObject          parent_instance;

  GTestDBus       *bus;
  GDBusConnection *connection;
  GPtrArray       *shown;      /* of QsShown, in the order in which they came */
  guint            n_calls;
  guint            last_id;
};

G_DEFINE_FINAL_TYPE (QsTestDesktop, qs_test_desktop, G_TYPE_OBJECT)

static void
free_shown (gpointer data)
{
  QsShown *shown = data;

  g_free (shown->text);
  g_strfreev (shown->actions);
  g_free (shown);
}

static QsShown *
find_shown (QsTestDesktop *self,
            guint          id)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (((QsShown *) g_ptr_array_index (self->shown, i))->id == id)
      return g_ptr_array_index (self->shown, i);

  return NULL;
}

static guint
show (QsTestDesktop *self,
      GVariant      *parameters)
{
  const char *title;
  const char *body;
  guint replaces;
  g_auto(GStrv) actions = NULL;
  QsShown *shown;

  g_variant_get (parameters, "(&su&s&s&s^as@a{sv}i)", NULL, &replaces, NULL, &title, &body,
                 &actions, NULL, NULL);
  shown = replaces != 0 ? find_shown (self, replaces) : NULL;
  if (shown == NULL)
    {
      shown = g_new0 (QsShown, 1);
      shown->id = ++self->last_id;
      g_ptr_array_add (self->shown, shown);
    }

  g_free (shown->text);
  shown->text = g_strjoin (" / ", title, *body != '\0' ? body : NULL, NULL);
  g_strfreev (shown->actions);
  shown->actions = g_steal_pointer (&actions);
  self->n_calls++;
  return shown->id;
}

static void
on_method_call_cb (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  QsTestDesktop *self = user_data;
  guint id;

  if (g_str_equal (method, "Notify"))
    {
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(u)", show (self, parameters)));
      return;
    }

  g_variant_get (parameters, "(u)", &id);
  g_ptr_array_remove (self->shown, find_shown (self, id));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
qs_test_desktop_finalize (GObject *object)
{
  QsTestDesktop *self = QS_TEST_DESKTOP (object);

  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_test_dbus_stop (self->bus);
  g_clear_object (&self->bus);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (qs_test_desktop_parent_class)->finalize (object);
}

static void
qs_test_desktop_class_init (QsTestDesktopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_desktop_finalize;
}

static void
qs_test_desktop_init (QsTestDesktop *self)
{
  self->shown = g_ptr_array_new_with_free_func (free_shown);
}

/* Returns: (transfer full): a desktop on a new session bus, which is the program's from now on. */
QsTestDesktop *
qs_test_desktop_new (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call_cb };
  QsTestDesktop *self = g_object_new (QS_TYPE_TEST_DESKTOP, NULL);
  g_autoptr(GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);

  self->connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (self->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->connection, PATH, info->interfaces[0], &vtable, self,
                                     NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", NAME, 4), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

/* Waits until @client has the answers to all it has asked. */
void
qs_test_desktop_settle (QsTestDesktop   *self,
                        GDBusConnection *client)
{
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_dbus_connection_flush_sync (self->connection, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (client, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetId", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

guint
qs_test_desktop_get_n_calls (QsTestDesktop *self)
{
  return self->n_calls;
}

guint
qs_test_desktop_get_n_shown (QsTestDesktop *self)
{
  return self->shown->len;
}

/* Returns: (transfer full): "title / body", and its buttons in brackets. */
char *
qs_test_desktop_dup_shown (QsTestDesktop *self,
                           guint          position)
{
  QsShown *shown;
  GString *text;

  g_assert_cmpuint (position, <, self->shown->len);
  shown = g_ptr_array_index (self->shown, position);
  text = g_string_new (shown->text);
  for (guint i = 0; shown->actions[i] != NULL; i += 2)
    if (*shown->actions[i + 1] != '\0')
      g_string_append_printf (text, " [%s]", shown->actions[i + 1]);

  return g_string_free_and_steal (text);
}

/* Presses the button of that label, or the notification itself when it is empty. */
void
qs_test_desktop_click (QsTestDesktop *self,
                       guint          position,
                       const char    *label)
{
  QsShown *shown = g_ptr_array_index (self->shown, position);
  const char *key = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; shown->actions[i] != NULL; i += 2)
    if (g_str_equal (shown->actions[i + 1], label))
      key = shown->actions[i];

  g_assert_nonnull (key);
  g_dbus_connection_emit_signal (self->connection, NULL, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", shown->id, key), &error);
  g_assert_no_error (error);
}
