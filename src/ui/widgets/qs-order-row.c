#include "qs-order-row.h"

#include "qs-format-closures.h"
#include "qs-json.h"
#include "qs-order-line.h"
#include "qs-picker.h"
#include "qs-resource-list.h"
#include "qs-ui-resources.h"

struct _QsOrderRow
{
  QsFieldRow      parent_instance;

  char           *value_member;
  char           *order_member;
  char           *placeholder;
  QsResourceList *source;

  GtkListBox     *lines;
  GtkEntry       *entry;
};

G_DEFINE_FINAL_TYPE (QsOrderRow, qs_order_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_VALUE_MEMBER = 1,
  PROP_ORDER_MEMBER,
  PROP_PLACEHOLDER,
  PROP_SOURCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
compare_records (gconstpointer a,
                 gconstpointer b,
                 gpointer      order_member)
{
  gint64 one = qs_json_get_int (*(JsonObject **) a, order_member, G_MAXINT64);
  gint64 other = qs_json_get_int (*(JsonObject **) b, order_member, G_MAXINT64);

  return (one > other) - (one < other);
}

/* Returns: (transfer full): copies of the records, the first to be tried first. */
static GPtrArray *
list_records (QsOrderRow *self)
{
  JsonNode *value = qs_field_row_get_value (QS_FIELD_ROW (self));
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value)
                                                                   : NULL;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr(JsonNode) copy = qs_json_copy (element);

      if (JSON_NODE_HOLDS_OBJECT (copy))
        g_ptr_array_add (records, json_node_dup_object (copy));
    }

  g_ptr_array_sort_with_data (records, compare_records, self->order_member);
  return records;
}

static void show_records (QsOrderRow *self,
                          GPtrArray  *records);

static void
enter_records (QsOrderRow *self,
               GPtrArray  *records)
{
  g_autoptr(JsonNode) value = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      json_object_set_int_member (records->pdata[i], self->order_member, i + 1);
      json_array_add_object_element (array, json_object_ref (records->pdata[i]));
    }

  json_node_take_array (value, array);
  qs_field_row_choose (QS_FIELD_ROW (self), value);
  show_records (self, records);
}

/* arn:aws:batch:…:compute-environment/first-run → first-run */
static const char *
strip_arn (const char *text)
{
  const char *slash = g_str_has_prefix (text, "arn:") ? strrchr (text, '/') : NULL;

  return slash != NULL ? slash + 1 : text;
}

static const char *
get_text (QsOrderRow *self,
          JsonObject *record)
{
  return strip_arn (qs_json_get_string (record, self->value_member, ""));
}

static void
focus_line (QsOrderRow *self,
            guint       position)
{
  GtkListBoxRow *line = gtk_list_box_get_row_at_index (self->lines, position);

  gtk_widget_grab_focus (line != NULL ? GTK_WIDGET (line) : GTK_WIDGET (self->entry));
}

static void
move_line (QsOrderRow *self,
           guint       from,
           guint       to)
{
  g_autoptr(GPtrArray) records = list_records (self);

  if (from == to || from >= records->len || to >= records->len)
    return;

  g_ptr_array_insert (records, to, g_ptr_array_steal_index (records, from));
  enter_records (self, records);
  focus_line (self, to);
}

static void
on_line_moved_cb (QsOrderRow  *self,
                  guint        to,
                  QsOrderLine *line)
{
  move_line (self, qs_order_line_get_position (line), to);
}

static void
on_line_removed_cb (QsOrderRow  *self,
                    QsOrderLine *line)
{
  guint position = qs_order_line_get_position (line);
  g_autoptr(GPtrArray) records = list_records (self);

  if (position >= records->len)
    return;

  g_ptr_array_remove_index (records, position);
  enter_records (self, records);
  focus_line (self, MIN (position, MAX (records->len, 1) - 1));
}

static void
show_records (QsOrderRow *self,
              GPtrArray  *records)
{
  gtk_list_box_remove_all (self->lines);
  for (guint i = 0; i < records->len; i++)
    {
      QsOrderLine *line = qs_order_line_new (get_text (self, records->pdata[i]), i, records->len);

      g_signal_connect_object (line, "moved", G_CALLBACK (on_line_moved_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "removed", G_CALLBACK (on_line_removed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->lines, GTK_WIDGET (line));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->lines), records->len > 0);
}

/* What is there already is shown and not added again. */
static void
add_value (QsOrderRow *self,
           const char *value)
{
  g_autoptr(GPtrArray) records = list_records (self);
  JsonObject *record;

  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (get_text (self, records->pdata[i]), strip_arn (value)))
      {
        focus_line (self, i);
        return;
      }

  record = json_object_new ();
  json_object_set_string_member (record, self->value_member, value);
  g_ptr_array_add (records, record);
  enter_records (self, records);
}

static void
add_typed (QsOrderRow *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (*g_strstrip (typed) != '\0')
    add_value (self, typed);
}

static void
on_picker_picked_cb (QsOrderRow *self,
                     const char *value)
{
  add_value (self, value);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_picker_refresh_cb (QsOrderRow *self)
{
  if (self->source != NULL)
    qs_resource_list_refresh (self->source);
}

static GdkDragAction
on_drop_motion_cb (QsOrderRow *self,
                   double      x,
                   double      y)
{
  GtkListBoxRow *line = gtk_list_box_get_row_at_y (self->lines, y);

  if (line == NULL)
    return 0;

  gtk_list_box_drag_highlight_row (self->lines, line);
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave_cb (QsOrderRow *self)
{
  gtk_list_box_drag_unhighlight_row (self->lines);
}

/* Only a line of this very row is taken. */
static gboolean
on_drop_cb (QsOrderRow   *self,
            const GValue *value,
            double        x,
            double        y)
{
  GtkListBoxRow *target = gtk_list_box_get_row_at_y (self->lines, y);
  QsOrderLine *line = g_value_get_object (value);

  gtk_list_box_drag_unhighlight_row (self->lines);
  if (target == NULL || line == NULL ||
      !gtk_widget_is_ancestor (GTK_WIDGET (line), GTK_WIDGET (self->lines)))
    return FALSE;

  move_line (self, qs_order_line_get_position (line),
             qs_order_line_get_position (QS_ORDER_LINE (target)));
  return TRUE;
}

static void
qs_order_row_sync (QsFieldRow *row)
{
  QsOrderRow *self = QS_ORDER_ROW (row);
  g_autoptr(GPtrArray) records = list_records (self);

  show_records (self, records);
}

static void
qs_order_row_dispose (GObject *object)
{
  QsOrderRow *self = QS_ORDER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ORDER_ROW);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_order_row_parent_class)->dispose (object);
}

static void
qs_order_row_finalize (GObject *object)
{
  QsOrderRow *self = QS_ORDER_ROW (object);

  g_free (self->value_member);
  g_free (self->order_member);
  g_free (self->placeholder);

  G_OBJECT_CLASS (qs_order_row_parent_class)->finalize (object);
}

static void
qs_order_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsOrderRow *self = QS_ORDER_ROW (object);

  switch (prop_id)
    {
    case PROP_VALUE_MEMBER:
      g_value_set_string (value, self->value_member);
      break;
    case PROP_ORDER_MEMBER:
      g_value_set_string (value, self->order_member);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_order_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsOrderRow *self = QS_ORDER_ROW (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_VALUE_MEMBER:
      changed = g_set_str (&self->value_member, g_value_get_string (value));
      break;
    case PROP_ORDER_MEMBER:
      changed = g_set_str (&self->order_member, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      changed = g_set_str (&self->placeholder, g_value_get_string (value));
      break;
    case PROP_SOURCE:
      changed = g_set_object (&self->source, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_ORDER_LINE);
  g_type_ensure (QS_TYPE_PICKER);
  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-order-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsOrderRow, lines);
  gtk_widget_class_bind_template_child (widget_class, QsOrderRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_order_row_class_init (QsOrderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_order_row_dispose;
  object_class->finalize = qs_order_row_finalize;
  object_class->get_property = qs_order_row_get_property;
  object_class->set_property = qs_order_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_order_row_sync;

  properties[PROP_VALUE_MEMBER] = g_param_spec_string ("value-member", NULL, NULL, NULL, flags);
  properties[PROP_ORDER_MEMBER] = g_param_spec_string ("order-member", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_SOURCE] =
    g_param_spec_object ("source", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
qs_order_row_init (QsOrderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->entry));
}
