#include "qs-picker.h"

#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsPicker
{
  GtkWidget           parent_instance;

  GListModel         *model;
  GtkExpression      *expressions[3];   /* title, subtitle, value */
  char               *label;
  char               *error_message;
  gboolean            busy;
  gboolean            can_refresh;

  GtkMenuButton      *button;
  GtkPopover         *popover;
  GtkSearchEntry     *search_entry;
  GtkStringFilter    *filter;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (QsPicker, qs_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_MODEL = 1,
  PROP_TITLE_EXPRESSION,
  PROP_SUBTITLE_EXPRESSION,
  PROP_VALUE_EXPRESSION,
  PROP_LABEL,
  PROP_ERROR_MESSAGE,
  PROP_BUSY,
  PROP_CAN_REFRESH,
  N_PROPS
};

enum
{
  PICKED,
  REFRESH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static char *
evaluate (QsPicker *self,
          guint     prop_id,
          GObject  *item)
{
  GtkExpression *expression = self->expressions[prop_id - PROP_TITLE_EXPRESSION];
  g_auto(GValue) value = G_VALUE_INIT;

  if (expression == NULL || item == NULL || !gtk_expression_evaluate (expression, item, &value))
    return g_strdup ("");

  return g_value_dup_string (&value);
}

static GtkWidget *
make_label (GtkBox     *box,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, css_class);
    }

  gtk_box_append (box, label);
  return label;
}

static void
on_item_setup_cb (QsPicker    *self,
                  GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  make_label (GTK_BOX (box), NULL);
  make_label (GTK_BOX (box), "caption");
  gtk_list_item_set_child (list_item, box);
}

static void
show_text (GtkWidget  *label,
           const char *text)
{
  g_autofree char *shown = qs_display_text (text, -1);

  gtk_label_set_text (GTK_LABEL (label), shown);
  gtk_widget_set_visible (label, *shown != '\0');
}

static void
on_item_bind_cb (QsPicker    *self,
                 GtkListItem *list_item)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  g_autofree char *name = evaluate (self, PROP_TITLE_EXPRESSION,
                                    gtk_list_item_get_item (list_item));
  g_autofree char *more = evaluate (self, PROP_SUBTITLE_EXPRESSION,
                                    gtk_list_item_get_item (list_item));

  show_text (title, name);
  show_text (gtk_widget_get_next_sibling (title), more);
  gtk_list_item_set_accessible_label (list_item, name);
  gtk_list_item_set_accessible_description (list_item, more);
}

static char *
choose_page (QsPicker   *self,
             guint       n_items,
             gboolean    busy,
             const char *error_message)
{
  if (n_items > 0)
    return g_strdup ("list");
  if (busy)
    return g_strdup ("busy");

  return g_strdup (error_message != NULL ? "error" : "empty");
}

static gboolean
searches_itself (QsPicker *self)
{
  return self->model != NULL &&
         g_object_class_find_property (G_OBJECT_GET_CLASS (self->model), "search") != NULL;
}

static void
on_search_changed_cb (QsPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (searches_itself (self))
    g_object_set (self->model, "search", text, NULL);
  else
    gtk_string_filter_set_search (self->filter, text);
}

static void
pick (QsPicker *self,
      guint     position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *value = evaluate (self, PROP_VALUE_EXPRESSION, item);

  if (item == NULL)
    return;

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[PICKED], 0, value);
}

static void
on_item_activated_cb (QsPicker *self,
                      guint     position)
{
  pick (self, position);
}

static void
on_search_activate_cb (QsPicker *self)
{
  pick (self, gtk_single_selection_get_selected (self->selection));
}

static void
on_refresh_clicked_cb (QsPicker *self)
{
  g_signal_emit (self, signals[REFRESH], 0);
}

static void
on_popover_shown_cb (QsPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static char *
join_texts (gpointer    item,
            const char *title,
            const char *subtitle)
{
  return g_strdup_printf ("%s %s", title != NULL ? title : "", subtitle != NULL ? subtitle : "");
}

/* What is found is what can be read: title and subtitle. */
static void
set_filter_expression (QsPicker *self)
{
  GtkExpression *title = self->expressions[0];
  GtkExpression *subtitle = self->expressions[1];
  g_autoptr(GtkExpression) both = NULL;

  if (title != NULL && subtitle != NULL)
    {
      GtkExpression *parts[] = { gtk_expression_ref (title), gtk_expression_ref (subtitle) };

      both = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 2, parts, G_CALLBACK (join_texts),
                                          NULL, NULL);
    }

  gtk_string_filter_set_expression (self->filter, both != NULL ? both : title);
}

static void
qs_picker_dispose (GObject *object)
{
  QsPicker *self = QS_PICKER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_PICKER);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (qs_picker_parent_class)->dispose (object);
}

static void
qs_picker_finalize (GObject *object)
{
  QsPicker *self = QS_PICKER (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->expressions); i++)
    g_clear_pointer (&self->expressions[i], gtk_expression_unref);
  g_free (self->label);
  g_free (self->error_message);

  G_OBJECT_CLASS (qs_picker_parent_class)->finalize (object);
}

static void
qs_picker_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  QsPicker *self = QS_PICKER (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_TITLE_EXPRESSION:
    case PROP_SUBTITLE_EXPRESSION:
    case PROP_VALUE_EXPRESSION:
      gtk_value_set_expression (value, self->expressions[prop_id - PROP_TITLE_EXPRESSION]);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_CAN_REFRESH:
      g_value_set_boolean (value, self->can_refresh);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_picker_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  QsPicker *self = QS_PICKER (object);
  GtkExpression **expression;
  gboolean changed = TRUE;

  switch (prop_id)
    {
    case PROP_MODEL:
      changed = g_set_object (&self->model, g_value_get_object (value));
      break;
    case PROP_TITLE_EXPRESSION:
    case PROP_SUBTITLE_EXPRESSION:
    case PROP_VALUE_EXPRESSION:
      expression = &self->expressions[prop_id - PROP_TITLE_EXPRESSION];
      g_clear_pointer (expression, gtk_expression_unref);
      *expression = gtk_value_dup_expression (value);
      set_filter_expression (self);
      break;
    case PROP_LABEL:
      changed = g_set_str (&self->label, g_value_get_string (value));
      break;
    case PROP_ERROR_MESSAGE:
      changed = g_set_str (&self->error_message, g_value_get_string (value));
      break;
    case PROP_BUSY:
      changed = self->busy != g_value_get_boolean (value);
      self->busy = g_value_get_boolean (value);
      break;
    case PROP_CAN_REFRESH:
      changed = self->can_refresh != g_value_get_boolean (value);
      self->can_refresh = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *expressions[] = { "title-expression", "subtitle-expression", "value-expression" };

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    properties[PROP_TITLE_EXPRESSION + i] =
      gtk_param_spec_expression (expressions[i], NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REFRESH] =
    g_param_spec_boolean ("can-refresh", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPicker, button);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, filter);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, selection);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
  gtk_widget_class_bind_template_callback (widget_class, on_item_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_item_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_item_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_refresh_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_picker_class_init (QsPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_picker_dispose;
  object_class->finalize = qs_picker_finalize;
  object_class->get_property = qs_picker_get_property;
  object_class->set_property = qs_picker_set_property;
  install_properties (object_class);

  signals[PICKED] = g_signal_new ("picked", QS_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFRESH] = g_signal_new ("refresh", QS_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
qs_picker_init (QsPicker *self)
{
  self->can_refresh = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
qs_picker_popup (QsPicker *self)
{
  g_return_if_fail (QS_IS_PICKER (self));

  gtk_menu_button_popup (self->button);
}
