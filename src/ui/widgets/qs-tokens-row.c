#include "qs-tokens-row.h"

#include <glib/gi18n.h>

#include "qs-choices.h"
#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-lookup-kind.h"
#include "qs-picker-note.h"
#include "qs-picker.h"
#include "qs-ui-resources.h"

struct _QsTokensRow
{
  QsFieldRow    parent_instance;

  GListModel   *model;
  QsChoices    *source;
  GSignalGroup *source_signals;
  QsLookupKind  lookup;
  char         *note;
  AdwWrapBox   *tokens;
  GtkEntry     *entry;
  QsPicker     *picker;
};

G_DEFINE_FINAL_TYPE (QsTokensRow, qs_tokens_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_MODEL = 1,
  PROP_SOURCE,
  PROP_LOOKUP,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static JsonArray *
get_words (QsTokensRow *self)
{
  JsonNode *value = qs_field_row_get_value (QS_FIELD_ROW (self));

  return value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
}

/* The words without the one named @without, and with @with at the end. */
static void
choose_words (QsTokensRow *self,
              const char  *without,
              const char  *with)
{
  g_autoptr(JsonNode) value = json_node_new (JSON_NODE_ARRAY);
  JsonArray *present = get_words (self);
  JsonArray *words = json_array_new ();

  for (guint i = 0; present != NULL && i < json_array_get_length (present); i++)
    {
      g_autofree char *word = qs_field_row_print (json_array_get_element (present, i));

      if (g_strcmp0 (word, without) != 0)
        json_array_add_string_element (words, word);
    }

  if (with != NULL)
    json_array_add_string_element (words, with);
  json_node_take_array (value, words);
  qs_field_row_choose (QS_FIELD_ROW (self), value);
  QS_FIELD_ROW_GET_CLASS (self)->sync (QS_FIELD_ROW (self));
}

static void
on_token_clicked_cb (QsTokensRow *self,
                     GtkButton   *button)
{
  g_autofree char *word = g_strdup (g_object_get_data (G_OBJECT (button), "word"));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  choose_words (self, word, NULL);
}

/* Ids are shown by the name of what they stand for. */
static char *
dup_name (QsTokensRow *self,
          const char  *word)
{
  g_autoptr(QsChoice) choice = self->source != NULL ? qs_choices_find (self->source, word) : NULL;

  return qs_display_text (choice != NULL ? qs_choice_get_title (choice) : word, -1);
}

static void
add_token (QsTokensRow *self,
           const char  *word)
{
  g_autofree char *name = dup_name (self, word);
  g_autofree char *label = g_strdup_printf (_("Remove %s"), name);
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data_full (G_OBJECT (button), "word", g_strdup (word), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_token_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->tokens, button);
}

static void
add_typed (QsTokensRow *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto(GStrv) words = g_strsplit_set (typed, ", \t\n", -1);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      choose_words (self, words[i], words[i]);
}

static void
on_entry_changed_cb (QsTokensRow *self)
{
  if (strchr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ',') != NULL)
    add_typed (self);
}

static void
on_picker_picked_cb (QsTokensRow *self,
                     const char  *value)
{
  gboolean chosen = FALSE;
  JsonArray *words = get_words (self);

  for (guint i = 0; words != NULL && !chosen && i < json_array_get_length (words); i++)
    {
      g_autofree char *word = qs_field_row_print (json_array_get_element (words, i));

      chosen = g_str_equal (word, value);
    }

  choose_words (self, value, chosen ? NULL : value);
}

static void
mark_chosen (QsTokensRow *self,
             JsonArray   *words)
{
  g_autoptr(GStrvBuilder) chosen = g_strv_builder_new ();
  g_auto(GStrv) values = NULL;

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    g_strv_builder_take (chosen, qs_field_row_print (json_array_get_element (words, i)));

  values = g_strv_builder_end (chosen);
  g_object_set (self->picker, "chosen", values, NULL);
}

static void
update_note (QsTokensRow *self)
{
  g_autofree char *note = qs_picker_note_dup_error (self->source);

  if (g_set_str (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static void
on_source_changed_cb (QsTokensRow *self)
{
  update_note (self);
  QS_FIELD_ROW_GET_CLASS (self)->sync (QS_FIELD_ROW (self));
}

static void
watch_source (QsTokensRow *self)
{
  self->source_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->source_signals, "notify::error",
                                  G_CALLBACK (update_note), self);
  g_signal_group_connect_swapped (self->source_signals, "notify::busy",
                                  G_CALLBACK (on_source_changed_cb), self);
}

static void
qs_tokens_row_sync (QsFieldRow *row)
{
  QsTokensRow *self = QS_TOKENS_ROW (row);
  JsonArray *words = get_words (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tokens))) != NULL)
    adw_wrap_box_remove (self->tokens, child);

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      g_autofree char *word = qs_field_row_print (json_array_get_element (words, i));

      add_token (self, word);
    }

  mark_chosen (self, words);
  gtk_widget_set_visible (GTK_WIDGET (self->tokens),
                          gtk_widget_get_first_child (GTK_WIDGET (self->tokens)) != NULL);
}

static void
qs_tokens_row_dispose (GObject *object)
{
  QsTokensRow *self = QS_TOKENS_ROW (object);

  g_clear_object (&self->source_signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_TOKENS_ROW);
  g_clear_object (&self->model);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_tokens_row_parent_class)->dispose (object);
}

static void
qs_tokens_row_finalize (GObject *object)
{
  g_free (QS_TOKENS_ROW (object)->note);

  G_OBJECT_CLASS (qs_tokens_row_parent_class)->finalize (object);
}

static void
qs_tokens_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsTokensRow *self = QS_TOKENS_ROW (object);

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
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_tokens_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsTokensRow *self = QS_TOKENS_ROW (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_MODEL:
      changed = g_set_object (&self->model, g_value_get_object (value));
      break;
    case PROP_SOURCE:
      if ((changed = g_set_object (&self->source, g_value_get_object (value))))
        {
          g_signal_group_set_target (self->source_signals, self->source);
          on_source_changed_cb (self);
        }
      break;
    case PROP_LOOKUP:
      changed = self->lookup != (QsLookupKind) g_value_get_enum (value);
      self->lookup = g_value_get_enum (value);
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
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, QS_TYPE_CHOICES, flags);
  properties[PROP_LOOKUP] = g_param_spec_enum ("lookup", NULL, NULL, QS_TYPE_LOOKUP_KIND,
                                               QS_LOOKUP_NONE, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_tokens_row_class_init (QsTokensRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_tokens_row_dispose;
  object_class->finalize = qs_tokens_row_finalize;
  object_class->get_property = qs_tokens_row_get_property;
  object_class->set_property = qs_tokens_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_tokens_row_sync;
  install_properties (object_class);

  g_type_ensure (QS_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-tokens-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsTokensRow, tokens);
  gtk_widget_class_bind_template_child (widget_class, QsTokensRow, entry);
  gtk_widget_class_bind_template_child (widget_class, QsTokensRow, picker);
  gtk_widget_class_bind_template_callback (widget_class, add_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_tokens_row_init (QsTokensRow *self)
{
  watch_source (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->entry));
}
