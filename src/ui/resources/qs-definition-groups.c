#include "qs-definition-groups.h"

#include <glib/gi18n.h>

#include "qs-definition-facts.h"
#include "qs-fact-list.h"
#include "qs-revisions.h"

static GtkWidget *
make_warning (const char *words)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
make_containers (QsDefinitionFacts *facts)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = g_object_new (QS_TYPE_FACT_LIST,
                                  "title", _("Containers"),
                                  "model", qs_definition_facts_get_parts (facts),
                                  NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  return group;
}

static GtkWidget *
make_revisions (QsAccount  *account,
                QsResource *definition)
{
  g_autoptr(QsResourceList) list = qs_resource_list_new (qs_account_get_engine (account),
                                                         QS_RESOURCE_DEFINITION);

  qs_resource_list_refresh (list);
  return g_object_new (QS_TYPE_REVISIONS, "definition", definition, "list", list, NULL);
}

/**
 * qs_definition_groups_new:
 * @account: one with an open engine
 *
 * Returns: (transfer full) (element-type AdwPreferencesGroup): floating groups, in their order.
 */
GPtrArray *
qs_definition_groups_new (QsAccount  *account,
                          QsResource *definition)
{
  gboolean here = qs_account_get_kind (account) == QS_ACCOUNT_KIND_LOCAL;
  g_autoptr(QsDefinitionFacts) facts = qs_definition_facts_new (here);
  GPtrArray *groups = g_ptr_array_new ();

  g_return_val_if_fail (QS_IS_ACCOUNT (account) && QS_IS_RESOURCE (definition), groups);

  qs_record_read (QS_RECORD (facts), qs_resource_get_document (definition));
  if (qs_definition_facts_get_warning (facts) != NULL)
    g_ptr_array_add (groups, make_warning (qs_definition_facts_get_warning (facts)));
  if (qs_definition_facts_get_has_parts (facts))
    g_ptr_array_add (groups, make_containers (facts));
  g_ptr_array_add (groups, make_revisions (account, definition));
  return groups;
}
