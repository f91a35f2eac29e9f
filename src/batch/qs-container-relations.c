#include "qs-container-relations.h"

#include <glib/gi18n.h>

#include "qs-json-path.h"
#include "qs-json.h"

#define MIN_MEMORY 4

static guint
count (JsonObject *object,
       const char *list)
{
  JsonArray *array = qs_json_get_array (object, list);

  return array != NULL ? json_array_get_length (array) : 0;
}

/* The first element of a list whose member is @value, NULL when there is none. */
static JsonObject *
find_by (JsonObject *object,
         const char *list,
         const char *member,
         const char *value)
{
  for (guint i = 0; i < count (object, list); i++)
    {
      JsonObject *element = qs_json_element (qs_json_get_array (object, list), i);

      if (g_strcmp0 (qs_json_get_string (element, member, NULL), value) == 0)
        return element;
    }

  return NULL;
}

/* No two elements of a list may have the same name. */
static void
check_names_differ (const QsRuleSite *site,
                    const char       *list,
                    const char       *member)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count (site->object, list); i++)
    {
      JsonObject *element = qs_json_element (qs_json_get_array (site->object, list), i);
      const char *name = qs_json_get_string (element, member, NULL);

      if (name != NULL && !g_hash_table_add (seen, (char *) name))
        qs_rule_site_fault_in_list (site, list, i, member, _("must not be given twice"));
    }
}

static void
check_mount_points (const QsRuleSite *site,
                    JsonObject       *owner)
{
  for (guint i = 0; i < count (site->object, "mountPoints"); i++)
    {
      JsonObject *point = qs_json_element (qs_json_get_array (site->object, "mountPoints"), i);
      const char *volume = qs_json_get_string (point, "sourceVolume", NULL);

      if (point == NULL)
        continue;
      if (volume == NULL)
        qs_rule_site_fault_in_list (site, "mountPoints", i, "sourceVolume", _("is required"));
      else if (find_by (owner, "volumes", "name", volume) == NULL)
        qs_rule_site_fault_in_list (site, "mountPoints", i, "sourceVolume",
                                    _("must be the name of one of the volumes"));
      if (qs_json_get_string (point, "containerPath", NULL) == NULL)
        qs_rule_site_fault_in_list (site, "mountPoints", i, "containerPath", _("is required"));
    }
}

/* vCPUs and memory stand among the resources, or where they stood before there were any. */
static void
require_resource (const QsRuleSite *site,
                  const char       *type,
                  const char       *older)
{
  if (!qs_rule_site_has (site, older) &&
      find_by (site->object, "resourceRequirements", "type", type) == NULL)
    qs_rule_site_fault (site, "resourceRequirements", _("must have an entry of the type %s"), type);
}

void
qs_relate_container (const QsRuleSite *site)
{
  if (!qs_rule_site_has (site, "image"))
    qs_rule_site_fault (site, "image", _("is required"));

  require_resource (site, "VCPU", "vcpus");
  require_resource (site, "MEMORY", "memory");
  check_names_differ (site, "volumes", "name");
  check_mount_points (site, site->object);
  qs_relate_resources (site);
}

void
qs_relate_resources (const QsRuleSite *site)
{
  check_names_differ (site, "resourceRequirements", "type");
}

static void
check_condition (const QsRuleSite *site,
                 guint             index,
                 JsonObject       *task,
                 JsonObject       *dependency)
{
  const char *name = qs_json_get_string (dependency, "containerName", NULL);
  const char *condition = qs_json_get_string (dependency, "condition", "START");
  const char *own_name = qs_json_get_string (site->object, "name", NULL);
  JsonObject *target = name != NULL ? find_by (task, "containers", "name", name) : NULL;

  if (name == NULL)
    qs_rule_site_fault_in_list (site, "dependsOn", index, "containerName", _("is required"));
  else if (target == NULL)
    qs_rule_site_fault_in_list (site, "dependsOn", index, "containerName",
                                _("must be the name of one of the task's containers"));
  else if (g_strcmp0 (name, own_name) == 0)
    qs_rule_site_fault_in_list (site, "dependsOn", index, "containerName",
                                _("must be another container"));
  else if (!g_str_equal (condition, "START") && qs_json_get_bool (target, "essential", TRUE))
    qs_rule_site_fault_in_list (site, "dependsOn", index, "condition",
                                _("must be START: “%s” is essential, and its end is the job's"),
                                name);
}

static void
check_task_container (const QsRuleSite *task,
                      guint             index)
{
  JsonObject *container = qs_json_element (qs_json_get_array (task->object, "containers"), index);
  g_autoptr(GString) path = g_string_new (task->path->str);
  QsRuleSite site = { task->faults, path, container };

  if (container == NULL)
    return;

  qs_json_path_append_member (path, "containers");
  qs_json_path_append_index (path, index);
  if (count (task->object, "containers") > 1 && !qs_rule_site_has (&site, "name"))
    qs_rule_site_fault (&site, "name", _("is required beside other containers"));
  check_mount_points (&site, task->object);
  for (guint i = 0; i < count (container, "dependsOn"); i++)
    check_condition (&site, i, task->object,
                     qs_json_element (qs_json_get_array (container, "dependsOn"), i));
}

static void
check_essential (const QsRuleSite *site)
{
  guint containers = count (site->object, "containers");

  for (guint i = 0; i < containers; i++)
    if (qs_json_get_bool (qs_json_element (qs_json_get_array (site->object, "containers"), i),
                          "essential", TRUE))
      return;

  if (containers > 0)
    qs_rule_site_fault (site, "containers", _("must have an essential one"));
}

/* Whether nothing a container waits for is still waiting itself. */
static gboolean
can_start (JsonObject *container,
           GHashTable *waiting)
{
  for (guint i = 0; i < count (container, "dependsOn"); i++)
    {
      JsonObject *dependency = qs_json_element (qs_json_get_array (container, "dependsOn"), i);
      const char *name = qs_json_get_string (dependency, "containerName", NULL);

      if (name != NULL && g_hash_table_contains (waiting, name))
        return FALSE;
    }

  return TRUE;
}

/* Starts in thought whatever can start, until nothing changes: what is left waits in a circle. */
static void
check_circles (const QsRuleSite *site)
{
  g_autoptr(GHashTable) waiting = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *containers = qs_json_get_array (site->object, "containers");
  guint before;

  for (guint i = 0; i < count (site->object, "containers"); i++)
    {
      const char *name = qs_json_get_string (qs_json_element (containers, i), "name", NULL);

      if (name != NULL)
        g_hash_table_insert (waiting, (char *) name, GUINT_TO_POINTER (i));
    }

  do
    {
      GHashTableIter iter;
      gpointer index;

      before = g_hash_table_size (waiting);
      g_hash_table_iter_init (&iter, waiting);
      while (g_hash_table_iter_next (&iter, NULL, &index))
        if (can_start (qs_json_element (containers, GPOINTER_TO_UINT (index)), waiting))
          g_hash_table_iter_remove (&iter);
    }
  while (g_hash_table_size (waiting) < before);

  if (before > 0)
    qs_rule_site_fault (site, "containers", _("must not wait for each other in a circle"));
}

void
qs_relate_task (const QsRuleSite *site)
{
  check_names_differ (site, "volumes", "name");
  check_names_differ (site, "containers", "name");
  check_essential (site);
  for (guint i = 0; i < count (site->object, "containers"); i++)
    check_task_container (site, i);
  check_circles (site);
}

/* Fargate has a quarter and a half of a vCPU beside whole ones. */
static gboolean
is_vcpu_count (const char *text)
{
  guint64 whole;

  return g_str_equal (text, "0.25") || g_str_equal (text, "0.5") || g_str_equal (text, "0.50") ||
         g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &whole, NULL);
}

void
qs_relate_resource (const QsRuleSite *site)
{
  const char *type = qs_json_get_string (site->object, "type", "");
  const char *value = qs_json_get_string (site->object, "value", NULL);

  if (value == NULL)
    return;

  if (g_str_equal (type, "MEMORY") &&
      !g_ascii_string_to_unsigned (value, 10, MIN_MEMORY, G_MAXINT32, NULL, NULL))
    qs_rule_site_fault (site, "value", _("must be a whole number of MiB, at least %d"), MIN_MEMORY);
  else if (g_str_equal (type, "VCPU") && !is_vcpu_count (value))
    qs_rule_site_fault (site, "value", _("must be a whole number, at least 1 (on Fargate also 0.25 "
                                         "or 0.5)"));
  else if (g_str_equal (type, "GPU") &&
           !g_ascii_string_to_unsigned (value, 10, 1, G_MAXINT32, NULL, NULL))
    qs_rule_site_fault (site, "value", _("must be a whole number, at least 1"));
}

/* -1 is no limit. */
void
qs_relate_ulimit (const QsRuleSite *site)
{
  gint64 hard = qs_json_get_int (site->object, "hardLimit", -1);
  gint64 soft = qs_json_get_int (site->object, "softLimit", -1);

  if (hard >= 0 && (soft < 0 || soft > hard))
    qs_rule_site_fault (site, "softLimit",
                        _("must be at most hardLimit, which is %" G_GINT64_FORMAT), hard);
}

void
qs_relate_variable (const QsRuleSite *site)
{
  const char *name = qs_json_get_string (site->object, "name", NULL);

  if (name == NULL || *name == '\0')
    qs_rule_site_fault (site, "name", _("is required"));
  else if (strchr (name, '=') != NULL)
    qs_rule_site_fault (site, "name", _("must not have an equals sign"));
  else if (g_str_has_prefix (name, "AWS_BATCH"))
    qs_rule_site_fault (site, "name", _("must not begin with AWS_BATCH, which Batch sets itself"));
}
