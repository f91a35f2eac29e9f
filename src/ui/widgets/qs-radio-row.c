#include "qs-radio-row.h"

#include "qs-display-text.h"
#include "qs-ui-resources.h"

struct _QsRadioRow
{
  QsFieldRow      parent_instance;

  GtkBox         *group;
  GtkCheckButton *first;
  GtkWidget      *unlisted;   /* nullable: for a value that no choice has */
};

static GtkBuildableIface *parent_buildable;

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsRadioRow, qs_radio_row, QS_TYPE_FIELD_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

static const char *
get_button_value (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "value");
}

/* What the document says, or else what then holds. */
static char *
dup_present (QsRadioRow *self)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  JsonNode *value = qs_field_row_get_value (row);

  return qs_field_row_print (value != NULL ? value : qs_field_row_get_default (row));
}

static void
on_button_toggled_cb (QsRadioRow     *self,
                      GtkCheckButton *button)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  const char *chosen = get_button_value (GTK_WIDGET (button));
  g_autofree char *fallback = qs_field_row_print (qs_field_row_get_default (row));
  g_autoptr(JsonNode) value = NULL;

  if (!gtk_check_button_get_active (button))
    return;

  if (!g_str_equal (chosen, fallback))
    value = json_node_init_string (json_node_alloc (), chosen);
  qs_field_row_choose (row, value);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }

  return label;
}

static GtkWidget *
make_button (QsRadioRow *self,
             const char *value,
             const char *title,
             const char *help)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_start (words, 6);
  gtk_box_append (GTK_BOX (words), make_label (title, NULL));
  if (help != NULL)
    gtk_box_append (GTK_BOX (words), make_label (help, "caption"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help != NULL ? help : "",
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_button_toggled_cb), self,
                           G_CONNECT_SWAPPED);

  if (self->first == NULL)
    self->first = GTK_CHECK_BUTTON (button);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->first);
  gtk_box_append (self->group, button);
  return button;
}

static void
qs_radio_row_add_child (GtkBuildable *buildable,
                        GtkBuilder   *builder,
                        GObject      *child,
                        const char   *type)
{
  if (QS_IS_RADIO_CHOICE (child))
    {
      QsRadioChoice *choice = QS_RADIO_CHOICE (child);

      make_button (QS_RADIO_ROW (buildable), qs_radio_choice_get_value (choice),
                   qs_radio_choice_get_title (choice), qs_radio_choice_get_help (choice));
    }
  else
    {
      parent_buildable->add_child (buildable, builder, child, type);
    }
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = qs_radio_row_add_child;
}

static GtkWidget *
find_button (QsRadioRow *self,
             const char *value)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->group)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (get_button_value (child), value))
      return child;

  return NULL;
}

static void
drop_unlisted (QsRadioRow *self)
{
  if (self->unlisted == NULL)
    return;

  if (GTK_CHECK_BUTTON (self->unlisted) == self->first)
    self->first = NULL;
  gtk_box_remove (self->group, self->unlisted);
  self->unlisted = NULL;
}

static void
qs_radio_row_sync (QsFieldRow *row)
{
  QsRadioRow *self = QS_RADIO_ROW (row);
  g_autofree char *present = dup_present (self);
  GtkWidget *button;

  if (self->unlisted != NULL && !g_str_equal (get_button_value (self->unlisted), present))
    drop_unlisted (self);

  button = find_button (self, present);
  if (button == NULL && *present != '\0')
    {
      g_autofree char *shown = qs_display_text (present, -1);

      button = self->unlisted = make_button (self, present, shown, NULL);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->group)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), child == button);
}

/* The one that is chosen has the focus, as the arrows go on from there. */
static gboolean
qs_radio_row_grab_focus (GtkWidget *widget)
{
  QsRadioRow *self = QS_RADIO_ROW (widget);
  g_autofree char *present = dup_present (self);
  GtkWidget *button = find_button (self, present);

  if (button == NULL)
    button = GTK_WIDGET (self->first);

  return button != NULL && gtk_widget_grab_focus (button);
}

static void
qs_radio_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_RADIO_ROW);

  G_OBJECT_CLASS (qs_radio_row_parent_class)->dispose (object);
}

static void
qs_radio_row_class_init (QsRadioRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_radio_row_dispose;
  widget_class->grab_focus = qs_radio_row_grab_focus;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_radio_row_sync;

  g_type_ensure (QS_TYPE_RADIO_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-radio-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsRadioRow, group);
}

static void
qs_radio_row_init (QsRadioRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->group));
}
