#include "qs-parameters.h"

#include "qs-json.h"

#define MARK "Ref::"

static gsize
measure_name (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || text[length] == '_' || text[length] == '-')
    length++;

  return length;
}

/* Parameters may be called by a prefix of what follows the mark ("Ref::name-1"): the longest name
 * that there is counts. */
static const char *
find_value (const char *text,
            JsonObject *parameters,
            gsize      *length)
{
  for (*length = measure_name (text); *length > 0; (*length)--)
    {
      g_autofree char *name = g_strndup (text, *length);
      const char *value = qs_json_get_string (parameters, name, NULL);

      if (value != NULL)
        return value;
    }

  return NULL;
}

/**
 * qs_parameters_replace:
 * @parameters: (nullable): names and strings
 *
 * Returns: (transfer full): @word with its placeholders replaced. One that names no parameter stays
 *   as it is, and what a parameter's value holds is not looked at again.
 */
char *
qs_parameters_replace (const char *word,
                       JsonObject *parameters)
{
  GString *result = g_string_new (NULL);
  const char *rest = word;
  const char *mark;

  while ((mark = strstr (rest, MARK)) != NULL)
    {
      gsize length;
      const char *value = find_value (mark + strlen (MARK), parameters, &length);

      g_string_append_len (result, rest, mark - rest);
      g_string_append (result, value != NULL ? value : MARK);
      rest = mark + strlen (MARK) + (value != NULL ? length : 0);
    }

  return g_string_free_and_steal (g_string_append (result, rest));
}

/**
 * qs_parameters_collect:
 * @parameters: (nullable): names and strings
 * @used: a set, to which the parameters that @word names are added
 * @missing: a set, to which the names that are no parameter's are added
 */
void
qs_parameters_collect (const char *word,
                       JsonObject *parameters,
                       GHashTable *used,
                       GHashTable *missing)
{
  const char *mark = word;

  while ((mark = strstr (mark, MARK)) != NULL)
    {
      gsize length;
      gboolean found;

      mark += strlen (MARK);
      found = find_value (mark, parameters, &length) != NULL;
      if (!found)
        length = measure_name (mark);
      if (length > 0)
        g_hash_table_add (found ? used : missing, g_strndup (mark, length));
      mark += length;
    }
}

/**
 * qs_parameters_replace_command:
 * @container: an object that can be changed; its "command", if any, is replaced word by word
 */
void
qs_parameters_replace_command (JsonObject *container,
                               JsonObject *parameters)
{
  g_auto(GStrv) words = qs_json_dup_strv (container, "command");
  JsonArray *command;

  if (words == NULL)
    return;

  command = json_array_new ();
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *replaced = qs_parameters_replace (*word, parameters);

      json_array_add_string_element (command, replaced);
    }
  json_object_set_array_member (container, "command", command);
}
