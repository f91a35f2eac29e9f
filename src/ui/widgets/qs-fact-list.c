#include "qs-fact-list.h"

#include "qs-display-text.h"
#include "qs-named-value.h"
#include "qs-ui-resources.h"

struct _QsFactList
{
  AdwBin      parent_instance;

  char       *title;
  GListStore *model;

  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (QsFactList, qs_fact_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_MODEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
show_name (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  g_value_take_string (to, qs_display_text (g_value_get_string (from), -1));
  return TRUE;
}

static gboolean
show_value (GBinding     *binding,
            const GValue *from,
            GValue       *to,
            gpointer      user_data)
{
  g_autoptr(QsNamedValue) fact = QS_NAMED_VALUE (g_binding_dup_source (binding));
  g_autofree char *value = qs_display_text (g_value_get_string (from), -1);
  const char *note = qs_named_value_get_note (fact);

  if (note == NULL)
    g_value_set_string (to, value);
  else
    g_value_take_string (to, g_strdup_printf ("%s (%s)", value, note));

  return TRUE;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  g_object_bind_property_full (item, "name", row, "title", G_BINDING_SYNC_CREATE, show_name, NULL,
                               NULL, NULL);
  g_object_bind_property_full (item, "value", row, "subtitle", G_BINDING_SYNC_CREATE, show_value,
                               NULL, NULL, NULL);
  return row;
}

static gboolean
is_positive (gpointer object,
             guint    number)
{
  return number > 0;
}

static void
qs_fact_list_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsFactList *self = QS_FACT_LIST (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_model (QsFactList *self,
           GListStore *model)
{
  if (!g_set_object (&self->model, model))
    return;

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (model), make_row, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
qs_fact_list_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsFactList *self = QS_FACT_LIST (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_fact_list_dispose (GObject *object)
{
  QsFactList *self = QS_FACT_LIST (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_FACT_LIST);
  g_clear_object (&self->model);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (qs_fact_list_parent_class)->dispose (object);
}

static void
qs_fact_list_class_init (QsFactListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_fact_list_dispose;
  object_class->get_property = qs_fact_list_get_property;
  object_class->set_property = qs_fact_list_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_STORE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-fact-list.ui");
  gtk_widget_class_bind_template_child (widget_class, QsFactList, list_box);
  gtk_widget_class_bind_template_callback (widget_class, is_positive);
}

static void
qs_fact_list_init (QsFactList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
