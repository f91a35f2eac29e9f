#include "qs-json-path.h"

#include "qs-json.h"

/* No service takes longer arrays; it also keeps an index well inside an int. */
#define MAX_INDEX 99999

struct _QsJsonPath
{
  gatomicrefcount ref_count;
  GArray         *steps;    /* of QsJsonStep */
};

typedef struct
{
  const char *text;
  const char *at;
} QsPathReader;

G_DEFINE_QUARK (qs-json-path-error-quark, qs_json_path_error)

static void
clear_step (gpointer data)
{
  QsJsonStep *step = data;

  g_free (step->name);
  g_free (step->value);
}

static gboolean
fail_at (const QsPathReader *reader,
         const char         *wanted,
         GError            **error)
{
  g_set_error (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_SYNTAX,
               "The path “%s” lacks %s at character %ld", reader->text, wanted,
               g_utf8_pointer_to_offset (reader->text, reader->at) + 1);
  return FALSE;
}

static gboolean
read_name (QsPathReader *reader,
           const char   *end,
           char        **name,
           GError      **error)
{
  gsize length = strcspn (reader->at, end);

  if (length == 0)
    return fail_at (reader, "a name", error);

  *name = g_strndup (reader->at, length);
  reader->at += length;
  return TRUE;
}

static gboolean
read_quoted (QsPathReader *reader,
             QsJsonStep   *step,
             GError      **error)
{
  g_autoptr(GString) name = g_string_new (NULL);

  for (reader->at++; *reader->at != '"'; reader->at++)
    {
      if (*reader->at == '\\')
        reader->at++;
      if (*reader->at == '\0')
        return fail_at (reader, "a closing quote", error);
      g_string_append_c (name, *reader->at);
    }

  reader->at++;
  step->kind = QS_JSON_STEP_MEMBER;
  step->name = g_string_free (g_steal_pointer (&name), FALSE);
  return TRUE;
}

static gboolean
read_index (QsPathReader *reader,
            QsJsonStep   *step,
            GError      **error)
{
  char *end;
  guint64 index = g_ascii_strtoull (reader->at, &end, 10);

  if (index > MAX_INDEX)
    return fail_at (reader, "a smaller index", error);

  step->kind = QS_JSON_STEP_INDEX;
  step->index = index;
  reader->at = end;
  return TRUE;
}

static gboolean
read_select (QsPathReader *reader,
             QsJsonStep   *step,
             GError      **error)
{
  step->kind = QS_JSON_STEP_SELECT;
  if (!read_name (reader, "=[].\"", &step->name, error))
    return FALSE;
  if (*reader->at != '=')
    return fail_at (reader, "an equals sign", error);

  reader->at++;
  return read_name (reader, "]", &step->value, error);
}

static gboolean
read_bracket (QsPathReader *reader,
              QsJsonStep   *step,
              GError      **error)
{
  gboolean good;

  reader->at++;
  if (*reader->at == '"')
    good = read_quoted (reader, step, error);
  else if (g_ascii_isdigit (*reader->at))
    good = read_index (reader, step, error);
  else
    good = read_select (reader, step, error);

  if (!good)
    return FALSE;
  if (*reader->at != ']')
    return fail_at (reader, "a closing bracket", error);

  reader->at++;
  return TRUE;
}

static gboolean
read_step (QsPathReader *reader,
           QsJsonStep   *step,
           GError      **error)
{
  if (*reader->at == '[')
    return read_bracket (reader, step, error);

  if (reader->at != reader->text)
    {
      if (*reader->at != '.')
        return fail_at (reader, "a dot", error);
      reader->at++;
    }

  step->kind = QS_JSON_STEP_MEMBER;
  return read_name (reader, ".[]\"", &step->name, error);
}

/**
 * qs_json_path_new:
 * @text: a path
 *
 * Returns: (transfer full) (nullable): the path read from @text, or %NULL with
 *   %QS_JSON_PATH_ERROR_SYNTAX that says what is missing and where.
 */
QsJsonPath *
qs_json_path_new (const char *text,
                  GError    **error)
{
  g_autoptr(QsJsonPath) self = g_new0 (QsJsonPath, 1);
  QsPathReader reader = { text, text };

  g_return_val_if_fail (text != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_array_new (FALSE, TRUE, sizeof (QsJsonStep));
  g_array_set_clear_func (self->steps, clear_step);

  while (*reader.at != '\0')
    {
      QsJsonStep step = { 0 };
      gboolean good = read_step (&reader, &step, error);

      g_array_append_val (self->steps, step);
      if (!good)
        return NULL;
    }

  return g_steal_pointer (&self);
}

QsJsonPath *
qs_json_path_ref (QsJsonPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_json_path_unref (QsJsonPath *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->steps, g_array_unref);
  g_free (self);
}

guint
qs_json_path_get_length (const QsJsonPath *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->steps->len;
}

/**
 * qs_json_path_get_step:
 *
 * Returns: (transfer none): the step at @position, which must be below the length.
 */
const QsJsonStep *
qs_json_path_get_step (const QsJsonPath *self,
                       guint             position)
{
  g_return_val_if_fail (self != NULL && position < self->steps->len, NULL);

  return &g_array_index (self->steps, QsJsonStep, position);
}

static guint
find_element (const QsJsonStep *step,
              JsonArray        *array)
{
  guint length = json_array_get_length (array);

  if (step->kind == QS_JSON_STEP_INDEX)
    return step->index;

  for (guint i = 0; i < length; i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (array, i), step->name, NULL),
                   step->value) == 0)
      return i;

  return length;
}

/**
 * qs_json_step_find:
 * @node: (nullable): where to step from
 * @index: (out) (optional): for steps into arrays, the element's index; one past the end when no
 *   element is selected
 *
 * Returns: (transfer none) (nullable): what one step leads to, %NULL when there is nothing.
 */
JsonNode *
qs_json_step_find (const QsJsonStep *step,
                   JsonNode         *node,
                   guint            *index)
{
  guint position = step->kind == QS_JSON_STEP_INDEX ? step->index : 0;
  JsonNode *found = NULL;

  if (step->kind == QS_JSON_STEP_MEMBER)
    {
      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        found = json_object_get_member (json_node_get_object (node), step->name);
    }
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      position = find_element (step, array);
      if (position < json_array_get_length (array))
        found = json_array_get_element (array, position);
    }

  if (index != NULL)
    *index = position;
  return found;
}

/**
 * qs_json_path_find:
 * @root: (nullable): a document
 *
 * Returns: (transfer none) (nullable): what is at the path in @root.
 */
JsonNode *
qs_json_path_find (const QsJsonPath *self,
                   JsonNode         *root)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->steps->len && root != NULL; i++)
    root = qs_json_step_find (qs_json_path_get_step (self, i), root, NULL);

  return root;
}

/**
 * qs_json_path_append_member:
 * @text: a path's canonical text
 * @name: a member's name, of any characters
 *
 * Makes @text the path of the member @name of what it led to.
 */
void
qs_json_path_append_member (GString    *text,
                            const char *name)
{
  g_return_if_fail (text != NULL && name != NULL);

  if (*name != '\0' && name[strspn (name, "_-:" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS)] == '\0')
    {
      g_string_append_printf (text, "%s%s", text->len > 0 ? "." : "", name);
      return;
    }

  g_string_append (text, "[\"");
  for (const char *at = name; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
    }
  g_string_append (text, "\"]");
}

/**
 * qs_json_path_append_index:
 * @text: a path's canonical text
 *
 * Makes @text the path of the element at @index of what it led to.
 */
void
qs_json_path_append_index (GString *text,
                           guint    index)
{
  g_return_if_fail (text != NULL);

  g_string_append_printf (text, "[%u]", index);
}

/**
 * qs_json_path_resolve:
 * @root: (nullable): a document
 *
 * Returns: (transfer full): the path's canonical text, in which a selection is replaced by the
 *   index it has in @root, as the service model names places. A selection that finds nothing is the
 *   index past the end.
 */
char *
qs_json_path_resolve (const QsJsonPath *self,
                      JsonNode         *root)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const QsJsonStep *step = qs_json_path_get_step (self, i);
      guint index;

      root = qs_json_step_find (step, root, &index);
      if (step->kind == QS_JSON_STEP_MEMBER)
        qs_json_path_append_member (text, step->name);
      else
        qs_json_path_append_index (text, index);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * qs_json_path_is_within:
 * @path: a path's canonical text
 * @ancestor: another
 *
 * Returns: whether @path is @ancestor or a place inside it.
 */
gboolean
qs_json_path_is_within (const char *path,
                        const char *ancestor)
{
  gsize length;

  g_return_val_if_fail (path != NULL && ancestor != NULL, FALSE);

  length = strlen (ancestor);
  if (length == 0)
    return TRUE;

  return g_str_has_prefix (path, ancestor) && strchr (".[", path[length]) != NULL;
}
