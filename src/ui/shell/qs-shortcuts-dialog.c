#include "qs-shortcuts-dialog.h"

#include "qs-shortcut-row.h"
#include "qs-ui-resources.h"

struct _QsShortcutsDialog
{
  AdwPreferencesDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (QsShortcutsDialog, qs_shortcuts_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
qs_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (qs_shortcuts_dialog_parent_class)->dispose (object);
}

static void
qs_shortcuts_dialog_class_init (QsShortcutsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_shortcuts_dialog_dispose;

  g_type_ensure (QS_TYPE_SHORTCUT_ROW);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "shell/qs-shortcuts-dialog.ui");
}

static void
qs_shortcuts_dialog_init (QsShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
qs_shortcuts_dialog_new (void)
{
  return g_object_new (QS_TYPE_SHORTCUTS_DIALOG, NULL);
}
