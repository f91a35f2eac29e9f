#include "qs-resource-commands.h"

#include <glib/gi18n.h>

#include "qs-account.h"
#include "qs-await.h"
#include "qs-delete-resource.h"
#include "qs-display-text.h"
#include "qs-form-dialog.h"
#include "qs-resource-action.h"
#include "qs-resource-follower.h"
#include "qs-resource-forms.h"
#include "qs-resource-tasks.h"
#include "qs-scope.h"
#include "qs-toast.h"

#define TARGET_TYPE "(sss)"

/* A command on its way: what it is about, and the window it was given in. */
typedef struct
{
  GWeakRef    window;
  QsScope    *scope;   /* its own: nothing that closes ends it */
  QsAccount  *account;
  QsResource *resource;
} QsCommand;

static void
free_command (gpointer data)
{
  QsCommand *self = data;

  g_weak_ref_clear (&self->window);
  qs_scope_unref (self->scope);
  g_object_unref (self->account);
  g_clear_object (&self->resource);
  g_free (self);
}

/* As much of a resource as a target holds: enough to name it, and to ask for the rest. */
static QsResource *
read_target (GVariant *target)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (QS_TYPE_RESOURCE_KIND);
  g_autoptr(JsonObject) document = json_object_new ();
  g_autofree char *name_member = NULL;
  g_autofree char *arn_member = NULL;
  const char *kind, *name, *arn, *prefix;
  GEnumValue *value;

  g_variant_get (target, "(&s&s&s)", &kind, &name, &arn);
  value = g_enum_get_value_by_nick (kinds, kind);
  g_return_val_if_fail (value != NULL, NULL);

  prefix = qs_resource_kind_get_prefix (value->value);
  name_member = g_strconcat (prefix, "Name", NULL);
  arn_member = g_strconcat (prefix, "Arn", NULL);
  json_object_set_string_member (document, name_member, name);
  json_object_set_string_member (document, arn_member, arn);
  return qs_resource_new (document, prefix);
}

/* Returns: (nullable): nothing while the account is not open. */
static QsCommand *
begin_command (GtkWidget *window,
               GVariant  *target)
{
  g_autoptr(QsAccount) account = NULL;
  QsCommand *self;

  g_object_get (window, "account", &account, NULL);
  if (account == NULL || qs_account_get_engine (account) == NULL)
    return NULL;

  self = g_new0 (QsCommand, 1);
  g_weak_ref_init (&self->window, window);
  self->scope = qs_scope_new ();
  self->account = g_steal_pointer (&account);
  self->resource = target != NULL ? read_target (target) : NULL;
  return self;
}

static void
on_draft_sent_cb (QsResourceTasks *tasks)
{
  qs_resource_tasks_tell (tasks);
}

static void
present_form (GtkWidget     *window,
              QsAccount     *account,
              QsResourceKind kind,
              QsResource    *original)
{
  AdwDialog *dialog = qs_resource_forms_make (kind, account, original);

  g_signal_connect_object (qs_form_dialog_get_draft (QS_FORM_DIALOG (dialog)), "sent",
                           G_CALLBACK (on_draft_sent_cb),
                           qs_resource_tasks_get (qs_account_get_engine (account)),
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, window);
}

static void
create_action (GtkWidget  *window,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (QS_TYPE_RESOURCE_KIND);
  GEnumValue *kind = g_enum_get_value_by_nick (kinds, action_name + strlen ("win.create-"));
  g_autoptr(QsAccount) account = NULL;

  g_object_get (window, "account", &account, NULL);
  if (account != NULL && qs_account_get_engine (account) != NULL &&
      qs_resource_forms_has (kind->value))
    present_form (window, account, kind->value, NULL);
}

/* A form begins with what is there now, not with what a list has said some time ago. */
static DexFuture *
edit_fiber (gpointer data)
{
  QsCommand *self = data;
  QsResourceKind kind = qs_resource_get_kind (self->resource);
  g_autoptr(QsResourceFollower) follower =
    qs_resource_follower_new (qs_account_get_engine (self->account),
                              qs_account_get_clock (self->account), kind,
                              qs_resource_get_arn (self->resource));
  g_autoptr(GtkWidget) window = NULL;

  qs_await (qs_resource_follower_look (follower), NULL);
  if ((window = g_weak_ref_get (&self->window)) == NULL)
    return dex_future_new_true ();

  if (qs_resource_follower_get_error (follower) != NULL)
    qs_toast_show_error (window, qs_resource_follower_get_error (follower));
  else if (qs_resource_follower_get_gone (follower))
    qs_toast_show (window, _("It has been deleted meanwhile"));
  else
    present_form (window, self->account, kind, qs_resource_follower_get_resource (follower));

  return dex_future_new_true ();
}

static void
edit_action (GtkWidget  *window,
             const char *action_name,
             GVariant   *parameter)
{
  QsCommand *command = begin_command (window, parameter);

  if (command != NULL)
    qs_scope_spawn (command->scope, edit_fiber, command, free_command);
}

static void
tell_switched (QsCommand *self,
               gboolean   enabled)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  g_autoptr(GVariant) target = g_variant_ref_sink (qs_resource_commands_target (self->resource));
  g_autofree char *name = qs_display_line (qs_resource_get_name (self->resource), -1);
  g_autofree char *text = g_strdup_printf (enabled ? _("“%s” is enabled") : _("“%s” is disabled"),
                                           name);
  g_autofree char *undo = g_action_print_detailed_name (enabled ? "win.disable-resource"
                                                                : "win.enable-resource", target);

  if (window != NULL)
    qs_toast_show_with_action (window, text, _("_Undo"), undo);
}

/* What fails is told where tasks are listed; a toast would be gone before it was read. */
static void
on_switch_done_cb (QsResourceAction *action,
                   GParamSpec       *pspec,
                   QsCommand        *command)
{
  tell_switched (command, qs_resource_action_get_change (action) == QS_RESOURCE_CHANGE_ENABLE);
}

static void
free_command_closure (gpointer  command,
                      GClosure *closure)
{
  free_command (command);
}

static void
switch_action (GtkWidget  *window,
               const char *action_name,
               GVariant   *parameter)
{
  gboolean enable = g_str_equal (action_name, "win.enable-resource");
  QsCommand *command = begin_command (window, parameter);
  g_autoptr(QsResourceAction) action = NULL;
  QsEngine *engine;

  if (command == NULL)
    return;

  engine = qs_account_get_engine (command->account);
  action = qs_resource_action_new (engine, qs_account_get_clock (command->account),
                                   qs_resource_get_kind (command->resource), command->resource,
                                   enable ? QS_RESOURCE_CHANGE_ENABLE : QS_RESOURCE_CHANGE_DISABLE,
                                   NULL);
  g_signal_connect_data (action, "notify::done", G_CALLBACK (on_switch_done_cb), command,
                         free_command_closure, G_CONNECT_DEFAULT);
  qs_resource_tasks_start (qs_resource_tasks_get (engine), action);
}

static void
delete_action (GtkWidget  *window,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(QsResource) resource = read_target (parameter);

  g_object_get (window, "account", &account, NULL);
  if (account != NULL && qs_account_get_engine (account) != NULL && resource != NULL)
    qs_delete_resource_ask (window, account, resource);
}

void
qs_resource_commands_install (GtkWidgetClass *window_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (window_class));

  gtk_widget_class_install_action (window_class, "win.create-definition", NULL, create_action);
  gtk_widget_class_install_action (window_class, "win.create-queue", NULL, create_action);
  gtk_widget_class_install_action (window_class, "win.create-environment", NULL, create_action);
  gtk_widget_class_install_action (window_class, "win.edit-resource", TARGET_TYPE, edit_action);
  gtk_widget_class_install_action (window_class, "win.enable-resource", TARGET_TYPE,
                                   switch_action);
  gtk_widget_class_install_action (window_class, "win.disable-resource", TARGET_TYPE,
                                   switch_action);
  gtk_widget_class_install_action (window_class, "win.delete-resource", TARGET_TYPE,
                                   delete_action);
}

/* Returns: (transfer floating): the target of an action on @resource: kind, name, ARN. */
GVariant *
qs_resource_commands_target (QsResource *resource)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (QS_TYPE_RESOURCE_KIND);

  g_return_val_if_fail (QS_IS_RESOURCE (resource), NULL);

  return g_variant_new (TARGET_TYPE,
                        g_enum_get_value (kinds, qs_resource_get_kind (resource))->value_nick,
                        qs_resource_get_title (resource), qs_resource_get_arn (resource));
}
