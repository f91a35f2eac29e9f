#include "qs-command-row.h"

#include <glib/gi18n.h>

#include "qs-command-line.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsCommandRow
{
  QsFieldRow      parent_instance;

  GtkTextBuffer  *line_buffer;
  GtkTextBuffer  *json_buffer;
  GtkTextView    *line_view;
  GtkLabel       *result;
  GtkLabel       *hint;
  AdwToggleGroup *notations;
};

G_DEFINE_FINAL_TYPE (QsCommandRow, qs_command_row, QS_TYPE_FIELD_ROW)

typedef char **(*QsParseWords) (const char *text,
                                GError    **error);

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static char **
read_words (JsonNode *node)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  gboolean is_array = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  JsonArray *array = is_array ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_take (words, qs_field_row_print (json_array_get_element (array, i)));

  return g_strv_builder_end (words);
}

static JsonNode *
make_value (char **words)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);

  json_node_take_array (node, array);
  return node;
}

/* The text stays as somebody wrote it as long as it says the same. */
static void
show_words (GtkTextBuffer *buffer,
            char         **words,
            QsParseWords   parse,
            const char    *text)
{
  g_autofree char *present = dup_text (buffer);
  g_auto(GStrv) said = parse (present, NULL);

  if (said != NULL && g_strv_equal ((const char * const *) said, (const char * const *) words) &&
      (*words == NULL) == (*present == '\0'))
    return;

  gtk_text_buffer_set_text (buffer, text, -1);
}

static void
show_line (QsCommandRow *self,
           char        **words)
{
  g_autofree char *text = qs_command_line_join ((const char * const *) words);

  show_words (self->line_buffer, words, qs_command_line_split, text);
}

static void
show_json (QsCommandRow *self,
           char        **words)
{
  g_autofree char *text = qs_command_line_print_json ((const char * const *) words);

  show_words (self->json_buffer, words, qs_command_line_parse_json, *words != NULL ? text : "");
}

static void
show_hint (QsCommandRow *self)
{
  g_autofree char *text = dup_text (self->line_buffer);
  g_autofree char *operator = qs_command_line_find_operator (text);
  g_autofree char *hint = NULL;

  if (operator != NULL)
    hint = g_strdup_printf (_("“%s” is passed on as it is: no shell runs the command. For a shell, "
                              "write: sh -c '…'"), operator);

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

/* What will be sent: the command here, or the one that holds when there is none. */
static void
show_result (QsCommandRow *self)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  JsonNode *value = qs_field_row_get_value (row);
  g_auto(GStrv) words = read_words (value != NULL ? value : qs_field_row_get_default (row));
  g_autofree char *text = qs_command_line_print_json ((const char * const *) words);

  gtk_label_set_text (self->result, *words != NULL ? text : "[ ]");
  if (value != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->result), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->result), "dim-label");
}

static void
read_text (QsCommandRow  *self,
           GtkTextBuffer *buffer,
           QsParseWords   parse)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = dup_text (buffer);
  g_auto(GStrv) words = parse (text, &error);
  g_autoptr(JsonNode) value = NULL;

  if (words == NULL)
    {
      qs_field_row_refuse (QS_FIELD_ROW (self), error->message);
      return;
    }

  value = make_value (words);
  qs_field_row_type (QS_FIELD_ROW (self), value);
  show_result (self);
}

static void
on_line_changed_cb (QsCommandRow *self)
{
  show_hint (self);
  if (g_strcmp0 (adw_toggle_group_get_active_name (self->notations), "line") == 0)
    read_text (self, self->line_buffer, qs_command_line_split);
}

static void
on_json_changed_cb (QsCommandRow *self)
{
  if (g_strcmp0 (adw_toggle_group_get_active_name (self->notations), "json") == 0)
    read_text (self, self->json_buffer, qs_command_line_parse_json);
}

static void
qs_command_row_sync (QsFieldRow *row)
{
  QsCommandRow *self = QS_COMMAND_ROW (row);
  g_auto(GStrv) words = read_words (qs_field_row_get_value (row));

  show_line (self, words);
  show_json (self, words);
  show_result (self);
}

/* The notation that comes to the front says what the document says. */
static void
on_notation_changed_cb (QsCommandRow *self)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  g_auto(GStrv) words = read_words (qs_field_row_get_value (row));

  if (qs_field_row_get_request (row) == NULL)
    return;

  qs_field_row_refuse (row, NULL);
  if (g_strcmp0 (adw_toggle_group_get_active_name (self->notations), "json") == 0)
    show_json (self, words);
  else
    show_line (self, words);
}

static void
qs_command_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_COMMAND_ROW);

  G_OBJECT_CLASS (qs_command_row_parent_class)->dispose (object);
}

static void
qs_command_row_class_init (QsCommandRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_command_row_dispose;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_command_row_sync;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-command-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, line_buffer);
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, json_buffer);
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, line_view);
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, result);
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, hint);
  gtk_widget_class_bind_template_child (widget_class, QsCommandRow, notations);
  gtk_widget_class_bind_template_callback (widget_class, on_line_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_json_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_notation_changed_cb);
}

static void
qs_command_row_init (QsCommandRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->line_view));
}
