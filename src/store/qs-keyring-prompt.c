#include "qs-keyring-prompt.h"

#define SECRETS_NAME "org.freedesktop.secrets"
#define SECRETS_PATH "/org/freedesktop/secrets"
#define SERVICE      "org.freedesktop.Secret.Service"
#define PROMPT       "org.freedesktop.Secret.Prompt"

/* A prompt on the screen. */
typedef struct
{
  gboolean over;
  gboolean dismissed;
  gboolean vanished;    /* the keyring went away with it */
} QsPrompting;

static void
on_completed_cb (GDBusConnection *connection,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *signal,
                 GVariant        *parameters,
                 gpointer         user_data)
{
  QsPrompting *prompting = user_data;

  prompting->over = TRUE;
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get_child (parameters, 0, "b", &prompting->dismissed);
}

static void
on_vanished_cb (GDBusConnection *connection,
                const char      *name,
                gpointer         user_data)
{
  QsPrompting *prompting = user_data;

  prompting->over = TRUE;
  prompting->vanished = TRUE;
}

static gboolean
begin_prompt (GDBusConnection *connection,
              const char      *path,
              GError         **error)
{
  g_autoptr(GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (connection, SECRETS_NAME, path, PROMPT, "Prompt",
                                       g_variant_new ("(s)", ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                       NULL, error);
  return reply != NULL;
}

/* Shows the prompt and waits for however long the person takes. */
static gboolean
perform_prompt (GDBusConnection *connection,
                const char      *path,
                gboolean        *dismissed,
                GError         **error)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  QsPrompting prompting = { 0 };
  guint completed;
  guint watch;

  g_main_context_push_thread_default (context);
  completed = g_dbus_connection_signal_subscribe (connection, SECRETS_NAME, PROMPT, "Completed",
                                                  path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                  on_completed_cb, &prompting, NULL);
  watch = g_bus_watch_name_on_connection (connection, SECRETS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          NULL, on_vanished_cb, &prompting, NULL);
  if (begin_prompt (connection, path, error))
    while (!prompting.over)
      g_main_context_iteration (context, TRUE);

  g_bus_unwatch_name (watch);
  g_dbus_connection_signal_unsubscribe (connection, completed);
  /* What both had on its way comes to nothing here, and not later. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);

  *dismissed = prompting.dismissed;
  if (prompting.vanished)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The keyring went away");

  return prompting.over && !prompting.vanished;
}

/**
 * qs_keyring_prompt_unlock:
 * @paths: of items or collections
 * @before_prompt: called when a prompt is about to be shown
 * @dismissed: (out): whether the person has dismissed it, so that nothing is unlocked
 *
 * Returns: whether it was done or dismissed; otherwise the error of D-Bus is set.
 */
gboolean
qs_keyring_prompt_unlock (GDBusConnection    *connection,
                          const char * const *paths,
                          QsKeyringPromptFunc before_prompt,
                          gpointer            user_data,
                          gboolean           *dismissed,
                          GError            **error)
{
  g_autoptr(GVariant) reply = NULL;
  g_autofree char *path = NULL;

  *dismissed = FALSE;
  reply = g_dbus_connection_call_sync (connection, SECRETS_NAME, SECRETS_PATH, SERVICE, "Unlock",
                                       g_variant_new ("(^ao)", paths), G_VARIANT_TYPE ("(aoo)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);
  if (reply == NULL)
    return FALSE;

  g_variant_get_child (reply, 1, "o", &path);
  if (g_str_equal (path, "/"))
    return TRUE;

  before_prompt (user_data);
  return perform_prompt (connection, path, dismissed, error);
}
