#include "qs-pairs-row.h"

#include <glib/gi18n.h>

#include "qs-json.h"
#include "qs-pair-line.h"
#include "qs-ui-resources.h"

struct _QsPairsRow
{
  QsFieldRow parent_instance;

  char      *add_label;
  GtkBox    *lines;
  GtkButton *add_button;
};

G_DEFINE_FINAL_TYPE (QsPairsRow, qs_pairs_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_ADD_LABEL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef void (*QsPairFunc) (const char *name,
                            const char *value,
                            gpointer    user_data);

typedef struct
{
  QsPairsRow *self;
  GHashTable *known;   /* name → value */
} QsPairsFill;

static gboolean
is_map (QsPairsRow *self)
{
  const QsMember *member = qs_field_row_get_member (QS_FIELD_ROW (self));

  return member != NULL && qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_MAP;
}

/* Calls @func for each pair of a map, or of a list of records with name and value. */
static void
foreach_pair (JsonNode  *node,
              QsPairFunc func,
              gpointer   user_data)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          g_autofree char *text = qs_field_row_print (value);

          func (name, text, user_data);
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        func (qs_json_get_string (qs_json_element (array, i), "name", ""),
              qs_json_get_string (qs_json_element (array, i), "value", ""), user_data);
    }
}

/* An empty value says "as it is by default" where there is a default, and is a value elsewhere. */
static gboolean
counts (QsPairLine *line)
{
  if (qs_pair_line_is_fixed (line))
    return *qs_pair_line_get_value (line) != '\0';

  return *qs_pair_line_get_name (line) != '\0';
}

static JsonNode *
collect_map (QsPairsRow *self)
{
  JsonObject *object = json_object_new ();

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (counts (QS_PAIR_LINE (line)))
      json_object_set_string_member (object, qs_pair_line_get_name (QS_PAIR_LINE (line)),
                                     qs_pair_line_get_value (QS_PAIR_LINE (line)));

  return qs_json_take (object);
}

static JsonNode *
collect_list (QsPairsRow *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (counts (QS_PAIR_LINE (line)))
      {
        JsonObject *record = json_object_new ();

        json_object_set_string_member (record, "name",
                                       qs_pair_line_get_name (QS_PAIR_LINE (line)));
        json_object_set_string_member (record, "value",
                                       qs_pair_line_get_value (QS_PAIR_LINE (line)));
        json_array_add_object_element (array, record);
      }

  json_node_take_array (node, array);
  return node;
}

/* Returns: (transfer full) (nullable): what is wrong with the lines as they stand. */
static char *
find_fault (QsPairsRow *self)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *name = qs_pair_line_get_name (QS_PAIR_LINE (child));

      if (*name == '\0' && *qs_pair_line_get_value (QS_PAIR_LINE (child)) != '\0')
        return g_strdup_printf (_("The value “%s” has no name"),
                                qs_pair_line_get_value (QS_PAIR_LINE (child)));
      if (*name != '\0' && !g_hash_table_add (names, (char *) name))
        return g_strdup_printf (_("“%s” stands here twice"), name);
    }

  return NULL;
}

static void
read_lines (QsPairsRow *self)
{
  g_autofree char *fault = find_fault (self);
  g_autoptr(JsonNode) value = NULL;

  if (fault != NULL)
    {
      qs_field_row_refuse (QS_FIELD_ROW (self), fault);
      return;
    }

  value = is_map (self) ? collect_map (self) : collect_list (self);
  qs_field_row_type (QS_FIELD_ROW (self), value);
}

/* Without a line there is no gap above the button. */
static void
show_lines (QsPairsRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->lines),
                          gtk_widget_get_first_child (GTK_WIDGET (self->lines)) != NULL);
}

static void
on_line_removed_cb (QsPairsRow *self,
                    GtkWidget  *line)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  gtk_box_remove (self->lines, line);
  show_lines (self);
  read_lines (self);
}

static GtkWidget *
add_line (QsPairsRow *self,
          const char *name,
          const char *value,
          const char *fallback)
{
  GtkWidget *line = qs_pair_line_new (name, value, fallback, fallback != NULL);

  g_signal_connect_object (line, "changed", G_CALLBACK (read_lines), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "removed", G_CALLBACK (on_line_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->lines, line);
  show_lines (self);
  return line;
}

static void
on_add_clicked_cb (QsPairsRow *self)
{
  gtk_widget_grab_focus (add_line (self, "", "", NULL));
}

static void
note_pair (const char *name,
           const char *value,
           gpointer    user_data)
{
  g_hash_table_insert (user_data, g_strdup (name), g_strdup (value));
}

static void
show_default (const char *name,
              const char *value,
              gpointer    user_data)
{
  QsPairsFill *fill = user_data;
  const char *present = g_hash_table_lookup (fill->known, name);

  add_line (fill->self, name, present != NULL ? present : "", value);
}

static void
show_own (const char *name,
          const char *value,
          gpointer    user_data)
{
  QsPairsFill *fill = user_data;

  if (!g_hash_table_contains (fill->known, name))
    add_line (fill->self, name, value, NULL);
}

/* The default's lines first, then those of the request alone. */
static void
qs_pairs_row_sync (QsFieldRow *row)
{
  QsPairsRow *self = QS_PAIRS_ROW (row);
  g_autoptr(GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) defaults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  QsPairsFill fill = { self, own };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);

  foreach_pair (qs_field_row_get_value (row), note_pair, own);
  foreach_pair (qs_field_row_get_default (row), note_pair, defaults);
  foreach_pair (qs_field_row_get_default (row), show_default, &fill);
  fill.known = defaults;
  foreach_pair (qs_field_row_get_value (row), show_own, &fill);
  show_lines (self);
}

static void
qs_pairs_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PAIRS_ROW);

  G_OBJECT_CLASS (qs_pairs_row_parent_class)->dispose (object);
}

static void
qs_pairs_row_finalize (GObject *object)
{
  g_free (QS_PAIRS_ROW (object)->add_label);

  G_OBJECT_CLASS (qs_pairs_row_parent_class)->finalize (object);
}

static void
qs_pairs_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_string (value, QS_PAIRS_ROW (object)->add_label);
}

static void
qs_pairs_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (g_set_str (&QS_PAIRS_ROW (object)->add_label, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_pairs_row_class_init (QsPairsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_pairs_row_dispose;
  object_class->finalize = qs_pairs_row_finalize;
  object_class->get_property = qs_pairs_row_get_property;
  object_class->set_property = qs_pairs_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_pairs_row_sync;

  properties[PROP_ADD_LABEL] =
    g_param_spec_string ("add-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-pairs-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPairsRow, lines);
  gtk_widget_class_bind_template_child (widget_class, QsPairsRow, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
qs_pairs_row_init (QsPairsRow *self)
{
  self->add_label = g_strdup (_("Add"));
  gtk_widget_init_template (GTK_WIDGET (self));
}
