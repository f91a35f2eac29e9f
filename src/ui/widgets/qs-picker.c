#include "qs-picker.h"

#include "qs-choices.h"
#include "qs-error-text.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-lookups.h"
#include "qs-picker-line.h"
#include "qs-picker-texts.h"
#include "qs-ui-resources.h"

struct _QsPicker
{
  GtkWidget           parent_instance;

  GListModel         *model;            /* nullable */
  QsChoices          *source;           /* nullable */
  GSignalGroup       *source_signals;
  QsLookupKind        lookup;
  char               *parameter;        /* nullable */
  QsPickerTexts       texts;
  char               *label;
  char              **chosen;           /* nullable */
  QsChoiceSearch     *search;           /* nullable */
  char               *error_message;    /* nullable */
  gboolean            multiple;
  gboolean            busy;
  gboolean            can_refresh;

  GtkBox             *box;
  GtkMenuButton      *button;
  GtkPopover         *popover;
  GtkSearchEntry     *search_entry;
  GtkCustomFilter    *filter;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (QsPicker, qs_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_MODEL = 1,
  PROP_SOURCE,
  PROP_LOOKUP,
  PROP_PARAMETER,
  PROP_TITLE_EXPRESSION,
  PROP_SUBTITLE_EXPRESSION,
  PROP_VALUE_EXPRESSION,
  PROP_LABEL,
  PROP_MULTIPLE,
  PROP_CHOSEN,
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

static void
on_item_setup_cb (QsPicker    *self,
                  GtkListItem *list_item)
{
  GtkWidget *line = g_object_new (QS_TYPE_PICKER_LINE, NULL);

  g_object_bind_property (self, "chosen", line, "chosen", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (list_item, line);
}

static void
on_item_bind_cb (QsPicker    *self,
                 GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  g_autofree char *title = qs_picker_texts_dup (&self->texts, QS_PICKER_TITLE, item);
  g_autofree char *subtitle = qs_picker_texts_dup (&self->texts, QS_PICKER_SUBTITLE, item);
  g_autofree char *value = qs_picker_texts_dup (&self->texts, QS_PICKER_VALUE, item);

  g_object_set (gtk_list_item_get_child (list_item),
                "title", title, "subtitle", subtitle, "value", value, NULL);
  gtk_list_item_set_accessible_label (list_item, title);
  gtk_list_item_set_accessible_description (list_item, subtitle);
}

static gboolean
is_found (gpointer item,
          gpointer user_data)
{
  QsPicker *self = user_data;

  return self->search == NULL || qs_picker_texts_match (&self->texts, self->search, item);
}

/* Closures */

static GListModel *
choose_model (QsPicker   *self,
              GListModel *model,
              QsChoices  *source)
{
  GListModel *chosen = model != NULL || source == NULL ? model : G_LIST_MODEL (source);

  return chosen != NULL ? g_object_ref (chosen) : NULL;
}

static gboolean
has_choices (QsPicker   *self,
             GListModel *model)
{
  return model != NULL;
}

static char *
choose_page (QsPicker   *self,
             guint       n_items,
             gboolean    busy,
             const char *error)
{
  if (n_items > 0)
    return g_strdup ("list");
  if (busy)
    return g_strdup ("busy");

  return g_strdup (error != NULL ? "error" : "empty");
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
    {
      g_object_set (self->model, "search", text, NULL);
      return;
    }

  g_clear_pointer (&self->search, qs_choice_search_free);
  self->search = *text != '\0' ? qs_choice_search_new (text) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
pick (QsPicker *self,
      guint     position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *value = qs_picker_texts_dup (&self->texts, QS_PICKER_VALUE, item);

  if (item == NULL)
    return;

  if (!self->multiple)
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
  if (self->source != NULL)
    qs_choices_refresh (self->source);
  else
    g_signal_emit (self, signals[REFRESH], 0);
}

static void
on_popover_shown_cb (QsPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* How the list is doing, its source knows best. */
static void
follow_source (QsPicker *self)
{
  g_autoptr(GError) error = qs_choices_dup_error (self->source);
  g_autofree char *message = error != NULL ? qs_error_text_dup (error) : NULL;

  g_object_set (self,
                "busy", qs_choices_get_busy (self->source), "error-message", message, NULL);
}

static void
set_source (QsPicker  *self,
            QsChoices *source)
{
  if (!g_set_object (&self->source, source))
    return;

  g_signal_group_set_target (self->source_signals, source);
  if (source != NULL)
    follow_source (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
  if (source != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    qs_choices_ensure (source);
}

/* A lookup is one of the account that the form is for. */
static void
look_up (QsPicker *self)
{
  GtkWidget *form = gtk_widget_get_ancestor (GTK_WIDGET (self), QS_TYPE_FORM);
  QsEngine *engine = form != NULL ? qs_form_get_engine (QS_FORM (form)) : NULL;

  if (self->lookup != QS_LOOKUP_NONE && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    set_source (self, engine != NULL ? qs_lookups_get_of (engine, self->lookup, self->parameter)
                                     : NULL);
}

static void
qs_picker_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qs_picker_parent_class)->root (widget);

  look_up (QS_PICKER (widget));
}

/* Who is never looked at asks nobody. */
static void
qs_picker_map (GtkWidget *widget)
{
  QsPicker *self = QS_PICKER (widget);

  GTK_WIDGET_CLASS (qs_picker_parent_class)->map (widget);

  if (self->source != NULL)
    qs_choices_ensure (self->source);
}

static void
qs_picker_dispose (GObject *object)
{
  QsPicker *self = QS_PICKER (object);

  g_clear_object (&self->source_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_PICKER);
  g_clear_object (&self->model);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_picker_parent_class)->dispose (object);
}

static void
qs_picker_finalize (GObject *object)
{
  QsPicker *self = QS_PICKER (object);

  qs_picker_texts_clear (&self->texts);
  g_clear_pointer (&self->search, qs_choice_search_free);
  g_free (self->parameter);
  g_free (self->label);
  g_free (self->error_message);
  g_strfreev (self->chosen);

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
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_LOOKUP:
      g_value_set_enum (value, self->lookup);
      break;
    case PROP_PARAMETER:
      g_value_set_string (value, self->parameter);
      break;
    case PROP_TITLE_EXPRESSION:
    case PROP_SUBTITLE_EXPRESSION:
    case PROP_VALUE_EXPRESSION:
      gtk_value_set_expression (value, self->texts.expressions[prop_id - PROP_TITLE_EXPRESSION]);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_MULTIPLE:
      g_value_set_boolean (value, self->multiple);
      break;
    case PROP_CHOSEN:
      g_value_set_boxed (value, self->chosen);
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

static gboolean
set_flag (gboolean     *flag,
          const GValue *value)
{
  gboolean before = *flag;

  *flag = g_value_get_boolean (value);
  return *flag != before;
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
    case PROP_SOURCE:
      set_source (self, g_value_get_object (value));
      changed = FALSE;
      break;
    case PROP_LOOKUP:
      self->lookup = g_value_get_enum (value);
      look_up (self);
      break;
    case PROP_PARAMETER:
      if ((changed = g_set_str (&self->parameter, g_value_get_string (value))))
        look_up (self);
      break;
    case PROP_TITLE_EXPRESSION:
    case PROP_SUBTITLE_EXPRESSION:
    case PROP_VALUE_EXPRESSION:
      expression = &self->texts.expressions[prop_id - PROP_TITLE_EXPRESSION];
      g_clear_pointer (expression, gtk_expression_unref);
      *expression = gtk_value_dup_expression (value);
      break;
    case PROP_LABEL:
      changed = g_set_str (&self->label, g_value_get_string (value));
      break;
    case PROP_MULTIPLE:
      changed = set_flag (&self->multiple, value);
      break;
    case PROP_ERROR_MESSAGE:
      changed = g_set_str (&self->error_message, g_value_get_string (value));
      break;
    case PROP_BUSY:
      changed = set_flag (&self->busy, value);
      break;
    case PROP_CAN_REFRESH:
      changed = set_flag (&self->can_refresh, value);
      break;
    case PROP_CHOSEN:
      g_strfreev (self->chosen);
      self->chosen = g_value_dup_boxed (value);
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
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, QS_TYPE_CHOICES, flags);
  properties[PROP_LOOKUP] = g_param_spec_enum ("lookup", NULL, NULL, QS_TYPE_LOOKUP_KIND,
                                               QS_LOOKUP_NONE, flags);
  properties[PROP_PARAMETER] = g_param_spec_string ("parameter", NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    properties[PROP_TITLE_EXPRESSION + i] =
      gtk_param_spec_expression (expressions[i], NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REFRESH] = g_param_spec_boolean ("can-refresh", NULL, NULL, TRUE, flags);
  properties[PROP_CHOSEN] = g_param_spec_boxed ("chosen", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_CHOICES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPicker, box);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, button);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, filter);
  gtk_widget_class_bind_template_child (widget_class, QsPicker, selection);
  gtk_widget_class_bind_template_callback (widget_class, choose_model);
  gtk_widget_class_bind_template_callback (widget_class, has_choices);
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
  widget_class->root = qs_picker_root;
  widget_class->map = qs_picker_map;
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
  self->source_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->source_signals, "notify::busy",
                                  G_CALLBACK (follow_source), self);
  g_signal_group_connect_swapped (self->source_signals, "notify::error",
                                  G_CALLBACK (follow_source), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, is_found, self, NULL);
}

void
qs_picker_popup (QsPicker *self)
{
  g_return_if_fail (QS_IS_PICKER (self));

  gtk_menu_button_popup (self->button);
}
