#include "qs-account-rules.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-arn.h"
#include "qs-endpoint-url.h"
#include "qs-json.h"
#include "qs-json-path.h"
#include "qs-service-model.h"

const char * const qs_account_source_names[] = {
  "accessKey", "profile", "assumeRole", "identityCenter", NULL,
};

static JsonNode *
find (JsonNode   *document,
      const char *path)
{
  g_autoptr(QsJsonPath) place = qs_json_path_new (path, NULL);

  return qs_json_path_find (place, document);
}

static const char *
find_text (JsonNode   *document,
           const char *path)
{
  JsonNode *node = find (document, path);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* Credentials come from one place. */
static void
check_source (GPtrArray *faults,
              JsonNode  *document)
{
  JsonNode *node = find (document, "credentials");
  guint count = 0;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  for (guint i = 0; qs_account_source_names[i] != NULL; i++)
    if (qs_json_get_object (json_node_get_object (node), qs_account_source_names[i]) != NULL)
      count++;

  if (count != 1)
    qs_faults_add (faults, "credentials", node,
                   _("must have one of accessKey, profile, assumeRole and identityCenter"));
}

static void
check_role_arn (GPtrArray *faults,
                JsonNode  *document)
{
  static const char path[] = "credentials.assumeRole.roleArn";
  const char *text = find_text (document, path);
  g_autoptr(QsArn) arn = text != NULL ? qs_arn_parse (text) : NULL;
  g_autofree char *type = arn != NULL ? qs_arn_dup_type (arn) : NULL;

  if (text == NULL)
    return;

  if (arn == NULL || strcmp (arn->service, "iam") != 0 || strcmp (type, "role") != 0)
    qs_faults_add (faults, path, find (document, path),
                   _("must be the ARN of a role, such as arn:aws:iam::123456789012:role/Name"));
}

/* A role is assumed by somebody: a key of the keyring or a profile. */
static void
check_role_source (GPtrArray *faults,
                   JsonNode  *document)
{
  JsonNode *node = find (document, "credentials.assumeRole");
  gboolean key, profile;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  key = find_text (node, "accessKeyId") != NULL;
  profile = find_text (node, "sourceProfile") != NULL;
  if (key == profile)
    qs_faults_add (faults, "credentials.assumeRole", node,
                   _("must have either accessKeyId or sourceProfile"));
}

static void
check_url (GPtrArray  *faults,
           const char *path,
           JsonNode   *node)
{
  const char *rule;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return;

  rule = qs_endpoint_url_find_fault (json_node_get_string (node));
  if (rule != NULL)
    qs_faults_add (faults, path, node, "%s", rule);
}

static void
check_service_urls (GPtrArray *faults,
                    JsonNode  *document)
{
  JsonNode *node = find (document, "endpoints.services");
  JsonObjectIter iter;
  const char *service;
  JsonNode *url;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &service, &url))
    {
      g_autoptr(GString) path = g_string_new ("endpoints.services");

      qs_json_path_append_member (path, service);
      check_url (faults, path->str, url);
    }
}

/* An endpoint of one's own is what it is: there is no FIPS or dual stack variant of it. */
static void
check_variant (GPtrArray  *faults,
               JsonNode   *document,
               const char *member)
{
  JsonObject *root = json_node_get_object (document);

  if (find_text (document, "endpoints.url") != NULL && qs_json_get_bool (root, member, FALSE))
    qs_faults_add (faults, member, json_object_get_member (root, member),
                   _("cannot be chosen together with an endpoint of one's own"));
}

static void
check_region (GPtrArray  *faults,
              JsonNode   *document,
              const char *path)
{
  const char *region = find_text (document, path);

  if (region != NULL && !qs_host_label_is_valid (region))
    qs_faults_add (faults, path, find (document, path),
                   _("must be a region, such as eu-central-1"));
}

/**
 * qs_account_rules_check:
 * @document: anything
 *
 * Returns: (transfer full) (element-type QsFault): every rule that the settings break: those of the
 *   model data/quayside/account.json, and those that it cannot say.
 */
GPtrArray *
qs_account_rules_check (JsonNode *document)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_load ("account", &error);
  GPtrArray *faults;

  if (model == NULL)
    g_error ("%s", error->message);

  faults = qs_service_model_check (model, "Account", document);
  if (!JSON_NODE_HOLDS_OBJECT (document))
    return faults;

  check_source (faults, document);
  check_role_arn (faults, document);
  check_role_source (faults, document);
  check_region (faults, document, "region");
  check_region (faults, document, "credentials.identityCenter.region");
  check_url (faults, "credentials.identityCenter.startUrl",
             find (document, "credentials.identityCenter.startUrl"));
  check_url (faults, "endpoints.url", find (document, "endpoints.url"));
  check_service_urls (faults, document);
  check_variant (faults, document, "useFips");
  check_variant (faults, document, "useDualStack");

  return faults;
}
