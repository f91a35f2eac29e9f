#include "qs-tokens-row.h"

#include <glib/gi18n.h>

#include "qs-ui-resources.h"

struct _QsTokensRow
{
  QsFieldRow  parent_instance;

  AdwWrapBox *tokens;
  GtkEntry   *entry;
};

G_DEFINE_FINAL_TYPE (QsTokensRow, qs_tokens_row, QS_TYPE_FIELD_ROW)

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

static void
add_token (QsTokensRow *self,
           const char  *word)
{
  g_autofree char *label = g_strdup_printf (_("Remove %s"), word);
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *button = gtk_button_new ();

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), word);
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

  gtk_widget_set_visible (GTK_WIDGET (self->tokens),
                          gtk_widget_get_first_child (GTK_WIDGET (self->tokens)) != NULL);
}

static void
qs_tokens_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_TOKENS_ROW);

  G_OBJECT_CLASS (qs_tokens_row_parent_class)->dispose (object);
}

static void
qs_tokens_row_class_init (QsTokensRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_tokens_row_dispose;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_tokens_row_sync;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-tokens-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsTokensRow, tokens);
  gtk_widget_class_bind_template_child (widget_class, QsTokensRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
}

static void
qs_tokens_row_init (QsTokensRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->entry));
}
