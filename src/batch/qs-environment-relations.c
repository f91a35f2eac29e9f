#include "qs-environment-relations.h"

#include <glib/gi18n.h>

#include "qs-json.h"

/* What the API reference says “isn't applicable to jobs that are running on Fargate resources”
 * of; Batch refuses a request that has one. */
static const char * const instance_members[] = {
  "allocationStrategy", "minvCpus", "desiredvCpus", "instanceTypes", "imageId", "ec2KeyPair",
  "instanceRole", "tags", "placementGroup", "bidPercentage", "spotIamFleetRole", "launchTemplate",
  "ec2Configuration", NULL
};

const char * const *
qs_environment_relations_get_instance_members (void)
{
  return instance_members;
}

void
qs_relate_environment (const QsRuleSite *site)
{
  const char *type = qs_json_get_string (site->object, "type", "");

  if (g_str_equal (type, "MANAGED") && !qs_rule_site_has (site, "computeResources"))
    qs_rule_site_fault (site, "computeResources", _("is required for the type MANAGED"));
  if (g_str_equal (type, "MANAGED") && qs_rule_site_has (site, "unmanagedvCpus"))
    qs_rule_site_fault (site, "unmanagedvCpus", _("belongs to the type UNMANAGED only"));
  if (g_str_equal (type, "UNMANAGED") && qs_rule_site_has (site, "computeResources"))
    qs_rule_site_fault (site, "computeResources", _("belongs to the type MANAGED only"));
}

static void
relate_sizes (const QsRuleSite *site)
{
  gint64 min = qs_json_get_int (site->object, "minvCpus", 0);
  gint64 max = qs_json_get_int (site->object, "maxvCpus", G_MAXINT32);
  gint64 desired = qs_json_get_int (site->object, "desiredvCpus", min);

  if (min > max)
    qs_rule_site_fault (site, "minvCpus", _("must be at most maxvCpus, which is %" G_GINT64_FORMAT),
                        max);
  else if (desired < min)
    qs_rule_site_fault (site, "desiredvCpus",
                        _("must be at least minvCpus, which is %" G_GINT64_FORMAT), min);
  else if (desired > max)
    qs_rule_site_fault (site, "desiredvCpus",
                        _("must be at most maxvCpus, which is %" G_GINT64_FORMAT), max);
}

static void
forbid_on_fargate (const QsRuleSite *site)
{
  for (guint i = 0; instance_members[i] != NULL; i++)
    if (qs_rule_site_has (site, instance_members[i]))
      qs_rule_site_fault (site, instance_members[i], _("must not be given on Fargate"));
}

/* An update need not say the type; what it does not say cannot be held against it. */
void
qs_relate_compute_resources (const QsRuleSite *site)
{
  const char *type = qs_json_get_string (site->object, "type", "");
  const char *strategy = qs_json_get_string (site->object, "allocationStrategy", "");

  relate_sizes (site);
  if (g_str_has_prefix (type, "FARGATE"))
    forbid_on_fargate (site);
  else if (g_str_equal (type, "EC2") && g_str_has_prefix (strategy, "SPOT_"))
    qs_rule_site_fault (site, "allocationStrategy", _("must be a strategy for On-demand: the ones "
                                                      "that begin with SPOT are for Spot"));
}

/* The ceiling and the fleet role are needed only where Spot picks the cheapest type that fits: the
 * newer strategies do without. */
void
qs_relate_new_compute_resources (const QsRuleSite *site)
{
  const char *type = qs_json_get_string (site->object, "type", "");
  const char *strategy = qs_json_get_string (site->object, "allocationStrategy", "BEST_FIT");

  if (g_str_has_prefix (type, "FARGATE") && !qs_rule_site_has (site, "securityGroupIds"))
    qs_rule_site_fault (site, "securityGroupIds", _("is required on Fargate"));
  if (!g_str_equal (type, "EC2") && !g_str_equal (type, "SPOT"))
    return;

  if (!qs_rule_site_has (site, "instanceTypes"))
    qs_rule_site_fault (site, "instanceTypes", _("is required; “optimal” lets Batch choose"));
  if (!qs_rule_site_has (site, "instanceRole"))
    qs_rule_site_fault (site, "instanceRole", _("is required for Amazon EC2 instances"));
  if (g_str_equal (type, "SPOT") && g_str_equal (strategy, "BEST_FIT") &&
      !qs_rule_site_has (site, "spotIamFleetRole"))
    qs_rule_site_fault (site, "spotIamFleetRole",
                        _("is required for Spot with the allocation strategy BEST_FIT"));
}

/* One that names neither says nothing, as an update does that takes a template away. */
void
qs_relate_launch_template (const QsRuleSite *site)
{
  gboolean has_id = *qs_json_get_string (site->object, "launchTemplateId", "") != '\0';
  gboolean has_name = *qs_json_get_string (site->object, "launchTemplateName", "") != '\0';

  if (has_id && has_name)
    qs_rule_site_fault (site, "launchTemplateName",
                        _("must not be given together with launchTemplateId"));
  else if (!has_id && !has_name && *qs_json_get_string (site->object, "version", "") != '\0')
    qs_rule_site_fault (site, "launchTemplateName",
                        _("is required with a version, or launchTemplateId"));
}

void
qs_relate_scaling_policy (const QsRuleSite *site)
{
  gint64 delay = qs_json_get_int (site->object, "minScaleDownDelayMinutes", 0);

  if (delay < 0 || (delay > 0 && delay < 20) || delay > 10080)
    qs_rule_site_fault (site, "minScaleDownDelayMinutes",
                        _("must be from 20 to 10,080 minutes, or 0 for Batch's own delay"));
}
