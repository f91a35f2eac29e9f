#include "qs-resource-menu.h"

#include <glib/gi18n.h>

#include "qs-resource-commands.h"
#include "qs-resource-forms.h"
#include "qs-resource.h"

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        QsResource *resource)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, qs_resource_commands_target (resource));
  g_menu_append_item (menu, item);
}

static void
append_submit (GMenu      *menu,
               QsResource *resource)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (_("_Submit Job…"), NULL);

  g_menu_item_set_action_and_target (item, "win.submit-definition", "s",
                                     qs_resource_get_title (resource));
  g_menu_append_item (menu, item);
}

static void
append_work (GMenu      *menu,
             QsResource *resource)
{
  gboolean definition = qs_resource_get_kind (resource) == QS_RESOURCE_DEFINITION;
  g_autoptr(GMenu) section = g_menu_new ();

  if (definition && qs_resource_is_usable (resource))
    append_submit (section, resource);
  if (qs_resource_forms_has (qs_resource_get_kind (resource)))
    append (section, definition ? _("_New Revision…") : _("_Edit…"), "win.edit-resource",
            resource);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_state (GMenu      *menu,
              QsResource *resource)
{
  const char *state = qs_resource_get_state (resource);
  g_autoptr(GMenu) section = g_menu_new ();

  if (g_str_equal (state, "DISABLED"))
    append (section, _("E_nable"), "win.enable-resource", resource);
  if (g_str_equal (state, "ENABLED"))
    append (section, _("Dis_able"), "win.disable-resource", resource);

  if (qs_resource_get_kind (resource) != QS_RESOURCE_DEFINITION)
    append (section, _("_Delete…"), "win.delete-resource", resource);
  else if (!g_str_equal (qs_resource_get_status (resource), "INACTIVE"))
    append (section, _("_Deregister…"), "win.delete-resource", resource);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Closure */
static GMenuModel *
resource_menu (gpointer    object,
               QsResource *resource)
{
  GMenu *menu = g_menu_new ();

  if (resource != NULL)
    {
      append_work (menu, resource);
      append_state (menu, resource);
    }

  return G_MENU_MODEL (menu);
}

/* Closure */
static char *
resource_menu_label (gpointer    object,
                     const char *title)
{
  return g_strdup_printf (_("Menu of %s"), title != NULL ? title : "");
}

void
qs_resource_menu_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, resource_menu);
  gtk_widget_class_bind_template_callback (widget_class, resource_menu_label);
}
