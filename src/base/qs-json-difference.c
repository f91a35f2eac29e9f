#include "qs-json-difference.h"

#include "qs-json-path.h"
#include "qs-json.h"

struct _QsJsonDifference
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsJsonDifference, qs_json_difference, QS_TYPE_RECORD)

enum
{
  PATH,
  BEFORE,
  AFTER,
};

static const QsRecordField fields[] = {
  [PATH] = { "path", G_TYPE_STRING },
  [BEFORE] = { "before", G_TYPE_STRING },
  [AFTER] = { "after", G_TYPE_STRING },
};

/* What records of the services are known by, the likeliest first. */
static const char * const names[] = {
  "name", "type", "containerPath", "containerName", "hostPath", "key", "targetNodes",
};

typedef struct
{
  GListStore *found;
  GString    *path;
} QsComparison;

static void compare (QsComparison *self,
                     JsonNode     *before,
                     JsonNode     *after);

static void
qs_json_difference_class_init (QsJsonDifferenceClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_json_difference_init (QsJsonDifference *self)
{
}

static void
tell (QsComparison *self,
      JsonNode     *before,
      JsonNode     *after)
{
  g_autoptr(QsJsonDifference) difference = g_object_new (QS_TYPE_JSON_DIFFERENCE, NULL);
  g_autofree char *old = before != NULL ? qs_json_print (before, FALSE) : NULL;
  g_autofree char *new = after != NULL ? qs_json_print (after, FALSE) : NULL;

  qs_record_set_string (QS_RECORD (difference), PATH, self->path->str);
  qs_record_set_string (QS_RECORD (difference), BEFORE, old);
  qs_record_set_string (QS_RECORD (difference), AFTER, new);
  g_list_store_append (self->found, difference);
}

static void
compare_member (QsComparison *self,
                const char   *name,
                JsonNode     *before,
                JsonNode     *after)
{
  gsize length = self->path->len;

  qs_json_path_append_member (self->path, name);
  compare (self, before, after);
  g_string_truncate (self->path, length);
}

static void
compare_objects (QsComparison *self,
                 JsonObject   *before,
                 JsonObject   *after)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    compare_member (self, name, value, json_object_get_member (after, name));

  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!json_object_has_member (before, name))
      compare_member (self, name, NULL, value);
}

/* What the element is known by; a path cannot say a value with a closing bracket. */
static const char *
get_key (JsonArray  *array,
         guint       index,
         const char *name)
{
  const char *key = qs_json_get_string (qs_json_element (array, index), name, "");

  return *key != '\0' && strchr (key, ']') == NULL ? key : NULL;
}

static JsonNode *
find_by_key (JsonArray  *array,
             const char *name,
             const char *key)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (get_key (array, i, name), key) == 0)
      return json_array_get_element (array, i);

  return NULL;
}

static gboolean
tells_apart (JsonArray  *array,
             const char *name)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *key = get_key (array, i, name);

      if (key == NULL || !g_hash_table_add (seen, (char *) key))
        return FALSE;
    }

  return TRUE;
}

/* The elements of @array that @other has too, by their keys, in the order of @array. */
static char **
list_common (JsonArray  *array,
             JsonArray  *other,
             const char *name)
{
  g_autoptr(GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (find_by_key (other, name, get_key (array, i, name)) != NULL)
      g_strv_builder_add (keys, get_key (array, i, name));

  return g_strv_builder_end (keys);
}

/* Returns: (nullable): the member that the records of both lists can be matched by. */
static const char *
find_name (JsonArray *before,
           JsonArray *after)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto(GStrv) old = NULL;
      g_auto(GStrv) new = NULL;

      if (!tells_apart (before, names[i]) || !tells_apart (after, names[i]))
        continue;

      old = list_common (before, after, names[i]);
      new = list_common (after, before, names[i]);
      if (g_strv_equal ((const char * const *) old, (const char * const *) new))
        return names[i];
    }

  return NULL;
}

static void
compare_record (QsComparison *self,
                const char   *name,
                const char   *key,
                JsonNode     *before,
                JsonNode     *after)
{
  gsize length = self->path->len;

  g_string_append_printf (self->path, "[%s=%s]", name, key);
  compare (self, before, after);
  g_string_truncate (self->path, length);
}

static void
compare_records (QsComparison *self,
                 const char   *name,
                 JsonArray    *before,
                 JsonArray    *after)
{
  for (guint i = 0; i < json_array_get_length (before); i++)
    {
      const char *key = get_key (before, i, name);

      compare_record (self, name, key, json_array_get_element (before, i),
                      find_by_key (after, name, key));
    }

  for (guint i = 0; i < json_array_get_length (after); i++)
    {
      const char *key = get_key (after, i, name);

      if (find_by_key (before, name, key) == NULL)
        compare_record (self, name, key, NULL, json_array_get_element (after, i));
    }
}

static void
compare_elements (QsComparison *self,
                  JsonArray    *before,
                  JsonArray    *after)
{
  guint n_before = json_array_get_length (before);
  guint n_after = json_array_get_length (after);
  gsize length = self->path->len;

  for (guint i = 0; i < MAX (n_before, n_after); i++)
    {
      qs_json_path_append_index (self->path, i);
      compare (self, i < n_before ? json_array_get_element (before, i) : NULL,
               i < n_after ? json_array_get_element (after, i) : NULL);
      g_string_truncate (self->path, length);
    }
}

static gboolean
has_records (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;

  return json_array_get_length (array) > 0;
}

static void
compare_arrays (QsComparison *self,
                JsonNode     *before,
                JsonNode     *after)
{
  JsonArray *old = json_node_get_array (before);
  JsonArray *new = json_node_get_array (after);
  const char *name;

  if (!has_records (old) || !has_records (new))
    tell (self, before, after);
  else if ((name = find_name (old, new)) != NULL)
    compare_records (self, name, old, new);
  else
    compare_elements (self, old, new);
}

static void
compare (QsComparison *self,
         JsonNode     *before,
         JsonNode     *after)
{
  if (before == NULL || after == NULL)
    tell (self, before, after);
  else if (json_node_equal (before, after))
    return;
  else if (JSON_NODE_HOLDS_OBJECT (before) && JSON_NODE_HOLDS_OBJECT (after))
    compare_objects (self, json_node_get_object (before), json_node_get_object (after));
  else if (JSON_NODE_HOLDS_ARRAY (before) && JSON_NODE_HOLDS_ARRAY (after))
    compare_arrays (self, before, after);
  else
    tell (self, before, after);
}

/**
 * qs_json_difference_compare:
 *
 * Returns: (transfer full): a list of #QsJsonDifference in the order of @before, what only @after
 *   has following; empty when the two are equal, and only then.
 */
GListStore *
qs_json_difference_compare (JsonNode *before,
                            JsonNode *after)
{
  g_autoptr(GListStore) found = g_list_store_new (QS_TYPE_JSON_DIFFERENCE);
  g_autoptr(GString) path = g_string_new (NULL);
  QsComparison self = { found, path };

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  compare (&self, before, after);
  return g_steal_pointer (&found);
}

const char *
qs_json_difference_get_path (QsJsonDifference *self)
{
  g_return_val_if_fail (QS_IS_JSON_DIFFERENCE (self), NULL);

  return qs_record_get_string (QS_RECORD (self), PATH);
}

/* Returns: (nullable): the value before, as JSON. */
const char *
qs_json_difference_get_before (QsJsonDifference *self)
{
  g_return_val_if_fail (QS_IS_JSON_DIFFERENCE (self), NULL);

  return qs_record_get_string (QS_RECORD (self), BEFORE);
}

/* Returns: (nullable): the value after, as JSON. */
const char *
qs_json_difference_get_after (QsJsonDifference *self)
{
  g_return_val_if_fail (QS_IS_JSON_DIFFERENCE (self), NULL);

  return qs_record_get_string (QS_RECORD (self), AFTER);
}
