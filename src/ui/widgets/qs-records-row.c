#include "qs-records-row.h"

#include <glib/gi18n.h>

#include "qs-json-edit.h"
#include "qs-json-path.h"
#include "qs-json.h"
#include "qs-record-cell.h"
#include "qs-ui-resources.h"

struct _QsRecordsRow
{
  QsFieldRow       parent_instance;

  char            *add_label;
  char            *with;    /* nullable */
  char           **without;  /* nullable */
  GListStore      *records; /* of QsDocument */
  GListModel      *shown;   /* those of the row's kind */
  GtkCustomFilter *kind;
  GPtrArray       *columns; /* of QsRecordColumn */
  GtkColumnView   *table;
  GtkWidget       *frame;
  GtkWidget       *add_button;
  gboolean         reading;
};

static GtkBuildableIface *parent_buildable;

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsRecordsRow, qs_records_row, QS_TYPE_FIELD_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

enum
{
  PROP_ADD_LABEL = 1,
  PROP_WITH,
  PROP_WITHOUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Whether the record is one of those that this row is for. */
static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  QsRecordsRow *self = user_data;
  JsonObject *record = json_node_get_object (qs_document_get_root (item));

  for (guint i = 0; self->without != NULL && self->without[i] != NULL; i++)
    if (json_object_has_member (record, self->without[i]))
      return FALSE;

  return self->with == NULL || json_object_has_member (record, self->with);
}

/* Whether nothing was entered yet. */
static gboolean
is_blank (QsRecordsRow *self,
          JsonNode     *record)
{
  JsonObject *object = json_node_get_object (record);
  guint size = json_object_get_size (object);

  return size == 0 || (size == 1 && self->with != NULL &&
                       qs_json_edit_is_absent (json_object_get_member (object, self->with)));
}

/* The lines as they stand; what is still empty is left out. */
static JsonNode *
collect (QsRecordsRow *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->records)); i++)
    {
      g_autoptr(QsDocument) record = g_list_model_get_item (G_LIST_MODEL (self->records), i);
      JsonNode *root = qs_document_get_root (record);

      if (!is_blank (self, root))
        json_array_add_element (array, json_node_ref (root));
    }

  json_node_take_array (node, array);
  return node;
}

static void
read_records (QsRecordsRow *self,
              gboolean      typing)
{
  g_autoptr(JsonNode) value = NULL;

  if (self->reading)
    return;

  value = collect (self);
  if (typing)
    qs_field_row_type (QS_FIELD_ROW (self), value);
  else
    qs_field_row_choose (QS_FIELD_ROW (self), value);
}

static void
on_record_changed_cb (QsRecordsRow *self)
{
  read_records (self, TRUE);
}

/* Without a record there is no table with a head alone. */
static void
show_table (QsRecordsRow *self)
{
  gtk_widget_set_visible (self->frame, g_list_model_get_n_items (self->shown) > 0);
}

static QsDocument *
make_record (QsRecordsRow *self,
             JsonNode     *node)
{
  QsDocument *record = qs_document_new (node);

  g_signal_connect_object (record, "changed", G_CALLBACK (on_record_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return record;
}

static void
on_remove_clicked_cb (GtkButton   *button,
                      GtkListItem *item)
{
  QsRecordsRow *self = g_object_get_data (G_OBJECT (item), "row");
  guint position;

  gtk_widget_grab_focus (self->add_button);
  if (g_list_store_find (self->records, gtk_list_item_get_item (item), &position))
    g_list_store_remove (self->records, position);
  show_table (self);
  read_records (self, FALSE);
}

static void
on_remove_setup_cb (QsRecordsRow *self,
                    GtkListItem  *item)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_object_set_data (G_OBJECT (item), "row", self);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked_cb), item);
  gtk_list_item_set_child (item, button);
}

/* What the service model allows in a column. */
static const char * const *
find_choices (QsRecordsRow   *self,
              QsRecordColumn *column)
{
  const QsMember *list = qs_field_row_get_member (QS_FIELD_ROW (self));
  const QsMember *element = list != NULL ? qs_shape_get_element (qs_member_get_shape (list)) : NULL;
  const QsMember *member = element != NULL
                           ? qs_shape_find (qs_member_get_shape (element),
                                            qs_record_column_get_path (column))
                           : NULL;

  return member != NULL ? qs_shape_get_enum (qs_member_get_shape (member)) : NULL;
}

static void
on_cell_setup_cb (QsRecordColumn     *column,
                  GtkListItem        *item,
                  GtkListItemFactory *factory)
{
  QsRecordsRow *self = g_object_get_data (G_OBJECT (factory), "row");

  gtk_list_item_set_child (item, qs_record_cell_new (column, find_choices (self, column)));
}

static void
on_cell_bind_cb (QsRecordColumn *column,
                 GtkListItem    *item)
{
  qs_record_cell_set_record (QS_RECORD_CELL (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
on_cell_unbind_cb (QsRecordColumn *column,
                   GtkListItem    *item)
{
  qs_record_cell_set_record (QS_RECORD_CELL (gtk_list_item_get_child (item)), NULL);
}

/* Stands before the last column, which has the buttons. */
static void
add_column (QsRecordsRow   *self,
            QsRecordColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) view = NULL;

  g_ptr_array_add (self->columns, g_object_ref (column));
  g_object_set_data (G_OBJECT (factory), "row", self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_cell_setup_cb), column,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_cell_bind_cb), column,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_cell_unbind_cb), column,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (factory), "column", g_object_ref (column), g_object_unref);

  view = gtk_column_view_column_new (qs_record_column_get_title (column), factory);
  gtk_column_view_column_set_expand (view, qs_record_column_get_editor (column) !=
                                     QS_RECORD_EDITOR_CHECK);
  gtk_column_view_insert_column (self->table, g_list_model_get_n_items (columns) - 1, view);
}

/* The column's title; what is below a column's path is the column's too. */
static char *
qs_records_row_name_member (QsFieldRow *row,
                            const char *member)
{
  QsRecordsRow *self = QS_RECORDS_ROW (row);

  for (guint i = 0; i < self->columns->len; i++)
    {
      QsRecordColumn *column = g_ptr_array_index (self->columns, i);
      const char *path = qs_record_column_get_path (column);

      if (qs_json_path_is_within (member, path) || qs_json_path_is_within (path, member))
        return g_strdup (qs_record_column_get_title (column));
    }

  return NULL;
}

static void
qs_records_row_add_child (GtkBuildable *buildable,
                          GtkBuilder   *builder,
                          GObject      *child,
                          const char   *type)
{
  if (QS_IS_RECORD_COLUMN (child))
    add_column (QS_RECORDS_ROW (buildable), QS_RECORD_COLUMN (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = qs_records_row_add_child;
}

static void
on_add_clicked_cb (QsRecordsRow *self)
{
  qs_records_row_add (self, NULL);
  gtk_column_view_scroll_to (self->table,
                             g_list_model_get_n_items (self->shown) - 1, NULL,
                             GTK_LIST_SCROLL_FOCUS, NULL);
}

/* Lines that hold nothing yet are the row's own; they go when the request changes elsewhere. */
static void
qs_records_row_sync (QsFieldRow *row)
{
  QsRecordsRow *self = QS_RECORDS_ROW (row);
  JsonNode *value = qs_field_row_get_value (row);
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value)
                                                                   : NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      g_ptr_array_add (records, make_record (self, json_array_get_element (array, i)));

  self->reading = TRUE;
  g_list_store_splice (self->records, 0, g_list_model_get_n_items (G_LIST_MODEL (self->records)),
                       records->pdata, records->len);
  self->reading = FALSE;
  show_table (self);
}

static gboolean
qs_records_row_grab_focus (GtkWidget *widget)
{
  QsRecordsRow *self = QS_RECORDS_ROW (widget);

  if (!gtk_widget_get_visible (self->frame))
    return gtk_widget_grab_focus (self->add_button);

  return GTK_WIDGET_CLASS (qs_records_row_parent_class)->grab_focus (widget);
}

static void
qs_records_row_dispose (GObject *object)
{
  QsRecordsRow *self = QS_RECORDS_ROW (object);

  self->reading = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_RECORDS_ROW);

  G_OBJECT_CLASS (qs_records_row_parent_class)->dispose (object);
}

static void
qs_records_row_finalize (GObject *object)
{
  QsRecordsRow *self = QS_RECORDS_ROW (object);

  g_free (self->add_label);
  g_free (self->with);
  g_strfreev (self->without);
  g_ptr_array_unref (self->columns);

  G_OBJECT_CLASS (qs_records_row_parent_class)->finalize (object);
}

static void
set_without (QsRecordsRow *self,
             const char   *members)
{
  g_strfreev (self->without);
  self->without = members != NULL ? g_strsplit (members, " ", -1) : NULL;
}

static void
qs_records_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsRecordsRow *self = QS_RECORDS_ROW (object);

  if (prop_id == PROP_ADD_LABEL)
    g_value_set_string (value, self->add_label);
  else if (prop_id == PROP_WITH)
    g_value_set_string (value, self->with);
  else
    g_value_take_string (value, self->without != NULL ? g_strjoinv (" ", self->without) : NULL);
}

static void
qs_records_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsRecordsRow *self = QS_RECORDS_ROW (object);

  if (prop_id == PROP_ADD_LABEL)
    g_set_str (&self->add_label, g_value_get_string (value));
  else if (prop_id == PROP_WITH)
    g_set_str (&self->with, g_value_get_string (value));
  else
    set_without (self, g_value_get_string (value));
  g_object_notify_by_pspec (object, pspec);
}

static void
qs_records_row_class_init (QsRecordsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_records_row_dispose;
  widget_class->grab_focus = qs_records_row_grab_focus;
  object_class->finalize = qs_records_row_finalize;
  object_class->get_property = qs_records_row_get_property;
  object_class->set_property = qs_records_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_records_row_sync;
  QS_FIELD_ROW_CLASS (klass)->name_member = qs_records_row_name_member;

  properties[PROP_ADD_LABEL] =
    g_param_spec_string ("add-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WITH] =
    g_param_spec_string ("with", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WITHOUT] =
    g_param_spec_string ("without", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_DOCUMENT);
  g_type_ensure (QS_TYPE_RECORD_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-records-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, records);
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, shown);
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, kind);
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, table);
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, frame);
  gtk_widget_class_bind_template_child (widget_class, QsRecordsRow, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_setup_cb);
}

static void
qs_records_row_init (QsRecordsRow *self)
{
  self->add_label = g_strdup (_("Add"));
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->kind, is_shown, self, NULL);
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->table));
}

/* What makes a new line the row's own. */
static JsonNode *
make_own (QsRecordsRow *self)
{
  JsonObject *record = json_object_new ();

  json_object_set_object_member (record, self->with, json_object_new ());
  return qs_json_take (record);
}

/* Adds a line; @record (nullable) is what it says at first. */
void
qs_records_row_add (QsRecordsRow *self,
                    JsonNode     *record)
{
  g_autoptr(JsonNode) own = NULL;
  g_autoptr(QsDocument) line = NULL;

  g_return_if_fail (QS_IS_RECORDS_ROW (self));

  if (record == NULL && self->with != NULL)
    record = own = make_own (self);
  line = make_record (self, record);
  g_list_store_append (self->records, line);
  show_table (self);
  if (record != NULL && !is_blank (self, record))
    read_records (self, FALSE);
}
