#include "qs-local-environment.h"

#include "qs-json.h"

#define FOLDER_TAG "quayside:folder:"

/**
 * qs_local_environment_new:
 * @document: (transfer full): what describes it, with its name
 *
 * Returns: (transfer full): an environment in which nothing runs.
 */
QsLocalEnvironment *
qs_local_environment_new (JsonObject *document)
{
  QsLocalEnvironment *self = g_new0 (QsLocalEnvironment, 1);

  g_ref_count_init (&self->ref_count);
  self->name = g_strdup (qs_json_get_string (document, "computeEnvironmentName", ""));
  qs_local_environment_set_document (self, document);
  return self;
}

QsLocalEnvironment *
qs_local_environment_ref (QsLocalEnvironment *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_local_environment_unref (QsLocalEnvironment *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->name);
  g_free (self);
}

/* An unmanaged environment has no maxvCpus; what it says of its size counts instead. */
static double
read_max_vcpus (JsonObject *document)
{
  JsonObject *resources = qs_json_get_object (document, "computeResources");
  gint64 limit = qs_json_get_int (resources, "maxvCpus",
                                  qs_json_get_int (document, "unmanagedvCpus", -1));

  return limit < 0 ? G_MAXDOUBLE : (double) limit;
}

/**
 * qs_local_environment_set_document:
 * @document: (transfer full): what describes it from now on
 */
void
qs_local_environment_set_document (QsLocalEnvironment *self,
                                   JsonObject         *document)
{
  g_clear_pointer (&self->document, json_object_unref);
  self->document = document;
  self->enabled = g_str_equal (qs_json_get_string (document, "state", "ENABLED"), "ENABLED");
  self->max_vcpus = read_max_vcpus (document);
}

static gboolean
is_below (const char *path,
          const char *prefix,
          gsize       length)
{
  return strncmp (path, prefix, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/**
 * qs_local_environment_map_path:
 * @path: an absolute path that a job definition names
 *
 * The environment's tags say what stands behind a path: "quayside:folder:/datastore" is the folder
 * for /datastore and all below it. The longest prefix wins.
 *
 * Returns: (transfer full) (nullable): the path on this computer; %NULL when no tag speaks of it.
 */
char *
qs_local_environment_map_path (QsLocalEnvironment *self,
                               const char         *path)
{
  JsonObject *tags = qs_json_get_object (self->document, "tags");
  const char *found = NULL;
  gsize longest = 0;
  JsonObjectIter iter;
  const char *tag;
  JsonNode *node;

  if (tags == NULL)
    return NULL;

  json_object_iter_init (&iter, tags);
  while (json_object_iter_next (&iter, &tag, &node))
    {
      const char *prefix = tag + strlen (FOLDER_TAG);
      const char *value = qs_json_get_string (tags, tag, "");

      if (!g_str_has_prefix (tag, FOLDER_TAG) || strlen (prefix) <= longest || *value != '/')
        continue;
      if (is_below (path, prefix, strlen (prefix)))
        {
          found = value;
          longest = strlen (prefix);
        }
    }

  return found != NULL ? g_strconcat (found, path + longest, NULL) : NULL;
}
