#include "qs-record-cell.h"

#include "qs-field-row.h"

struct _QsRecordCell
{
  AdwBin          parent_instance;

  QsRecordColumn *column;
  QsDocument     *record;    /* nullable */
  GtkWidget      *editor;
  gboolean        syncing;
};

G_DEFINE_FINAL_TYPE (QsRecordCell, qs_record_cell, ADW_TYPE_BIN)

/* @value is taken; NULL clears. */
static void
enter (QsRecordCell *self,
       JsonNode     *value)
{
  g_autoptr(JsonNode) owned = value;
  g_autoptr(GError) error = NULL;

  if (self->syncing || self->record == NULL)
    return;

  /* The path stands in a template. */
  if (!qs_document_set (self->record, qs_record_column_get_path (self->column), value, &error))
    g_warning ("%s", error->message);
}

/* What is no number stays as it was typed: the service model says what is wrong with it. */
static JsonNode *
read_number (const char *text)
{
  JsonNode *node = json_node_alloc ();
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return json_node_init_int (node, number);

  return json_node_init_string (node, text);
}

static void
on_text_changed_cb (QsRecordCell *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));

  if (qs_record_column_get_editor (self->column) == QS_RECORD_EDITOR_NUMBER && *text != '\0')
    enter (self, read_number (text));
  else
    enter (self, json_node_init_string (json_node_alloc (), text));
}

static void
on_check_toggled_cb (QsRecordCell *self)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editor));

  enter (self, json_node_init_boolean (json_node_alloc (), active));
}

static void
on_choice_selected_cb (QsRecordCell *self)
{
  GtkStringObject *choice = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->editor));

  if (choice != NULL)
    enter (self, json_node_init_string (json_node_alloc (),
                                        gtk_string_object_get_string (choice)));
}

/* A value that the service model does not know yet is a choice too. */
static void
show_choice (QsRecordCell *self,
             const char   *text)
{
  GtkStringList *choices = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->editor)));
  guint position = gtk_string_list_find (choices, text);

  if (position == G_MAXUINT && *text != '\0')
    {
      position = g_list_model_get_n_items (G_LIST_MODEL (choices));
      gtk_string_list_append (choices, text);
    }

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor),
                              position != G_MAXUINT ? position : GTK_INVALID_LIST_POSITION);
}

static void
sync_editor (QsRecordCell *self)
{
  JsonNode *value = qs_document_get (self->record, qs_record_column_get_path (self->column));
  g_autofree char *text = qs_field_row_print (value);

  self->syncing = TRUE;
  if (GTK_IS_CHECK_BUTTON (self->editor))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor), g_str_equal (text, "true"));
  else if (GTK_IS_DROP_DOWN (self->editor))
    show_choice (self, text);
  else if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->editor))))
    gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  self->syncing = FALSE;
}

static GtkWidget *
make_entry (QsRecordCell *self)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *placeholder = qs_record_column_get_placeholder (self->column);

  if (placeholder != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_editor (QsRecordCell       *self,
             const char * const *choices)
{
  GtkWidget *editor;

  switch (qs_record_column_get_editor (self->column))
    {
    case QS_RECORD_EDITOR_CHECK:
      editor = gtk_check_button_new ();
      gtk_widget_set_halign (editor, GTK_ALIGN_CENTER);
      g_signal_connect_object (editor, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      return editor;

    case QS_RECORD_EDITOR_CHOICE:
      editor = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (choices)), NULL);
      g_signal_connect_object (editor, "notify::selected", G_CALLBACK (on_choice_selected_cb),
                               self, G_CONNECT_SWAPPED);
      return editor;

    case QS_RECORD_EDITOR_TEXT:
    case QS_RECORD_EDITOR_NUMBER:
    default:
      return make_entry (self);
    }
}

static gboolean
qs_record_cell_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (QS_RECORD_CELL (widget)->editor);
}

static void
qs_record_cell_dispose (GObject *object)
{
  QsRecordCell *self = QS_RECORD_CELL (object);

  g_clear_object (&self->record);
  g_clear_object (&self->column);

  G_OBJECT_CLASS (qs_record_cell_parent_class)->dispose (object);
}

static void
qs_record_cell_class_init (QsRecordCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_record_cell_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = qs_record_cell_grab_focus;
}

static void
qs_record_cell_init (QsRecordCell *self)
{
}

/* @choices: (nullable): what a drop-down offers. */
GtkWidget *
qs_record_cell_new (QsRecordColumn     *column,
                    const char * const *choices)
{
  QsRecordCell *self;

  g_return_val_if_fail (QS_IS_RECORD_COLUMN (column), NULL);

  self = g_object_new (QS_TYPE_RECORD_CELL, NULL);
  self->column = g_object_ref (column);
  self->editor = make_editor (self, choices);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  qs_record_column_get_title (column), -1);
  adw_bin_set_child (ADW_BIN (self), self->editor);
  return GTK_WIDGET (self);
}

/* @record: (nullable): what is edited from now on. */
void
qs_record_cell_set_record (QsRecordCell *self,
                           QsDocument   *record)
{
  g_return_if_fail (QS_IS_RECORD_CELL (self));

  if (g_set_object (&self->record, record) && record != NULL)
    sync_editor (self);
}
