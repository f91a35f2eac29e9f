#include "qs-resource-detail-page.h"

#include <glib/gi18n.h>

#include "qs-command-line.h"
#include "qs-definition-groups.h"
#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-resource-commands.h"
#include "qs-resource-follower.h"
#include "qs-resource-menu.h"
#include "qs-resource-words.h"
#include "qs-revisions.h"
#include "qs-task-row.h"
#include "qs-ui-resources.h"

struct _QsResourceDetailPage
{
  AdwNavigationPage    parent_instance;

  QsAccount           *account;
  QsResource          *resource;
  QsResourceFollower  *follower;
  GPtrArray           *groups;    /* those that say what the resource is, owned by the page */
  AdwPreferencesGroup *facts;     /* the first of them */

  GtkListBox          *tasks;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *json_group;
  GtkLabel            *json;
};

G_DEFINE_FINAL_TYPE (QsResourceDetailPage, qs_resource_detail_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_ACCOUNT = 1,
  PROP_RESOURCE,
  PROP_GONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void show_value (AdwPreferencesGroup *group,
                        const char          *title,
                        JsonNode            *value);

static char *
print_words (JsonArray *array)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element) || JSON_NODE_HOLDS_ARRAY (element))
        return NULL;
      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
      else
        g_strv_builder_take (builder, qs_json_print (element, FALSE));
    }

  words = g_strv_builder_end (builder);
  return qs_command_line_join ((const char * const *) words);
}

static char *
print_value (JsonNode *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    return print_words (json_node_get_array (value));
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? _("Yes") : _("No"));

  return qs_json_print (value, FALSE);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *text)
{
  g_autofree char *shown = qs_display_text (text, -1);
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
}

static char *
join_titles (const char *one,
             const char *other)
{
  return *one == '\0' ? g_strdup (other) : g_strdup_printf ("%s › %s", one, other);
}

static void
show_object (AdwPreferencesGroup *group,
             const char          *title,
             JsonObject          *object)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      g_autofree char *words = qs_resource_words_member (member);
      g_autofree char *joined = join_titles (title, words);

      show_value (group, joined, value);
    }
}

static void
show_records (AdwPreferencesGroup *group,
              const char          *title,
              JsonArray           *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *joined = join_titles (title, number);

      show_value (group, joined, json_array_get_element (array, i));
    }
}

static void
show_value (AdwPreferencesGroup *group,
            const char          *title,
            JsonNode            *value)
{
  g_autofree char *text = NULL;

  if (qs_json_edit_is_absent (value))
    return;

  if (JSON_NODE_HOLDS_OBJECT (value))
    show_object (group, title, json_node_get_object (value));
  else if ((text = print_value (value)) != NULL)
    add_row (group, title, text);
  else
    show_records (group, title, json_node_get_array (value));
}

static void
add_group (QsResourceDetailPage *self,
           AdwPreferencesGroup  *group)
{
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);
}

static void
clear_groups (QsResourceDetailPage *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
}

static void
on_revision_activated_cb (QsResourceDetailPage *self,
                          QsResource           *revision)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              qs_resource_detail_page_new (self->account, revision));
}

static void
add_definition_groups (QsResourceDetailPage *self)
{
  g_autoptr(GPtrArray) groups = qs_definition_groups_new (self->account, self->resource);

  for (guint i = 0; i < groups->len; i++)
    {
      add_group (self, groups->pdata[i]);
      if (QS_IS_REVISIONS (groups->pdata[i]))
        g_signal_connect_object (groups->pdata[i], "activated",
                                 G_CALLBACK (on_revision_activated_cb), self, G_CONNECT_SWAPPED);
    }
}

/* Members that hold members get a heading of their own, the others stand on top. */
static void
show_document (QsResourceDetailPage *self)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  self->facts = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  add_group (self, self->facts);
  if (qs_resource_get_kind (self->resource) == QS_RESOURCE_DEFINITION)
    add_definition_groups (self);
  json_object_iter_init_ordered (&iter, qs_resource_get_document (self->resource));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      g_autofree char *words = qs_resource_words_member (member);
      GtkWidget *group;

      /* The first row says these two in words. */
      if (qs_json_edit_is_absent (value) || g_str_equal (member, "status") ||
          g_str_equal (member, "state"))
        continue;
      if (!JSON_NODE_HOLDS_OBJECT (value))
        {
          show_value (self->facts, words, value);
          continue;
        }

      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), words);
      show_object (ADW_PREFERENCES_GROUP (group), "", json_node_get_object (value));
      add_group (self, ADW_PREFERENCES_GROUP (group));
    }

  /* The document as it is stands last. */
  g_object_ref (self->json_group);
  adw_preferences_page_remove (self->page, self->json_group);
  adw_preferences_page_add (self->page, self->json_group);
  g_object_unref (self->json_group);
}

static void
show_json (QsResourceDetailPage *self)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (),
                                                    qs_resource_get_document (self->resource));
  g_autofree char *text = qs_json_print (node, TRUE);
  g_autofree char *shown = qs_display_text (text, -1);

  gtk_label_set_text (self->json, shown);
}

static void
on_copy_clicked_cb (QsResourceDetailPage *self)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (),
                                                    qs_resource_get_document (self->resource));
  g_autofree char *text = qs_json_print (node, TRUE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static gboolean
can_submit (QsResourceDetailPage *self,
            gint64                revision,
            gboolean              usable)
{
  return revision > 0 && usable;
}

static void
submit_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (widget);

  gtk_widget_activate_action (widget, "win.submit-definition", "s",
                              qs_resource_get_title (self->resource));
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (widget);
  g_autoptr(GVariant) target = g_variant_ref_sink (qs_resource_commands_target (self->resource));

  gtk_widget_activate_action_variant (widget, "win.edit-resource", target);
}

static void
show_resource (QsResourceDetailPage *self,
               QsResource           *resource)
{
  g_set_object (&self->resource, resource);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESOURCE]);
  clear_groups (self);
  show_document (self);
  show_json (self);
}

static void
on_follower_resource_cb (QsResourceDetailPage *self)
{
  QsResource *resource = qs_resource_follower_get_resource (self->follower);

  if (resource != NULL && !qs_resource_equal (resource, self->resource))
    show_resource (self, resource);
}

static void
on_follower_gone_cb (QsResourceDetailPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GONE]);
}

/* What keeps it from being followed is told by whatever is done next. */
static void
follow (QsResourceDetailPage *self)
{
  dex_future_disown (qs_resource_follower_await (self->follower, QS_RESOURCE_SETTLED));
}

static void
begin_following (QsResourceDetailPage *self)
{
  QsEngine *engine = qs_account_get_engine (self->account);
  QsResourceTasks *tasks = qs_resource_tasks_get (engine);

  qs_task_row_fill (self->tasks, tasks);
  g_signal_connect_object (tasks, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);

  self->follower = qs_resource_follower_new (engine, qs_account_get_clock (self->account),
                                             qs_resource_get_kind (self->resource),
                                             qs_resource_get_arn (self->resource));
  g_signal_connect_object (self->follower, "notify::resource",
                           G_CALLBACK (on_follower_resource_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "notify::gone", G_CALLBACK (on_follower_gone_cb), self,
                           G_CONNECT_SWAPPED);
  follow (self);
}

static void
qs_resource_detail_page_constructed (GObject *object)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (object);
  g_autofree char *title = qs_display_text (qs_resource_get_title (self->resource), -1);

  G_OBJECT_CLASS (qs_resource_detail_page_parent_class)->constructed (object);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  show_document (self);
  show_json (self);
  begin_following (self);
}

static void
qs_resource_detail_page_dispose (GObject *object)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (object);

  if (self->follower != NULL)
    qs_resource_follower_stop (self->follower);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_RESOURCE_DETAIL_PAGE);
  g_clear_object (&self->follower);
  g_clear_object (&self->resource);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_resource_detail_page_parent_class)->dispose (object);
}

static void
qs_resource_detail_page_finalize (GObject *object)
{
  g_ptr_array_unref (QS_RESOURCE_DETAIL_PAGE (object)->groups);

  G_OBJECT_CLASS (qs_resource_detail_page_parent_class)->finalize (object);
}

static void
qs_resource_detail_page_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_RESOURCE:
      g_value_set_object (value, self->resource);
      break;
    case PROP_GONE:
      g_value_set_boolean (value, self->follower != NULL &&
                           qs_resource_follower_get_gone (self->follower));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_detail_page_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  QsResourceDetailPage *self = QS_RESOURCE_DETAIL_PAGE (object);

  if (prop_id == PROP_ACCOUNT)
    self->account = g_value_dup_object (value);
  else
    self->resource = g_value_dup_object (value);
}

static void
qs_resource_detail_page_class_init (QsResourceDetailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags construct = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  object_class->constructed = qs_resource_detail_page_constructed;
  object_class->dispose = qs_resource_detail_page_dispose;
  object_class->finalize = qs_resource_detail_page_finalize;
  object_class->get_property = qs_resource_detail_page_get_property;
  object_class->set_property = qs_resource_detail_page_set_property;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, construct);
  properties[PROP_RESOURCE] =
    g_param_spec_object ("resource", NULL, NULL, QS_TYPE_RESOURCE, construct);
  properties[PROP_GONE] =
    g_param_spec_boolean ("gone", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "resource.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "resource.edit", NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "resource.edit",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH
                                               "resources/qs-resource-detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QsResourceDetailPage, page);
  gtk_widget_class_bind_template_child (widget_class, QsResourceDetailPage, tasks);
  gtk_widget_class_bind_template_child (widget_class, QsResourceDetailPage, json_group);
  gtk_widget_class_bind_template_child (widget_class, QsResourceDetailPage, json);
  gtk_widget_class_bind_template_callback (widget_class, can_submit);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  qs_format_closures_bind (widget_class);
  qs_resource_menu_bind (widget_class);
  qs_resource_words_bind (widget_class);
}

static void
qs_resource_detail_page_init (QsResourceDetailPage *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
qs_resource_detail_page_new (QsAccount  *account,
                             QsResource *resource)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account) && QS_IS_RESOURCE (resource), NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);

  return g_object_new (QS_TYPE_RESOURCE_DETAIL_PAGE,
                       "account", account,
                       "resource", resource,
                       NULL);
}
