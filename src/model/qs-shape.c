#include "qs-shape-private.h"

#include "qs-json.h"
#include "qs-json-path.h"

QsShape *
qs_shape_new (const char *name)
{
  QsShape *self = g_new0 (QsShape, 1);

  self->name = g_strdup (name);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_member_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
qs_shape_free (QsShape *self)
{
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->element, qs_member_free);
  g_clear_pointer (&self->map_key, qs_member_free);
  g_clear_pointer (&self->map_value, qs_member_free);
  g_clear_pointer (&self->choices, g_strfreev);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->traits, json_object_unref);
  g_free (self->pattern);
  g_free (self->name);
  g_free (self);
}

QsMember *
qs_member_new (const char    *name,
               const QsShape *shape,
               JsonObject    *traits)
{
  QsMember *self = g_new0 (QsMember, 1);

  self->name = g_strdup (name);
  self->shape = shape;
  self->traits = traits != NULL ? json_object_ref (traits) : NULL;

  return self;
}

void
qs_member_free (QsMember *self)
{
  g_clear_pointer (&self->traits, json_object_unref);
  g_free (self->name);
  g_free (self);
}

const char *
qs_traits_get_string (JsonObject *traits,
                      const char *trait)
{
  return qs_json_get_string (traits, trait, NULL);
}

/* There without being false: models write both "box":true and "error":{…}. */
gboolean
qs_traits_is_set (JsonObject *traits,
                  const char *trait)
{
  if (traits == NULL || !json_object_has_member (traits, trait))
    return FALSE;

  return qs_json_get_bool (traits, trait, TRUE);
}

/**
 * qs_shape_get_name:
 *
 * Returns: (transfer none): the name of the type in the model, such as "ContainerOverrides".
 */
const char *
qs_shape_get_name (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * qs_shape_get_kind:
 *
 * Returns: which of the model's types it is.
 */
QsShapeKind
qs_shape_get_kind (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, QS_SHAPE_STRUCTURE);

  return self->kind;
}

/**
 * qs_shape_get_n_members:
 *
 * Returns: how many members a structure has, 0 for every other kind.
 */
guint
qs_shape_get_n_members (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->members->len;
}

/**
 * qs_shape_get_member:
 * @position: less than qs_shape_get_n_members()
 *
 * Returns: (transfer none): a member of a structure, in the model's order.
 */
const QsMember *
qs_shape_get_member (const QsShape *self,
                     guint          position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->members->len, NULL);

  return g_ptr_array_index (self->members, position);
}

/**
 * qs_shape_lookup_member:
 *
 * Returns: (transfer none) (nullable): the structure's member of that name.
 */
const QsMember *
qs_shape_lookup_member (const QsShape *self,
                        const char    *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, name);
}

/**
 * qs_shape_get_element:
 *
 * Returns: (transfer none) (nullable): what a list holds; %NULL for every other kind.
 */
const QsMember *
qs_shape_get_element (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->element;
}

/**
 * qs_shape_get_map_key:
 *
 * Returns: (transfer none) (nullable): what the keys of a map are; %NULL for every other kind.
 */
const QsMember *
qs_shape_get_map_key (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->map_key;
}

/**
 * qs_shape_get_map_value:
 *
 * Returns: (transfer none) (nullable): what the values of a map are; %NULL for every other kind.
 */
const QsMember *
qs_shape_get_map_value (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->map_value;
}

static const QsMember *
step_into (const QsShape    *shape,
           const QsJsonStep *step)
{
  gboolean named = step->kind == QS_JSON_STEP_MEMBER;

  if (shape->kind == QS_SHAPE_STRUCTURE)
    return named ? qs_shape_lookup_member (shape, step->name) : NULL;
  if (shape->kind == QS_SHAPE_MAP)
    return named ? shape->map_value : NULL;
  if (shape->kind == QS_SHAPE_LIST)
    return named ? NULL : shape->element;

  return NULL;
}

/**
 * qs_shape_find:
 * @path: a #QsJsonPath, such as "containerProperties.mountPoints[1].readOnly"
 *
 * Follows @path down from this shape. Elements need not exist.
 *
 * Returns: (transfer none) (nullable): the member at the end of the path, %NULL when the model has
 *   no such path.
 */
const QsMember *
qs_shape_find (const QsShape *self,
               const char    *path)
{
  g_autoptr(QsJsonPath) parsed = qs_json_path_new (path, NULL);
  const QsMember *member = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; parsed != NULL && i < qs_json_path_get_length (parsed); i++)
    {
      member = step_into (member != NULL ? member->shape : self, qs_json_path_get_step (parsed, i));
      if (member == NULL)
        return NULL;
    }

  return member;
}

/**
 * qs_shape_get_enum:
 *
 * Returns: (transfer none) (nullable): the values a string may have, in the model's order; %NULL
 *   when any will do. A server may answer others: show them, never refuse them.
 */
const char * const *
qs_shape_get_enum (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->choices;
}

/**
 * qs_shape_get_min:
 * @min: (out) (optional): the least value of a number, length in characters of a string, or number
 *   of elements of a list or map
 *
 * Returns: whether the model sets one.
 */
gboolean
qs_shape_get_min (const QsShape *self,
                  double        *min)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->has_min && min != NULL)
    *min = self->min;

  return self->has_min;
}

/**
 * qs_shape_get_max:
 * @max: (out) (optional): the greatest value of a number, length in characters of a string, or
 *   number of elements of a list or map
 *
 * Returns: whether the model sets one.
 */
gboolean
qs_shape_get_max (const QsShape *self,
                  double        *max)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->has_max && max != NULL)
    *max = self->max;

  return self->has_max;
}

/**
 * qs_shape_get_pattern:
 *
 * Returns: (transfer none) (nullable): the regular expression of a string, as the model writes it.
 */
const char *
qs_shape_get_pattern (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pattern;
}

/**
 * qs_shape_get_trait:
 *
 * Returns: (transfer none) (nullable): a trait that is text, such as "payload".
 */
const char *
qs_shape_get_trait (const QsShape *self,
                    const char    *trait)
{
  g_return_val_if_fail (self != NULL, NULL);

  return qs_traits_get_string (self->traits, trait);
}

/**
 * qs_shape_has_trait:
 *
 * Returns: whether a trait is there and not false, such as "flattened" or "exception".
 */
gboolean
qs_shape_has_trait (const QsShape *self,
                    const char    *trait)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return qs_traits_is_set (self->traits, trait);
}

/**
 * qs_shape_get_traits:
 *
 * Returns: (transfer none) (nullable): all traits, as the model writes them; not to be modified.
 */
JsonObject *
qs_shape_get_traits (const QsShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->traits;
}

/**
 * qs_member_get_name:
 *
 * Returns: (transfer none): the member's name in JSON; "member", "key" or "value" for what a list
 *   or a map holds.
 */
const char *
qs_member_get_name (const QsMember *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * qs_member_get_shape:
 *
 * Returns: (transfer none): the type of what stands in this place.
 */
const QsShape *
qs_member_get_shape (const QsMember *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->shape;
}

/**
 * qs_member_is_required:
 *
 * Returns: whether its structure must have it.
 */
gboolean
qs_member_is_required (const QsMember *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->required;
}

/**
 * qs_member_get_trait:
 *
 * Returns: (transfer none) (nullable): a trait that is text, such as "location" or "locationName".
 */
const char *
qs_member_get_trait (const QsMember *self,
                     const char     *trait)
{
  g_return_val_if_fail (self != NULL, NULL);

  return qs_traits_get_string (self->traits, trait);
}

/**
 * qs_member_has_trait:
 *
 * Returns: whether a trait is there and not false, such as "idempotencyToken" or "deprecated".
 */
gboolean
qs_member_has_trait (const QsMember *self,
                     const char     *trait)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return qs_traits_is_set (self->traits, trait);
}

/**
 * qs_member_get_traits:
 *
 * Returns: (transfer none) (nullable): all traits, as the model writes them; not to be modified.
 */
JsonObject *
qs_member_get_traits (const QsMember *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->traits;
}
