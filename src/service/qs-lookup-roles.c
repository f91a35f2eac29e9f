#include "qs-lookup-kinds.h"

#include "qs-json.h"

#include <glib/gi18n.h>

/* Who may take a role stands in a policy, which IAM sends as an encoded part of a URL. */
static JsonNode *
parse_trust (JsonObject *role)
{
  const char *text = qs_json_get_string (role, "AssumeRolePolicyDocument", "");
  g_autofree char *plain = NULL;

  if (*text == '{')
    return qs_json_parse (text, -1, NULL);

  plain = g_uri_unescape_string (text, NULL);
  return plain != NULL ? qs_json_parse (plain, -1, NULL) : NULL;
}

/* One is said by itself, several in a list. */
static gboolean
names (JsonNode   *node,
       const char *service)
{
  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strcmp0 (json_node_get_string (node), service) == 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (JSON_NODE_HOLDS_VALUE (element) &&
          g_strcmp0 (json_node_get_string (element), service) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
allows (JsonObject *statement,
        const char *service)
{
  JsonObject *principal = qs_json_get_object (statement, "Principal");

  return g_str_equal (qs_json_get_string (statement, "Effect", ""), "Allow") &&
         principal != NULL && names (json_object_get_member (principal, "Service"), service);
}

static gboolean
trusts (JsonObject *role,
        const char *service)
{
  g_autoptr(JsonNode) policy = parse_trust (role);
  JsonObject *object = policy != NULL && JSON_NODE_HOLDS_OBJECT (policy)
                         ? json_node_get_object (policy) : NULL;
  JsonArray *statements = qs_json_get_array (object, "Statement");

  for (guint i = 0; statements != NULL && i < json_array_get_length (statements); i++)
    if (allows (qs_json_element (statements, i), service))
      return TRUE;

  return allows (qs_json_get_object (object, "Statement"), service);
}

static QsLookupChoice *
make_role (JsonObject *item,
           const char *service,
           gboolean    by_arn)
{
  const char *name = qs_json_get_string (item, "RoleName", NULL);
  const char *arn = qs_json_get_string (item, "Arn", NULL);
  const char *said = qs_json_get_string (item, "Description", "");
  gboolean is_at_root = g_str_equal (qs_json_get_string (item, "Path", "/"), "/");

  if (name == NULL || arn == NULL || !trusts (item, service))
    return NULL;

  return qs_lookup_choice_new (g_strdup (is_at_root && !by_arn ? name : arn), g_strdup (name),
                               g_strdup (*said != '\0' ? said : arn), NULL);
}

/* Batch takes a role's name alone when the role is in no folder. */
QsLookupChoice *
qs_lookup_make_service_role (JsonObject *item)
{
  return make_role (item, "batch.amazonaws.com", FALSE);
}

QsLookupChoice *
qs_lookup_make_job_role (JsonObject *item)
{
  return make_role (item, "ecs-tasks.amazonaws.com", TRUE);
}

QsLookupChoice *
qs_lookup_make_spot_role (JsonObject *item)
{
  return make_role (item, "spotfleet.amazonaws.com", TRUE);
}

QsLookupChoice *
qs_lookup_make_instance_profile (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "InstanceProfileName", NULL);
  const char *arn = qs_json_get_string (item, "Arn", NULL);
  JsonArray *roles = qs_json_get_array (item, "Roles");
  JsonObject *role = roles != NULL && json_array_get_length (roles) > 0
                       ? qs_json_element (roles, 0) : NULL;
  const char *role_name = qs_json_get_string (role, "RoleName", NULL);
  gboolean is_at_root = g_str_equal (qs_json_get_string (item, "Path", "/"), "/");

  if (name == NULL || arn == NULL)
    return NULL;

  return qs_lookup_choice_new (g_strdup (is_at_root ? name : arn), g_strdup (name),
                               role_name != NULL ? g_strdup_printf (_("Role %s"), role_name)
                                                 : g_strdup (_("Has no role: instances could not "
                                                               "join")), NULL);
}
