#include "qs-invocation.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-local-account.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

struct _QsInvocation
{
  GObject     parent_instance;

  QsConsole  *console;
  char       *folder;
  char      **arguments;
  QsAccounts *accounts;
  char       *account_name;   /* NULL: this computer */
  QsClock    *clock;
  QsScope    *scope;
};

G_DEFINE_FINAL_TYPE (QsInvocation, qs_invocation, G_TYPE_OBJECT)

enum
{
  INTERRUPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The accounts that are called @name, or have it as their id. */
static GPtrArray *
list_called (QsAccounts *accounts,
             const char *name)
{
  GPtrArray *called = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      if (g_str_equal (qs_account_get_id (account), name) ||
          g_str_equal (qs_account_get_name (account), name))
        g_ptr_array_add (called, g_steal_pointer (&account));
    }

  return called;
}

static char *
dup_names (QsAccounts *accounts)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      g_autofree char *name = qs_display_line (qs_account_get_name (account), -1);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", name);
    }

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static char *
dup_ids (GPtrArray *accounts)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < accounts->len; i++)
    g_strv_builder_add (ids, qs_account_get_id (g_ptr_array_index (accounts, i)));

  list = g_strv_builder_end (ids);
  return g_strjoinv (", ", list);
}

/* Returns: (transfer full): the account that the command is about. */
static QsAccount *
find_account (QsInvocation *self,
              GError      **error)
{
  g_autoptr(GPtrArray) called = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *others = NULL;

  if (self->account_name == NULL)
    return g_object_ref (qs_accounts_get_local (self->accounts));

  called = list_called (self->accounts, self->account_name);
  if (called->len == 1)
    return g_object_ref (g_ptr_array_index (called, 0));

  shown = qs_display_line (self->account_name, -1);
  others = called->len == 0 ? dup_names (self->accounts) : dup_ids (called);
  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               called->len == 0 ? _("there is no account “%s”; there are %s")
                                : _("more than one account is called “%s”; name one by its id: %s"),
               shown, others);
  return NULL;
}

static DexFuture *
open_account_fiber (gpointer data)
{
  QsInvocation *self = data;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  if (self->accounts == NULL)
    self->accounts = qs_await_object (qs_accounts_open (NULL, NULL, self->clock), &error);
  if (self->accounts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  account = find_account (self, &error);
  if (account == NULL || !qs_await (qs_account_open (account), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&account));
}

static DexFuture *
open_reader_fiber (gpointer data)
{
  QsInvocation *self = data;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;

  account = qs_await_object (qs_invocation_open_account (self), &error);
  if (account != NULL)
    return dex_future_new_for_object (qs_account_get_engine (account));

  if (self->account_name != NULL ||
      !g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE))
    return dex_future_new_for_error (g_steal_pointer (&error));

  folder = qs_accounts_dup_folder ();
  return qs_local_account_open_observer (folder, self->clock);
}

static void
qs_invocation_finalize (GObject *object)
{
  QsInvocation *self = QS_INVOCATION (object);

  qs_scope_unref (self->scope);
  g_clear_object (&self->console);
  g_clear_object (&self->accounts);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->account_name, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->arguments, g_strfreev);

  G_OBJECT_CLASS (qs_invocation_parent_class)->finalize (object);
}

static void
qs_invocation_class_init (QsInvocationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_invocation_finalize;

  signals[INTERRUPTED] = g_signal_new ("interrupted", QS_TYPE_INVOCATION, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qs_invocation_init (QsInvocation *self)
{
  self->clock = qs_clock_new ();
  self->scope = qs_scope_new ();
}

/**
 * qs_invocation_new:
 * @folder: where the command was typed; relative paths start there
 * @arguments: the command and what follows it, without the program's name
 * @accounts: (nullable): accounts that are open already
 *
 * Returns: (transfer full): an invocation of which nothing has been done.
 */
QsInvocation *
qs_invocation_new (QsConsole          *console,
                   const char         *folder,
                   const char * const *arguments,
                   QsAccounts         *accounts)
{
  QsInvocation *self;

  g_return_val_if_fail (QS_IS_CONSOLE (console), NULL);
  g_return_val_if_fail (folder != NULL && arguments != NULL, NULL);

  self = g_object_new (QS_TYPE_INVOCATION, NULL);
  self->console = g_object_ref (console);
  self->folder = g_strdup (folder);
  self->arguments = g_strdupv ((char **) arguments);
  self->accounts = accounts != NULL ? g_object_ref (accounts) : NULL;
  return self;
}

QsConsole *
qs_invocation_get_console (QsInvocation *self)
{
  g_return_val_if_fail (QS_IS_INVOCATION (self), NULL);

  return self->console;
}

QsClock *
qs_invocation_get_clock (QsInvocation *self)
{
  g_return_val_if_fail (QS_IS_INVOCATION (self), NULL);

  return self->clock;
}

/**
 * qs_invocation_parse:
 * @usage: what follows the command's name in its usage line
 * @summary: what the command does, a sentence or more
 * @entries: its options beside --help
 * @arguments: (out) (transfer full): what is left when the options are taken out
 * @exit_code: (out): what to exit with when the answer is %FALSE
 *
 * Reads the options, and answers --help and mistakes itself.
 *
 * Returns: whether there is something left to do.
 */
gboolean
qs_invocation_parse (QsInvocation       *self,
                     const char         *usage,
                     const char         *summary,
                     const GOptionEntry *entries,
                     char             ***arguments,
                     int                *exit_code)
{
  g_autoptr(GOptionContext) context = g_option_context_new (usage);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("quayside %s", self->arguments[0]);
  g_auto(GStrv) rest = g_strdupv (self->arguments);
  gboolean help = FALSE;
  const GOptionEntry help_entries[] = {
    { "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL }
  };

  /* GLib's own --help would end the program, which may be the window. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  g_set_str (&rest[0], name);
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      qs_console_print_error (self->console, _("%s (see %s --help)"), error->message, name);
      *exit_code = 2;
      return FALSE;
    }

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      qs_console_print (self->console, "%s", text);
      *exit_code = 0;
      return FALSE;
    }

  /* GLib leaves in what ends the options when something like an option follows. */
  *arguments = g_strdupv (rest + (g_strcmp0 (rest[1], "--") == 0 ? 2 : 1));
  return TRUE;
}

/**
 * qs_invocation_resolve:
 *
 * Returns: (transfer full): the file called @path where the command was typed.
 */
GFile *
qs_invocation_resolve (QsInvocation *self,
                       const char   *path)
{
  g_return_val_if_fail (QS_IS_INVOCATION (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return g_file_new_for_commandline_arg_and_cwd (path, self->folder);
}

/**
 * qs_invocation_set_account_name:
 * @name: (nullable): an account's name or id; %NULL is this computer
 *
 * Says which account is opened by the functions below.
 */
void
qs_invocation_set_account_name (QsInvocation *self,
                                const char   *name)
{
  g_return_if_fail (QS_IS_INVOCATION (self));

  g_set_str (&self->account_name, name);
}

/**
 * qs_invocation_open_account:
 *
 * Returns: (transfer full): a future of the #QsAccount to work on, ready.
 */
DexFuture *
qs_invocation_open_account (QsInvocation *self)
{
  g_return_val_if_fail (QS_IS_INVOCATION (self), NULL);

  return qs_scope_run (self->scope, open_account_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_invocation_open_reader:
 *
 * Returns: (transfer full): a future of a #QsEngine to read from; where another program holds the
 *   engine, one that only reads.
 */
DexFuture *
qs_invocation_open_reader (QsInvocation *self)
{
  g_return_val_if_fail (QS_IS_INVOCATION (self), NULL);

  return qs_scope_run (self->scope, open_reader_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_invocation_interrupt:
 *
 * Tells the command that it should come to an end.
 */
void
qs_invocation_interrupt (QsInvocation *self)
{
  g_return_if_fail (QS_IS_INVOCATION (self));

  g_signal_emit (self, signals[INTERRUPTED], 0);
}
