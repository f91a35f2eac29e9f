#include "qs-json-edit.h"

#include "qs-json.h"

typedef struct
{
  const QsJsonPath *path;
  JsonNode         *value;
} QsEdit;

static gboolean edit_node (const QsEdit *edit,
                           guint         depth,
                           JsonNode     *node,
                           JsonNode     *kept,
                           JsonNode    **result,
                           GError      **error);

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

/**
 * qs_json_edit_is_absent:
 * @node: (nullable): a value
 *
 * Returns: whether a form has nothing to say with this value: none, null, or an empty string, array
 *   or object.
 */
gboolean
qs_json_edit_is_absent (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;

  return json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0';
}

/* The object with one member set, or left out when @child is absent. Order is kept. */
static JsonNode *
copy_object (JsonNode   *node,
             const char *name,
             JsonNode   *child)
{
  g_autoptr(JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;
  gboolean placed = child == NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &value))
        {
          gboolean same = g_str_equal (member, name);

          if (!same)
            json_object_set_member (copy, member, json_node_ref (value));
          else if (child != NULL)
            json_object_set_member (copy, member, json_node_ref (child));
          placed |= same;
        }
    }

  if (!placed)
    json_object_set_member (copy, name, json_node_ref (child));

  return qs_json_take (g_steal_pointer (&copy));
}

/* The array with one element set, appended, or left out when @child is absent. */
static JsonNode *
copy_array (JsonNode *node,
            guint     index,
            JsonNode *child)
{
  gboolean is_array = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  JsonArray *array = is_array ? json_node_get_array (node) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr(JsonArray) copy = json_array_new ();

  for (guint i = 0; i < MAX (length, index + 1); i++)
    {
      if (i == index && child != NULL)
        json_array_add_element (copy, json_node_ref (child));
      else if (i != index)
        json_array_add_element (copy, json_node_ref (json_array_get_element (array, i)));
    }

  return take_array (g_steal_pointer (&copy));
}

static gboolean
edit_member (const QsEdit *edit,
             guint         depth,
             JsonNode     *node,
             JsonNode     *kept,
             JsonNode    **result,
             GError      **error)
{
  const QsJsonStep *step = qs_json_path_get_step (edit->path, depth);
  JsonNode *before = qs_json_step_find (step, node, NULL);
  g_autoptr(JsonNode) child = NULL;
  g_autoptr(JsonNode) copy = NULL;

  if (!edit_node (edit, depth + 1, before, qs_json_step_find (step, kept, NULL), &child, error))
    return FALSE;

  if (child == NULL && before == NULL)
    {
      *result = node != NULL ? json_node_ref (node) : NULL;
      return TRUE;
    }

  copy = copy_object (node, step->name, child);
  if (!qs_json_edit_is_absent (copy) || (kept != NULL && JSON_NODE_HOLDS_OBJECT (kept)))
    *result = g_steal_pointer (&copy);
  return TRUE;
}

/* What a selection makes when nothing is selected yet, and what it may leave behind. */
static JsonNode *
make_selected (const QsJsonStep *step)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, step->name, step->value);
  return qs_json_take (object);
}

static gboolean
is_bare (const QsJsonStep *step,
         JsonNode         *child)
{
  return step->kind == QS_JSON_STEP_SELECT &&
         JSON_NODE_HOLDS_OBJECT (child) &&
         json_object_get_size (json_node_get_object (child)) == 1;
}

/* An emptied element in the middle stays as an empty one: the others keep their index. */
static JsonNode *
hold_place (const QsEdit *edit,
            guint         depth,
            JsonNode     *node,
            guint         index)
{
  gboolean named = depth + 1 == qs_json_path_get_length (edit->path);
  gboolean last = index + 1 >= json_array_get_length (json_node_get_array (node));
  gboolean selected = qs_json_path_get_step (edit->path, depth)->kind == QS_JSON_STEP_SELECT;

  if (named || last || selected)
    return NULL;

  return qs_json_take (json_object_new ());
}

static gboolean
edit_element (const QsEdit *edit,
              guint         depth,
              JsonNode     *node,
              JsonNode     *kept,
              JsonNode    **result,
              GError      **error)
{
  const QsJsonStep *step = qs_json_path_get_step (edit->path, depth);
  gboolean is_array = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  guint length = is_array ? json_array_get_length (json_node_get_array (node)) : 0;
  guint index;
  JsonNode *before = qs_json_step_find (step, node, &index);
  JsonNode *kept_child = qs_json_step_find (step, kept, NULL);
  g_autoptr(JsonNode) seed = NULL;
  g_autoptr(JsonNode) child = NULL;
  g_autoptr(JsonNode) copy = NULL;

  if (index > length)
    {
      g_set_error (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_RANGE,
                   "There is no element %u in an array of %u", index, length);
      return FALSE;
    }

  if (before == NULL && step->kind == QS_JSON_STEP_SELECT)
    before = seed = make_selected (step);
  if (!edit_node (edit, depth + 1, before, kept_child, &child, error))
    return FALSE;
  if (child != NULL && kept_child == NULL && is_bare (step, child))
    g_clear_pointer (&child, json_node_unref);

  if (child == NULL && index == length)
    {
      *result = node != NULL ? json_node_ref (node) : NULL;
      return TRUE;
    }

  if (child == NULL)
    child = hold_place (edit, depth, node, index);
  copy = copy_array (node, index, child);
  if (!qs_json_edit_is_absent (copy) || (kept != NULL && JSON_NODE_HOLDS_ARRAY (kept)))
    *result = g_steal_pointer (&copy);
  return TRUE;
}

static gboolean
edit_node (const QsEdit *edit,
           guint         depth,
           JsonNode     *node,
           JsonNode     *kept,
           JsonNode    **result,
           GError      **error)
{
  if (depth == qs_json_path_get_length (edit->path))
    {
      *result = edit->value != NULL ? json_node_ref (edit->value) : NULL;
      return TRUE;
    }

  if (qs_json_path_get_step (edit->path, depth)->kind == QS_JSON_STEP_MEMBER)
    return edit_member (edit, depth, node, kept, result, error);

  return edit_element (edit, depth, node, kept, result, error);
}

/**
 * qs_json_edit_set:
 * @root: an immutable document
 * @value: (nullable): an immutable value; one that is absent removes what is there
 * @kept: (nullable): a document whose containers are left standing when they become empty; others
 *   go with their last member
 * @result: (out) (transfer full): the new document, immutable
 *
 * Sets one place. Parents that are missing are made; a parent that is no container is replaced.
 *
 * Returns: whether it could; otherwise @error is %QS_JSON_PATH_ERROR_RANGE, for an index that lies
 *   beyond the end of its array.
 */
gboolean
qs_json_edit_set (JsonNode         *root,
                  const QsJsonPath *path,
                  JsonNode         *value,
                  JsonNode         *kept,
                  JsonNode        **result,
                  GError          **error)
{
  QsEdit edit = { path, qs_json_edit_is_absent (value) ? NULL : value };

  g_return_val_if_fail (root != NULL && path != NULL && result != NULL, FALSE);

  *result = NULL;
  if (!edit_node (&edit, 0, root, kept, result, error))
    return FALSE;

  if (*result == NULL)
    *result = qs_json_take (json_object_new ());
  json_node_seal (*result);
  return TRUE;
}

static gboolean
contains (JsonArray *array,
          JsonNode  *element)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_node_equal (json_array_get_element (array, i), element))
      return TRUE;

  return FALSE;
}

/* Lists of records are taken record by record; any other list, such as a command, as a whole. */
static JsonNode *
subtract_array (JsonNode *node,
                JsonNode *defaults)
{
  JsonArray *array = json_node_get_array (node);
  g_autoptr(JsonArray) left = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return json_node_ref (node);
      if (!contains (json_node_get_array (defaults), element))
        json_array_add_element (left, json_node_ref (element));
    }

  return json_array_get_length (left) > 0 ? take_array (g_steal_pointer (&left)) : NULL;
}

static JsonNode *
subtract_object (JsonNode *node,
                 JsonNode *defaults)
{
  g_autoptr(JsonObject) left = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonNode *other = json_object_get_member (json_node_get_object (defaults), name);
      JsonNode *rest = qs_json_edit_subtract (value, other);

      if (rest != NULL)
        json_object_set_member (left, name, rest);
    }

  return json_object_get_size (left) > 0 ? qs_json_take (g_steal_pointer (&left)) : NULL;
}

/**
 * qs_json_edit_subtract:
 * @node: (nullable): a document
 * @defaults: (nullable): what holds where the document says nothing
 *
 * Returns: (transfer full) (nullable): what @node says that differs from @defaults; %NULL when
 *   nothing does.
 */
JsonNode *
qs_json_edit_subtract (JsonNode *node,
                       JsonNode *defaults)
{
  if (node == NULL)
    return NULL;
  if (defaults == NULL)
    return json_node_ref (node);
  if (json_node_equal (node, defaults))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node) && JSON_NODE_HOLDS_OBJECT (defaults))
    return subtract_object (node, defaults);
  if (JSON_NODE_HOLDS_ARRAY (node) && JSON_NODE_HOLDS_ARRAY (defaults))
    return subtract_array (node, defaults);

  return json_node_ref (node);
}

static void
take_change (JsonObject *changes,
             const char *name,
             JsonNode   *value,
             JsonNode   *other)
{
  if (other == NULL || !json_node_equal (value, other))
    json_object_set_member (changes, name, json_node_ref (value));
}

/**
 * qs_json_edit_get_changes:
 * @node: an object
 * @base: an object
 * @always: (nullable): members of @node that are told of even when they are as in @base
 *
 * Returns: (transfer full): the members of @node that are not as in @base, an object; objects are
 *   compared member by member, lists as a whole.
 */
JsonNode *
qs_json_edit_get_changes (JsonNode           *node,
                          JsonNode           *base,
                          const char * const *always)
{
  JsonObject *changes = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), NULL);
  g_return_val_if_fail (base != NULL && JSON_NODE_HOLDS_OBJECT (base), NULL);

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonNode *other = json_object_get_member (json_node_get_object (base), name);

      if (always != NULL && g_strv_contains (always, name))
        json_object_set_member (changes, name, json_node_ref (value));
      else if (other == NULL || !JSON_NODE_HOLDS_OBJECT (other) || !JSON_NODE_HOLDS_OBJECT (value))
        take_change (changes, name, value, other);
      else if (!json_node_equal (value, other))
        json_object_set_member (changes, name, qs_json_edit_get_changes (value, other, NULL));
    }

  return qs_json_take (changes);
}

static JsonNode *
sort_object (JsonObject *object)
{
  g_autoptr(GList) names = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);
  JsonObject *sorted = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (sorted, l->data,
                            qs_json_edit_sort (json_object_get_member (object, l->data)));

  return qs_json_take (sorted);
}

/**
 * qs_json_edit_sort:
 *
 * Returns: (transfer full): @node with the members of every object in the order of their names, so
 *   that equal documents print equally.
 */
JsonNode *
qs_json_edit_sort (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return sort_object (json_node_get_object (node));

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *sorted = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (sorted, qs_json_edit_sort (json_array_get_element (array, i)));
      return take_array (sorted);
    }

  return json_node_copy (node);
}

/**
 * qs_json_edit_print_canonical:
 *
 * Returns: (transfer full): text for comparing: no space, members sorted by name.
 */
char *
qs_json_edit_print_canonical (JsonNode *node)
{
  g_autoptr(JsonNode) sorted = qs_json_edit_sort (node);

  return qs_json_print (sorted, FALSE);
}
