#include "qs-lookup-kinds.h"

#include "qs-json.h"

#include <glib/gi18n.h>

static const QsLookupPages subnet_pages = {
  "ec2", "DescribeSubnets", "Subnets", "NextToken", "NextToken"
};
static const QsLookupPages route_pages = {
  "ec2", "DescribeRouteTables", "RouteTables", "NextToken", "NextToken"
};

/* Names come first where there are any, and then the id that the request is given. */
static QsLookupChoice *
make_named (const char *id,
            const char *name,
            GString    *said,
            JsonObject *facts)
{
  gboolean named = name != NULL && *name != '\0';

  if (named)
    {
      g_autofree char *more = g_string_free (said, FALSE);

      said = g_string_new (id);
      if (*more != '\0')
        qs_lookup_add_part (said, "%s", more);
    }

  return qs_lookup_choice_new (g_strdup (id), g_strdup (named ? name : id),
                               g_string_free (said, FALSE), facts);
}

QsLookupChoice *
qs_lookup_make_vpc (JsonObject *item)
{
  const char *id = qs_json_get_string (item, "VpcId", NULL);
  gboolean is_default = qs_json_get_bool (item, "IsDefault", FALSE);
  JsonObject *facts;
  GString *said;

  if (id == NULL)
    return NULL;

  facts = json_object_new ();
  json_object_set_string_member (facts, "name", qs_lookup_get_tag (item, "Name"));
  json_object_set_boolean_member (facts, "default", is_default);
  said = g_string_new (NULL);
  if (is_default)
    qs_lookup_add_part (said, "%s", _("The region’s default"));
  qs_lookup_add_part (said, "%s", qs_json_get_string (item, "CidrBlock", ""));
  return make_named (id, qs_lookup_get_tag (item, "Name"), said, facts);
}

QsLookupChoice *
qs_lookup_make_security_group (JsonObject *item)
{
  const char *id = qs_json_get_string (item, "GroupId", NULL);
  const char *vpc = qs_json_get_string (item, "VpcId", NULL);
  const char *description = qs_json_get_string (item, "Description", "");
  JsonObject *facts;
  GString *said;

  if (id == NULL)
    return NULL;

  facts = json_object_new ();
  json_object_set_string_member (facts, "vpc", vpc);
  said = g_string_new (NULL);
  if (vpc != NULL)
    qs_lookup_add_part (said, "%s", vpc);
  if (*description != '\0')
    qs_lookup_add_part (said, "%s", description);
  return make_named (id, qs_json_get_string (item, "GroupName", NULL), said, facts);
}

static gboolean
leads_out (JsonObject *table)
{
  JsonArray *routes = qs_json_get_array (table, "Routes");

  for (guint i = 0; routes != NULL && i < json_array_get_length (routes); i++)
    {
      JsonObject *route = qs_json_element (routes, i);

      if (g_str_has_prefix (qs_json_get_string (route, "GatewayId", ""), "igw-") &&
          !g_str_equal (qs_json_get_string (route, "State", ""), "blackhole"))
        return TRUE;
    }

  return FALSE;
}

/*
 * Whether there is a way to the internet, by the id of a subnet, or of a VPC for its subnets that
 * have no route table of their own.
 */
static GHashTable *
map_ways_out (GPtrArray *tables)
{
  GHashTable *ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      JsonArray *uses = qs_json_get_array (tables->pdata[i], "Associations");
      gpointer out = GINT_TO_POINTER (leads_out (tables->pdata[i]));

      for (guint j = 0; uses != NULL && j < json_array_get_length (uses); j++)
        {
          JsonObject *use = qs_json_element (uses, j);
          const char *subnet = qs_json_get_string (use, "SubnetId", NULL);
          const char *vpc = qs_json_get_string (tables->pdata[i], "VpcId", NULL);

          if (subnet != NULL)
            g_hash_table_replace (ways, g_strdup (subnet), out);
          else if (vpc != NULL && qs_json_get_bool (use, "Main", FALSE))
            g_hash_table_replace (ways, g_strdup (vpc), out);
        }
    }

  return ways;
}

/* What is public is so by its routes; where those cannot be read, by the addresses it gives. */
static void
say_publicity (GString    *said,
               JsonObject *facts,
               JsonObject *item,
               GHashTable *ways)
{
  gboolean gives = qs_json_get_bool (item, "MapPublicIpOnLaunch", FALSE);
  gpointer out = GINT_TO_POINTER (gives);

  if (ways != NULL &&
      !g_hash_table_lookup_extended (ways, qs_json_get_string (item, "SubnetId", ""), NULL, &out))
    out = g_hash_table_lookup (ways, qs_json_get_string (item, "VpcId", ""));
  if (ways == NULL && !gives)
    return;

  json_object_set_boolean_member (facts, "public", out != NULL);
  if (out == NULL)
    qs_lookup_add_part (said, "%s", _("Private"));
  else if (!gives)
    qs_lookup_add_part (said, "%s", _("Public, gives no public addresses"));
  else
    qs_lookup_add_part (said, "%s", _("Public"));
}

static QsLookupChoice *
make_subnet (JsonObject *item,
             GHashTable *ways)
{
  const char *id = qs_json_get_string (item, "SubnetId", NULL);
  const char *vpc = qs_json_get_string (item, "VpcId", "");
  const char *zone = qs_json_get_string (item, "AvailabilityZone", "");
  gint64 available = qs_json_get_int (item, "AvailableIpAddressCount", 0);
  JsonObject *facts;
  GString *said;

  if (id == NULL)
    return NULL;

  facts = json_object_new ();
  json_object_set_string_member (facts, "vpc", vpc);
  json_object_set_string_member (facts, "zone", zone);
  json_object_set_int_member (facts, "free", available);
  said = g_string_new (NULL);
  qs_lookup_add_part (said, "%s", zone);
  say_publicity (said, facts, item, ways);
  qs_lookup_add_part (said, ngettext ("%u free address", "%u free addresses", (guint) available),
                      (guint) available);
  qs_lookup_add_part (said, "%s", vpc);
  return make_named (id, qs_lookup_get_tag (item, "Name"), said, facts);
}

static int
compare_subnets (gconstpointer a,
                 gconstpointer b)
{
  JsonObject *one = *(JsonObject **) a;
  JsonObject *other = *(JsonObject **) b;
  int order = g_strcmp0 (qs_json_get_string (one, "VpcId", ""),
                         qs_json_get_string (other, "VpcId", ""));

  return order != 0 ? order : g_strcmp0 (qs_json_get_string (one, "AvailabilityZone", ""),
                                         qs_json_get_string (other, "AvailabilityZone", ""));
}

gboolean
qs_lookup_read_subnets (QsLookupReading *reading,
                        GError         **error)
{
  g_autoptr(GPtrArray) subnets = qs_lookup_ask (reading->engine, &subnet_pages, NULL, error);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GHashTable) ways = NULL;

  if (subnets == NULL)
    return FALSE;

  if ((tables = qs_lookup_ask (reading->engine, &route_pages, NULL, NULL)) != NULL)
    ways = map_ways_out (tables);

  g_ptr_array_sort (subnets, compare_subnets);
  for (guint i = 0; i < subnets->len; i++)
    {
      QsLookupChoice *choice = make_subnet (subnets->pdata[i], ways);

      if (choice != NULL)
        g_ptr_array_add (reading->choices, choice);
    }

  return TRUE;
}
