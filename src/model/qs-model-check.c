#include "qs-model-check.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qs-fault.h"
#include "qs-json-path.h"
#include "qs-model-text.h"
#include "qs-pattern.h"
#include "qs-shape-private.h"

/* Models may refer to themselves, so documents may nest without end. */
#define MAX_DEPTH 64

typedef struct
{
  GPtrArray    *faults;
  GString      *path;
  guint         depth;
  QsModelRigour rigour;
} QsCheck;

static void check_value (QsCheck       *check,
                         const QsShape *shape,
                         JsonNode      *value);
static void check_document (QsCheck  *check,
                            JsonNode *value);

static gboolean
holds (JsonNode *value,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == type;
}

static gboolean
holds_number (JsonNode *value)
{
  return holds (value, G_TYPE_INT64) || holds (value, G_TYPE_DOUBLE);
}

static void
add_fault (QsCheck    *check,
           JsonNode   *value,
           const char *rule)
{
  qs_faults_add (check->faults, check->path->str, value, "%s", rule);
}

static void
check_count (QsCheck       *check,
             const QsShape *shape,
             JsonNode      *value,
             guint          count)
{
  if (check->rigour != QS_MODEL_EVERYTHING)
    return;

  if (shape->has_min && count < shape->min)
    qs_faults_add (check->faults, check->path->str, value,
                   ngettext ("must have at least %u entry", "must have at least %u entries",
                             (guint) shape->min), (guint) shape->min);
  if (shape->has_max && count > shape->max)
    qs_faults_add (check->faults, check->path->str, value,
                   ngettext ("must have at most %u entry", "must have at most %u entries",
                             (guint) shape->max), (guint) shape->max);
}

static void
check_length (QsCheck       *check,
              const QsShape *shape,
              JsonNode      *value,
              gsize          length)
{
  if (check->rigour != QS_MODEL_EVERYTHING)
    return;

  if (shape->has_min && length < shape->min)
    qs_faults_add (check->faults, check->path->str, value,
                   ngettext ("must have at least %u character", "must have at least %u characters",
                             (guint) shape->min), (guint) shape->min);
  if (shape->has_max && length > shape->max)
    qs_faults_add (check->faults, check->path->str, value,
                   ngettext ("must have at most %u character", "must have at most %u characters",
                             (guint) shape->max), (guint) shape->max);
}

static void
check_choice (QsCheck       *check,
              const QsShape *shape,
              JsonNode      *value,
              const char    *text)
{
  g_autofree char *choices = NULL;

  if (shape->choices == NULL || g_strv_contains ((const char * const *) shape->choices, text))
    return;

  choices = qs_model_list_choices (shape->choices);
  qs_faults_add (check->faults, check->path->str, value, _("must be one of %s"), choices);
}

/* Also for the keys of maps, which are no nodes of the document. */
static void
check_text (QsCheck       *check,
            const QsShape *shape,
            JsonNode      *value,
            const char    *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      add_fault (check, value, _("must be UTF-8 text"));
      return;
    }

  if (check->rigour != QS_MODEL_EVERYTHING)
    return;

  check_length (check, shape, value, g_utf8_strlen (text, -1));
  check_choice (check, shape, value, text);
  if (shape->regex != NULL && !qs_pattern_matches (shape->regex, text))
    qs_faults_add (check->faults, check->path->str, value, _("must match %s"), shape->pattern);
}

static void
check_string (QsCheck       *check,
              const QsShape *shape,
              JsonNode      *value)
{
  if (holds (value, G_TYPE_STRING))
    check_text (check, shape, value, json_node_get_string (value));
  else
    add_fault (check, value, _("must be text"));
}

static void
check_blob (QsCheck       *check,
            const QsShape *shape,
            JsonNode      *value)
{
  const char *text = holds (value, G_TYPE_STRING) ? json_node_get_string (value) : NULL;

  if (text == NULL || !qs_model_is_base64 (text))
    add_fault (check, value, _("must be base64 text"));
  else
    check_length (check, shape, value, strlen (text) / 4 * 3);
}

static void
check_boolean (QsCheck  *check,
               JsonNode *value)
{
  if (!holds (value, G_TYPE_BOOLEAN))
    add_fault (check, value, _("must be true or false"));
}

static void
check_range (QsCheck       *check,
             const QsShape *shape,
             JsonNode      *value)
{
  double number = json_node_get_double (value);
  char limit[G_ASCII_DTOSTR_BUF_SIZE];

  if (check->rigour != QS_MODEL_EVERYTHING)
    return;

  if (shape->has_min && number < shape->min)
    qs_faults_add (check->faults, check->path->str, value, _("must be at least %s"),
                   g_ascii_formatd (limit, sizeof limit, "%.15g", shape->min));
  if (shape->has_max && number > shape->max)
    qs_faults_add (check->faults, check->path->str, value, _("must be at most %s"),
                   g_ascii_formatd (limit, sizeof limit, "%.15g", shape->max));
}

static void
check_number (QsCheck       *check,
              const QsShape *shape,
              JsonNode      *value)
{
  if (holds (value, G_TYPE_STRING) && qs_model_is_special_number (json_node_get_string (value)))
    return;
  if (holds_number (value) && isfinite (json_node_get_double (value)))
    check_range (check, shape, value);
  else
    add_fault (check, value, _("must be a number"));
}

/* 4.0 is a whole number, and JSON does not tell it from 4. */
static gboolean
is_whole (JsonNode *value)
{
  double number;

  if (holds (value, G_TYPE_INT64))
    return TRUE;
  if (!holds (value, G_TYPE_DOUBLE))
    return FALSE;

  number = json_node_get_double (value);
  return number == floor (number) && fabs (number) < 0x1p63;
}

static void
check_whole (QsCheck       *check,
             const QsShape *shape,
             JsonNode      *value)
{
  double number;

  if (!is_whole (value))
    {
      add_fault (check, value, _("must be a whole number"));
      return;
    }

  number = json_node_get_double (value);
  if (shape->kind == QS_SHAPE_INTEGER && (number < G_MININT32 || number > G_MAXINT32))
    qs_faults_add (check->faults, check->path->str, value, _("must be from %d to %d"),
                   G_MININT32, G_MAXINT32);
  else
    check_range (check, shape, value);
}

static void
check_timestamp (QsCheck  *check,
                 JsonNode *value)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = NULL;

  if (holds_number (value) && qs_model_is_time (json_node_get_double (value)))
    return;

  if (holds (value, G_TYPE_STRING))
    time = g_date_time_new_from_iso8601 (json_node_get_string (value), utc);
  if (time == NULL || !qs_model_is_time (g_date_time_to_unix (time)))
    add_fault (check, value, _("must be a time: seconds since 1970 or ISO 8601"));
}

/* An entry that is null is a gap, which some services take. */
static void
check_element (QsCheck        *check,
               const QsMember *element,
               JsonNode       *value)
{
  if (check->rigour != QS_MODEL_EVERYTHING && JSON_NODE_HOLDS_NULL (value))
    return;

  check_value (check, element->shape, value);
}

static void
check_list (QsCheck       *check,
            const QsShape *shape,
            JsonNode      *value)
{
  gsize length = check->path->len;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      add_fault (check, value, _("must be a list"));
      return;
    }

  array = json_node_get_array (value);
  check_count (check, shape, value, json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      qs_json_path_append_index (check->path, i);
      check_element (check, shape->element, json_array_get_element (array, i));
      g_string_truncate (check->path, length);
    }
}

static void
check_map (QsCheck       *check,
           const QsShape *shape,
           JsonNode      *value)
{
  gsize length = check->path->len;
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      add_fault (check, value, _("must be an object"));
      return;
    }

  object = json_node_get_object (value);
  check_count (check, shape, value, json_object_get_size (object));
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    {
      qs_json_path_append_member (check->path, name);
      check_text (check, shape->map_key->shape, NULL, name);
      check_element (check, shape->map_value, entry);
      g_string_truncate (check->path, length);
    }
}

static void
check_member (QsCheck        *check,
              const QsMember *member,
              JsonNode       *value)
{
  /* On the wire null is the same as nothing. */
  gboolean given = value != NULL && !JSON_NODE_HOLDS_NULL (value);

  if (given && qs_member_has_trait (member, "jsonvalue"))
    check_document (check, value);
  else if (given)
    check_value (check, member->shape, value);
  else if (member->required)
    add_fault (check, NULL, _("is required"));
}

static void
check_unknown (QsCheck       *check,
               const QsShape *shape,
               JsonObject    *object)
{
  gsize length = check->path->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (g_hash_table_contains (shape->by_name, name))
        continue;
      qs_json_path_append_member (check->path, name);
      if (check->rigour == QS_MODEL_KNOWN_TYPES)
        check_document (check, value);
      else
        qs_faults_add (check->faults, check->path->str, value, _("is no member of %s"),
                       shape->name);
      g_string_truncate (check->path, length);
    }
}

static void
check_structure (QsCheck       *check,
                 const QsShape *shape,
                 JsonNode      *value)
{
  gsize length = check->path->len;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      add_fault (check, value, _("must be an object"));
      return;
    }

  object = json_node_get_object (value);
  for (guint i = 0; i < shape->members->len; i++)
    {
      const QsMember *member = g_ptr_array_index (shape->members, i);

      qs_json_path_append_member (check->path, member->name);
      check_member (check, member, json_object_get_member (object, member->name));
      g_string_truncate (check->path, length);
    }
  check_unknown (check, shape, object);
}

static void
check_by_kind (QsCheck       *check,
               const QsShape *shape,
               JsonNode      *value)
{
  switch (shape->kind)
    {
    case QS_SHAPE_STRUCTURE:
      check_structure (check, shape, value);
      break;

    case QS_SHAPE_LIST:
      check_list (check, shape, value);
      break;

    case QS_SHAPE_MAP:
      check_map (check, shape, value);
      break;

    case QS_SHAPE_STRING:
      check_string (check, shape, value);
      break;

    case QS_SHAPE_BLOB:
      check_blob (check, shape, value);
      break;

    case QS_SHAPE_BOOLEAN:
      check_boolean (check, value);
      break;

    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
      check_whole (check, shape, value);
      break;

    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
      check_number (check, shape, value);
      break;

    case QS_SHAPE_TIMESTAMP:
    default:
      check_timestamp (check, value);
      break;
    }
}

/* A document is any JSON; only its depth has a limit. */
static void
check_document (QsCheck  *check,
                JsonNode *value)
{
  g_autoptr(GList) values = NULL;

  if (check->depth == MAX_DEPTH)
    {
      add_fault (check, value, _("is nested too deeply"));
      return;
    }

  if (JSON_NODE_HOLDS_OBJECT (value))
    values = json_object_get_values (json_node_get_object (value));
  else if (JSON_NODE_HOLDS_ARRAY (value))
    values = json_array_get_elements (json_node_get_array (value));

  check->depth++;
  for (GList *iter = values; iter != NULL; iter = iter->next)
    check_document (check, iter->data);
  check->depth--;
}

/* What has been found since there were @count faults is told without the values. */
static void
hide_values (GPtrArray *faults,
             guint      count)
{
  for (guint i = count; i < faults->len; i++)
    {
      QsFault *told = g_ptr_array_index (faults, i);

      g_ptr_array_index (faults, i) = qs_fault_new (told->path, NULL, told->rule);
      qs_fault_free (told);
    }
}

static void
check_value (QsCheck       *check,
             const QsShape *shape,
             JsonNode      *value)
{
  guint count = check->faults->len;

  if (check->depth == MAX_DEPTH)
    {
      add_fault (check, value, _("is nested too deeply"));
      return;
    }

  if (qs_shape_has_trait (shape, "document"))
    {
      check_document (check, value);
      return;
    }

  check->depth++;
  check_by_kind (check, shape, value);
  check->depth--;
  if (qs_shape_has_trait (shape, "sensitive"))
    hide_values (check->faults, count);
}

void
qs_model_check (GPtrArray      *faults,
                const QsMember *member,
                JsonNode       *value,
                QsModelRigour   rigour)
{
  g_autoptr(GString) path = g_string_new (NULL);
  QsCheck check = { faults, path, 0, rigour };

  check_value (&check, member->shape, value);
}
