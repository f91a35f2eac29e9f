#include "qs-definition-parts.h"

#include <glib/gi18n.h>

#include "qs-command-line.h"
#include "qs-json.h"
#include "qs-named-value.h"
#include "qs-record-list.h"

#define MARK "Ref::"

/* @nodes (nullable) is the range of nodes that the container stands in. */
typedef void (*QsContainerFunc) (JsonObject *container,
                                 const char *nodes,
                                 gpointer    data);

static void
visit_list (JsonObject     *owner,
            const char     *list,
            const char     *nodes,
            QsContainerFunc visit,
            gpointer        data)
{
  JsonArray *containers = qs_json_get_array (owner, list);

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    if (qs_json_element (containers, i) != NULL)
      visit (qs_json_element (containers, i), nodes, data);
}

static void
visit_kinds (JsonObject     *owner,
             const char     *container_member,
             const char     *nodes,
             QsContainerFunc visit,
             gpointer        data)
{
  JsonObject *container = qs_json_get_object (owner, container_member);
  JsonArray *tasks = qs_json_get_array (qs_json_get_object (owner, "ecsProperties"),
                                        "taskProperties");
  JsonObject *pod = qs_json_get_object (qs_json_get_object (owner, "eksProperties"),
                                        "podProperties");

  if (container != NULL)
    visit (container, nodes, data);
  for (guint i = 0; tasks != NULL && i < json_array_get_length (tasks); i++)
    visit_list (qs_json_element (tasks, i), "containers", nodes, visit, data);
  visit_list (pod, "initContainers", nodes, visit, data);
  visit_list (pod, "containers", nodes, visit, data);
}

static void
visit_all (JsonObject     *definition,
           QsContainerFunc visit,
           gpointer        data)
{
  JsonArray *ranges = qs_json_get_array (qs_json_get_object (definition, "nodeProperties"),
                                         "nodeRangeProperties");

  visit_kinds (definition, "containerProperties", NULL, visit, data);
  for (guint i = 0; ranges != NULL && i < json_array_get_length (ranges); i++)
    visit_kinds (qs_json_element (ranges, i), "container",
                 qs_json_get_string (qs_json_element (ranges, i), "targetNodes", "?"), visit, data);
}

static char *
make_title (JsonObject *container,
            const char *nodes)
{
  const char *name = qs_json_get_string (container, "name", NULL);

  if (nodes == NULL)
    return g_strdup (name != NULL ? name : _("Container"));
  if (name == NULL)
    return g_strdup_printf (_("Nodes %s"), nodes);

  return g_strdup_printf (_("Nodes %s: %s"), nodes, name);
}

/* What is run: the image, and the command behind it. */
static char *
make_text (JsonObject *container)
{
  const char *image = qs_json_get_string (container, "image", "");
  g_auto(GStrv) command = qs_json_dup_strv (container, "command");
  g_autofree char *line = command != NULL
                          ? qs_command_line_join ((const char * const *) command) : NULL;

  return line != NULL && *line != '\0' ? g_strdup_printf ("%s · %s", image, line)
                                       : g_strdup (image);
}

/* Returns: (transfer full) (nullable): what the container waits for. */
static char *
make_note (JsonObject *container)
{
  JsonArray *dependencies = qs_json_get_array (container, "dependsOn");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; dependencies != NULL && i < json_array_get_length (dependencies); i++)
    {
      JsonObject *dependency = qs_json_element (dependencies, i);

      g_strv_builder_take (builder, g_strdup_printf (
                             C_("a container and its condition", "%s: %s"),
                             qs_json_get_string (dependency, "containerName", "?"),
                             qs_json_get_string (dependency, "condition", "START")));
    }

  words = g_strv_builder_end (builder);
  if (*words == NULL)
    return NULL;

  joined = g_strjoinv (_(", "), words);
  return g_strdup_printf (_("after %s"), joined);
}

static void
add_part (JsonObject *container,
          const char *nodes,
          gpointer    data)
{
  JsonObject *part = json_object_new ();
  g_autofree char *title = make_title (container, nodes);
  g_autofree char *text = make_text (container);
  g_autofree char *note = make_note (container);

  json_object_set_string_member (part, "name", title);
  json_object_set_string_member (part, "value", text);
  if (note != NULL)
    json_object_set_string_member (part, "note", note);
  json_array_add_object_element (data, part);
}

/**
 * qs_definition_parts_read:
 * @parts: a store of #QsNamedValue: what a container is called, what it runs, what it waits for
 */
void
qs_definition_parts_read (GListStore *parts,
                          JsonObject *definition)
{
  g_autoptr(JsonArray) items = json_array_new ();

  g_return_if_fail (G_IS_LIST_STORE (parts));
  g_return_if_fail (definition != NULL);

  visit_all (definition, add_part, items);
  qs_record_list_read (parts, items);
}

/* Whether it is of a kind that may have more than one container. */
gboolean
qs_definition_has_parts (JsonObject *definition)
{
  g_return_val_if_fail (definition != NULL, FALSE);

  return qs_json_get_object (definition, "ecsProperties") != NULL ||
         qs_json_get_object (definition, "eksProperties") != NULL ||
         qs_json_get_object (definition, "nodeProperties") != NULL;
}

static gsize
measure_name (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || text[length] == '_' || text[length] == '-')
    length++;

  return length;
}

static void
find_parameters (JsonObject *container,
                 const char *nodes,
                 gpointer    data)
{
  g_auto(GStrv) command = qs_json_dup_strv (container, "command");

  for (char **word = command; word != NULL && *word != NULL; word++)
    for (const char *at = strstr (*word, MARK); at != NULL; at = strstr (at, MARK))
      {
        gsize length;

        at += strlen (MARK);
        length = measure_name (at);
        if (length > 0)
          g_ptr_array_add (data, g_strndup (at, length));
      }
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (*(const char * const *) one, *(const char * const *) other);
}

/**
 * qs_definition_dup_parameters:
 *
 * Returns: (transfer full): the names of the parameters that commands refer to by "Ref::name", each
 *   once, by the alphabet.
 */
char **
qs_definition_dup_parameters (JsonObject *definition)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (definition != NULL, NULL);

  visit_all (definition, find_parameters, names);
  g_ptr_array_sort (names, compare_names);
  for (guint i = names->len; i > 1; i--)
    if (g_str_equal (g_ptr_array_index (names, i - 1), g_ptr_array_index (names, i - 2)))
      g_ptr_array_remove_index (names, i - 1);

  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
