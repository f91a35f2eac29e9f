#include "qs-request-relations.h"

#include <glib/gi18n.h>

#include "qs-json.h"

static void
require_exactly_one (const QsRuleSite   *site,
                     const char * const *members)
{
  const char *given = NULL;

  for (guint i = 0; members[i] != NULL; i++)
    {
      if (!qs_rule_site_has (site, members[i]))
        continue;
      if (given != NULL)
        qs_rule_site_fault (site, members[i], _("must not be given together with %s"), given);
      given = members[i];
    }

  if (given == NULL)
    {
      g_autofree char *others = g_strjoinv (", ", (char **) members + 1);

      qs_rule_site_fault (site, members[0], _("is required, or one of %s"), others);
    }
}

static void
check_filter (const QsRuleSite *site,
              guint             index)
{
  static const char * const names[] = {
    "JOB_NAME", "JOB_DEFINITION", "BEFORE_CREATED_AT", "AFTER_CREATED_AT", "SHARE_IDENTIFIER", NULL
  };
  JsonObject *filter = qs_json_element (qs_json_get_array (site->object, "filters"), index);
  JsonArray *values = qs_json_get_array (filter, "values");
  g_autofree char *choices = g_strjoinv (", ", (char **) names);

  if (!g_strv_contains (names, qs_json_get_string (filter, "name", "")))
    qs_rule_site_fault_in_list (site, "filters", index, "name", _("must be one of %s"), choices);
  if (values == NULL || json_array_get_length (values) == 0)
    qs_rule_site_fault_in_list (site, "filters", index, "values",
                                _("must have at least one entry"));
}

void
qs_relate_list_jobs (const QsRuleSite *site)
{
  static const char * const owners[] = { "jobQueue", "arrayJobId", "multiNodeJobId", NULL };
  JsonArray *filters = qs_json_get_array (site->object, "filters");

  require_exactly_one (site, owners);
  for (guint i = 0; filters != NULL && i < json_array_get_length (filters); i++)
    check_filter (site, i);
}

/* Only a job that waits for its own elder siblings needs to name no other. */
void
qs_relate_dependency (const QsRuleSite *site)
{
  if (!qs_rule_site_has (site, "jobId") &&
      g_strcmp0 (qs_json_get_string (site->object, "type", NULL), "SEQUENTIAL") != 0)
    qs_rule_site_fault (site, "jobId", _("is required"));
}

static gboolean
is_fargate (JsonObject *definition)
{
  g_auto(GStrv) capabilities = qs_json_dup_strv (definition, "platformCapabilities");

  return capabilities != NULL && g_strv_contains ((const char * const *) capabilities, "FARGATE");
}

static void
check_fargate_container (const QsRuleSite *site)
{
  JsonObject *container = qs_json_get_object (site->object, "containerProperties");
  JsonArray *volumes = qs_json_get_array (container, "volumes");
  g_autoptr(GString) path = g_string_new ("containerProperties");
  QsRuleSite inner = { site->faults, path, container };

  if (container == NULL)
    return;

  if (qs_json_get_bool (container, "privileged", FALSE))
    qs_rule_site_fault (&inner, "privileged", _("must not be true on Fargate"));

  for (guint i = 0; volumes != NULL && i < json_array_get_length (volumes); i++)
    {
      JsonObject *host = qs_json_get_object (qs_json_element (volumes, i), "host");

      if (qs_json_get_string (host, "sourcePath", NULL) != NULL)
        qs_rule_site_fault_in_list (&inner, "volumes", i, "host",
                                    _("must not name a folder of the computer on Fargate"));
    }
}

static void
check_kind_of_definition (const QsRuleSite *site)
{
  static const char * const kinds[] = {
    "containerProperties", "ecsProperties", "eksProperties", NULL
  };
  const char *type = qs_json_get_string (site->object, "type", "");

  if (g_str_equal (type, "container"))
    {
      require_exactly_one (site, kinds);
      if (qs_rule_site_has (site, "nodeProperties"))
        qs_rule_site_fault (site, "nodeProperties", _("belongs to the type “multinode” only"));
    }
  else if (g_str_equal (type, "multinode") && !qs_rule_site_has (site, "nodeProperties"))
    {
      qs_rule_site_fault (site, "nodeProperties", _("is required for the type “multinode”"));
    }
}

void
qs_relate_definition (const QsRuleSite *site)
{
  check_kind_of_definition (site);
  if (is_fargate (site->object))
    check_fargate_container (site);
}

void
qs_relate_node_properties (const QsRuleSite *site)
{
  gint64 nodes = qs_json_get_int (site->object, "numNodes", 1);

  if (qs_json_get_int (site->object, "mainNode", 0) >= nodes)
    qs_rule_site_fault (site, "mainNode",
                        _("must be less than numNodes, which is %" G_GINT64_FORMAT), nodes);
}
