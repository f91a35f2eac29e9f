#include "qs-revisions.h"

#include <glib/gi18n.h>

#include "qs-difference-dialog.h"
#include "qs-display-text.h"
#include "qs-resource-words.h"
#include "qs-ui-resources.h"

struct _QsRevisions
{
  AdwPreferencesGroup parent_instance;

  QsResource         *definition;
  QsResourceList     *list;

  GListModel         *revisions;
  GtkListBox         *list_box;
};

G_DEFINE_FINAL_TYPE (QsRevisions, qs_revisions, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_DEFINITION = 1,
  PROP_LIST,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Closure */
static gboolean
has_some (QsRevisions *self,
          guint        n_items)
{
  return n_items > 0;
}

static gboolean
is_self (QsRevisions *self,
         QsResource  *revision)
{
  return self->definition != NULL &&
         g_str_equal (qs_resource_get_arn (revision), qs_resource_get_arn (self->definition));
}

/* The older of the two is what was. */
static void
on_compare_clicked_cb (GtkButton  *button,
                       QsResource *other)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (button), QS_TYPE_REVISIONS);
  QsRevisions *self = QS_REVISIONS (group);
  g_autoptr(QsResource) own = NULL;
  gboolean older;
  AdwDialog *dialog;

  for (guint i = 0; i < g_list_model_get_n_items (self->revisions) && own == NULL; i++)
    {
      g_autoptr(QsResource) revision = g_list_model_get_item (self->revisions, i);

      if (is_self (self, revision))
        own = g_steal_pointer (&revision);
    }
  g_return_if_fail (own != NULL);

  older = qs_resource_get_revision (other) < qs_resource_get_revision (own);
  dialog = qs_difference_dialog_new (self->revisions, older ? other : own, older ? own : other);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static GtkWidget *
make_compare_button (QsResource *revision)
{
  GtkWidget *button = gtk_button_new_with_label (_("Compare"));
  g_autofree char *title = qs_display_text (qs_resource_get_title (revision), -1);
  g_autofree char *name = g_strdup_printf (_("Compare with %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_compare_clicked_cb), revision, 0);
  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  QsRevisions *self = user_data;
  QsResource *revision = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = qs_display_text (qs_resource_get_title (revision), -1);
  g_autofree char *status = qs_resource_words_status (qs_resource_get_state (revision),
                                                      qs_resource_get_status (revision));
  g_autofree char *own = g_strdup_printf (C_("a revision's status", "%s, shown here"), status);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_self (self, revision) ? own : status);
  if (!is_self (self, revision))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_compare_button (revision));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    }

  return row;
}

static void
on_row_activated_cb (QsRevisions   *self,
                     GtkListBoxRow *row)
{
  g_autoptr(QsResource) revision = g_list_model_get_item (self->revisions,
                                                          gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[ACTIVATED], 0, revision);
}

static void
qs_revisions_constructed (GObject *object)
{
  QsRevisions *self = QS_REVISIONS (object);

  G_OBJECT_CLASS (qs_revisions_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list_box, self->revisions, make_row, self, NULL);
}

static void
qs_revisions_dispose (GObject *object)
{
  QsRevisions *self = QS_REVISIONS (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_REVISIONS);
  g_clear_object (&self->definition);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (qs_revisions_parent_class)->dispose (object);
}

static void
qs_revisions_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsRevisions *self = QS_REVISIONS (object);

  if (prop_id == PROP_DEFINITION)
    g_value_set_object (value, self->definition);
  else
    g_value_set_object (value, self->list);
}

static void
qs_revisions_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsRevisions *self = QS_REVISIONS (object);
  gboolean changed;

  if (prop_id == PROP_DEFINITION)
    changed = g_set_object (&self->definition, g_value_get_object (value));
  else
    changed = g_set_object (&self->list, g_value_get_object (value));

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_revisions_class_init (QsRevisionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = qs_revisions_constructed;
  object_class->dispose = qs_revisions_dispose;
  object_class->get_property = qs_revisions_get_property;
  object_class->set_property = qs_revisions_set_property;

  properties[PROP_DEFINITION] =
    g_param_spec_object ("definition", NULL, NULL, QS_TYPE_RESOURCE, flags);
  properties[PROP_LIST] =
    g_param_spec_object ("list", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", QS_TYPE_REVISIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, QS_TYPE_RESOURCE);

  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "resources/qs-revisions.ui");
  gtk_widget_class_bind_template_child (widget_class, QsRevisions, revisions);
  gtk_widget_class_bind_template_child (widget_class, QsRevisions, list_box);
  gtk_widget_class_bind_template_callback (widget_class, has_some);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
qs_revisions_init (QsRevisions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
