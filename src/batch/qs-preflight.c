#include "qs-preflight.h"

#include <glib/gi18n.h>

#include "qs-command-line.h"
#include "qs-image-reference.h"
#include "qs-json-path.h"
#include "qs-json.h"
#include "qs-parameters.h"

static void
G_GNUC_PRINTF (2,
               3)
warn (GPtrArray *warnings,
      const char *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static JsonNode *
find (JsonNode   *root,
      const char *path)
{
  g_autoptr(QsJsonPath) parsed = qs_json_path_new (path, NULL);

  return root != NULL ? qs_json_path_find (parsed, root) : NULL;
}

static JsonObject *
find_object (JsonNode   *root,
             const char *path)
{
  JsonNode *node = find (root, path);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* "MISCONFIGURED" or "DISABLED" in the API's words, since that is what the pages show. */
static const char *
find_trouble (JsonObject *resource)
{
  const char *status = qs_json_get_string (resource, "status", "VALID");

  if (g_strcmp0 (qs_json_get_string (resource, "state", NULL), "DISABLED") == 0)
    return "DISABLED";

  return g_str_equal (status, "VALID") ? NULL : status;
}

static void
check_queue (const QsPreflight *self,
             GPtrArray         *warnings)
{
  const char *name = qs_json_get_string (self->queue, "jobQueueName", "");
  const char *trouble = find_trouble (self->queue);
  const char *share = qs_json_get_string (json_node_get_object (self->request),
                                          "shareIdentifier", NULL);
  gboolean fair = qs_json_get_string (self->queue, "schedulingPolicyArn", NULL) != NULL;

  if (trouble != NULL)
    warn (warnings, _("The job queue “%s” is %s: it takes no jobs."), name, trouble);
  if (fair && share == NULL)
    warn (warnings, _("The job queue “%s” has a scheduling policy: its jobs need a share "
                      "identifier."), name);
  if (!fair && share != NULL)
    warn (warnings, _("The job queue “%s” has no scheduling policy: it refuses jobs with a share "
                      "identifier."), name);
}

static gboolean
is_called (JsonObject *environment,
           const char *name)
{
  return g_str_equal (qs_json_get_string (environment, "computeEnvironmentName", ""), name) ||
         g_str_equal (qs_json_get_string (environment, "computeEnvironmentArn", ""), name);
}

/**
 * qs_preflight_find_environments:
 *
 * Returns: (transfer container) (element-type JsonObject): the queue's environments that are known,
 *   in the order in which it tries them.
 */
GPtrArray *
qs_preflight_find_environments (const QsPreflight *self)
{
  GPtrArray *found = g_ptr_array_new ();
  JsonArray *order = qs_json_get_array (self->queue, "computeEnvironmentOrder");

  for (guint i = 0; order != NULL && i < json_array_get_length (order); i++)
    {
      const char *name = qs_json_get_string (qs_json_element (order, i), "computeEnvironment", "");

      for (guint j = 0; j < self->environments->len; j++)
        if (is_called (g_ptr_array_index (self->environments, j), name))
          g_ptr_array_add (found, g_ptr_array_index (self->environments, j));
    }

  return found;
}

/* Leaves those that can start machines in @environments. */
static void
check_environments (GPtrArray *environments,
                    GPtrArray *warnings)
{
  for (guint i = environments->len; i > 0; i--)
    {
      JsonObject *environment = g_ptr_array_index (environments, i - 1);
      const char *trouble = find_trouble (environment);

      if (trouble == NULL)
        continue;
      warn (warnings, _("The compute environment “%s” is %s: it starts no machines."),
            qs_json_get_string (environment, "computeEnvironmentName", ""), trouble);
      g_ptr_array_remove_index (environments, i - 1);
    }
}

static void
check_image (const char *image,
             GPtrArray  *warnings)
{
  g_autofree char *fault = image != NULL ? qs_image_reference_dup_fault (image) : NULL;

  if (fault != NULL)
    warn (warnings, _("The image “%s” cannot be fetched: %s."), image, fault);
}

static JsonArray *
get_containers (JsonObject *definition)
{
  JsonObject *ecs = qs_json_get_object (definition, "ecsProperties");
  JsonObject *task = qs_json_element (qs_json_get_array (ecs, "taskProperties"), 0);

  return qs_json_get_array (task, "containers");
}

static void
check_definition (const QsPreflight *self,
                  GPtrArray         *warnings)
{
  JsonObject *container = qs_json_get_object (self->definition, "containerProperties");
  JsonArray *containers = get_containers (self->definition);

  if (g_strcmp0 (qs_json_get_string (self->definition, "status", NULL), "INACTIVE") == 0)
    warn (warnings, _("The job definition was deregistered: no job can be made from it any more."));
  check_image (qs_json_get_string (container, "image", NULL), warnings);
  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    check_image (qs_json_get_string (qs_json_element (containers, i), "image", NULL), warnings);

  if (containers != NULL && find_object (self->request, "containerOverrides") != NULL)
    warn (warnings, _("The job definition has several containers: the command, vCPUs, memory and "
                      "variables entered here are for none of them. Each has its own in "
                      "ecsPropertiesOverride."));
}

/* The job's parameters over the definition's. */
static JsonObject *
merge_parameters (const QsPreflight *self)
{
  JsonObject *merged = json_object_new ();
  JsonObject *layers[] = {
    find_object (self->defaults, "parameters"), find_object (self->request, "parameters")
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr(GList) names = layers[i] != NULL ? json_object_get_members (layers[i]) : NULL;

      for (GList *name = names; name != NULL; name = name->next)
        json_object_set_member (merged, name->data,
                                qs_json_copy (json_object_get_member (layers[i], name->data)));
    }

  return merged;
}

static JsonObject *
find_command_owner (const QsPreflight *self)
{
  JsonObject *owner = find_object (self->request, "containerOverrides");

  if (qs_json_get_array (owner, "command") != NULL)
    return owner;

  return find_object (self->defaults, "containerOverrides");
}

static void
collect_words (JsonObject *container,
               JsonObject *parameters,
               GHashTable *used,
               GHashTable *missing)
{
  g_auto(GStrv) words = container != NULL ? qs_json_dup_strv (container, "command") : NULL;

  for (char **word = words; word != NULL && *word != NULL; word++)
    qs_parameters_collect (*word, parameters, used, missing);
}

static void
collect_containers (JsonArray  *containers,
                    JsonObject *parameters,
                    GHashTable *used,
                    GHashTable *missing)
{
  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    collect_words (qs_json_element (containers, i), parameters, used, missing);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static char *
print_set (GHashTable *set)
{
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) strcmp);
  g_autoptr(GString) text = g_string_new (NULL);

  for (GList *name = names; name != NULL; name = name->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (char *) name->data);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* What only the definition says may well be there for other commands. */
static void
check_parameters (const QsPreflight *self,
                  GPtrArray         *warnings)
{
  g_autoptr(JsonObject) parameters = merge_parameters (self);
  JsonObject *given = find_object (self->request, "parameters");
  g_autoptr(GList) names = given != NULL ? json_object_get_members (given) : NULL;
  g_autoptr(GHashTable) used = new_set ();
  g_autoptr(GHashTable) missing = new_set ();
  g_autoptr(GHashTable) unused = new_set ();
  g_autofree char *text = NULL;
  g_autofree char *more = NULL;

  collect_words (find_command_owner (self), parameters, used, missing);
  collect_containers (get_containers (self->definition), parameters, used, missing);
  collect_containers (get_containers (find_object (self->request, "ecsPropertiesOverride")),
                      parameters, used, missing);

  for (GList *name = names; name != NULL; name = name->next)
    if (!g_hash_table_contains (used, name->data))
      g_hash_table_add (unused, g_strdup (name->data));

  if (g_hash_table_size (missing) > 0)
    warn (warnings, _("The command has placeholders without a value, which it will be given as "
                      "they are: %s."), text = print_set (missing));
  if (g_hash_table_size (unused) > 0)
    warn (warnings, _("No placeholder of the command takes these parameters: %s."),
          more = print_set (unused));
}

/**
 * qs_preflight_check:
 *
 * Returns: (transfer full) (element-type utf8): what is likely to keep the job from running,
 *   sentences in the person's language. Nothing of it forbids to submit.
 */
GPtrArray *
qs_preflight_check (const QsPreflight *self)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) environments = NULL;

  g_return_val_if_fail (self != NULL && self->request != NULL && self->environments != NULL,
                        warnings);

  if (self->definition != NULL)
    {
      check_definition (self, warnings);
      check_parameters (self, warnings);
    }

  if (self->queue == NULL)
    return warnings;

  check_queue (self, warnings);
  environments = qs_preflight_find_environments (self);
  check_environments (environments, warnings);
  qs_preflight_check_fit (self, environments, warnings);
  return warnings;
}

/**
 * qs_preflight_dup_command:
 *
 * Returns: (transfer full) (nullable): the command with its parameters replaced, as one would type
 *   it into a shell; %NULL when it takes none.
 */
char *
qs_preflight_dup_command (const QsPreflight *self)
{
  JsonObject *owner = find_command_owner (self);
  g_auto(GStrv) words = owner != NULL ? qs_json_dup_strv (owner, "command") : NULL;
  g_autoptr(JsonObject) parameters = merge_parameters (self);
  gboolean replaced = FALSE;

  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      char *filled = qs_parameters_replace (*word, parameters);

      replaced = replaced || !g_str_equal (filled, *word);
      g_free (*word);
      *word = filled;
    }

  return replaced ? qs_command_line_join ((const char * const *) words) : NULL;
}
