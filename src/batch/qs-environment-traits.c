#include "qs-environment-traits.h"

#include "qs-environment-request.h"
#include "qs-json.h"

struct _QsEnvironmentTraits
{
  QsRecord    parent_instance;

  QsRequest  *request;
  JsonObject *original;   /* nullable */
  JsonNode   *begin;
  gboolean    fitting;    /* not to be fitted again */
};

G_DEFINE_FINAL_TYPE (QsEnvironmentTraits, qs_environment_traits, QS_TYPE_RECORD)

enum
{
  AWS, LOCAL, NEW, NEW_ON_AWS, MANAGED, UNMANAGED, NETWORKED, INSTANCES, SPOT, FLEET_ROLE, FARGATE,
  CHANGING, CHANGING_ON_AWS, UPDATABLE, FIXED, TYPE, LAUNCH_TEMPLATE,
  N_FIELDS
};

static const QsRecordField fields[N_FIELDS] = {
  [AWS] = { "aws", G_TYPE_BOOLEAN },
  [LOCAL] = { "local", G_TYPE_BOOLEAN },
  [NEW] = { "new", G_TYPE_BOOLEAN },
  [NEW_ON_AWS] = { "new-on-aws", G_TYPE_BOOLEAN },
  [MANAGED] = { "managed", G_TYPE_BOOLEAN },
  [UNMANAGED] = { "unmanaged", G_TYPE_BOOLEAN },
  [NETWORKED] = { "networked", G_TYPE_BOOLEAN },
  [INSTANCES] = { "instances", G_TYPE_BOOLEAN },
  [SPOT] = { "spot", G_TYPE_BOOLEAN },
  [FLEET_ROLE] = { "fleet-role", G_TYPE_BOOLEAN },
  [FARGATE] = { "fargate", G_TYPE_BOOLEAN },
  [CHANGING] = { "changing", G_TYPE_BOOLEAN },
  [CHANGING_ON_AWS] = { "changing-on-aws", G_TYPE_BOOLEAN },
  [UPDATABLE] = { "updatable", G_TYPE_BOOLEAN },
  [FIXED] = { "fixed", G_TYPE_BOOLEAN },
  [TYPE] = { "type", G_TYPE_STRING },
  [LAUNCH_TEMPLATE] = { "launch-template", G_TYPE_STRING },
};

/* See “Updating compute environments” in the user guide: anything but the sizes, and on Fargate
 * the network, is an infrastructure update. */
static gboolean
is_fixed (JsonObject *original)
{
  JsonObject *resources = qs_json_get_object (original, "computeResources");
  const char *type = qs_json_get_string (resources, "type", "EC2");
  const char *strategy = qs_json_get_string (resources, "allocationStrategy", "BEST_FIT");
  const char *role = qs_json_get_string (original, "serviceRole", "");

  if (g_str_has_prefix (type, "FARGATE"))
    return FALSE;

  return g_str_equal (strategy, "BEST_FIT") ||
         (*role != '\0' && strstr (role, "AWSServiceRoleForBatch") == NULL);
}

static void
read_request (QsEnvironmentTraits *self)
{
  QsRecord *record = QS_RECORD (self);
  JsonNode *root = qs_document_get_root (qs_request_get_document (self->request));
  JsonObject *request = json_node_get_object (root);
  JsonObject *resources = qs_json_get_object (request, "computeResources");
  const char *type = qs_json_get_string (self->original != NULL ? self->original : request, "type",
                                         "MANAGED");
  const char *model = qs_json_get_string (resources, "type", "EC2");
  const char *strategy = qs_json_get_string (resources, "allocationStrategy", "");
  JsonObject *template = qs_json_get_object (resources, "launchTemplate");
  const char *template_id = qs_json_get_string (template, "launchTemplateId", NULL);
  gboolean managed = !g_str_equal (type, "UNMANAGED");
  gboolean networked = managed && qs_record_get_bool (record, AWS);
  gboolean fargate = networked && g_str_has_prefix (model, "FARGATE");
  gboolean spot = networked && g_str_equal (model, "SPOT");

  g_object_freeze_notify (G_OBJECT (self));
  qs_record_set_bool (record, MANAGED, managed);
  qs_record_set_bool (record, UNMANAGED, !managed);
  qs_record_set_bool (record, NETWORKED, networked);
  qs_record_set_bool (record, FARGATE, fargate);
  qs_record_set_bool (record, INSTANCES, networked && !fargate);
  qs_record_set_bool (record, SPOT, spot);
  qs_record_set_bool (record, FLEET_ROLE, spot && self->original == NULL &&
                      g_str_equal (strategy, "BEST_FIT"));
  qs_record_set_string (record, LAUNCH_TEMPLATE,
                        qs_json_get_string (template, "launchTemplateName", template_id));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
read_original (QsEnvironmentTraits *self,
               gboolean             local)
{
  QsRecord *record = QS_RECORD (self);
  gboolean changing = self->original != NULL;
  gboolean fixed = changing && !local && is_fixed (self->original);

  qs_record_set_bool (record, AWS, !local);
  qs_record_set_bool (record, LOCAL, local);
  qs_record_set_bool (record, NEW, !changing);
  qs_record_set_bool (record, NEW_ON_AWS, !changing && !local);
  qs_record_set_bool (record, CHANGING, changing);
  qs_record_set_bool (record, CHANGING_ON_AWS, changing && !local);
  qs_record_set_bool (record, UPDATABLE, !fixed);
  qs_record_set_bool (record, FIXED, fixed);
  if (changing)
    qs_record_set_string (record, TYPE, qs_json_get_string (self->original, "type", ""));
}

/* What follows from a choice is one step with it: the choice is taken back, and made anew with all
 * that goes with it. */
static void
fit (QsEnvironmentTraits *self)
{
  QsDocument *document = qs_request_get_document (self->request);
  g_autoptr(JsonNode) fitted = qs_environment_request_fit (qs_document_get_root (document),
                                                           self->begin);

  if (fitted == NULL)
    return;

  self->fitting = TRUE;
  qs_document_undo (document);
  qs_document_set (document, "", fitted, NULL);
  self->fitting = FALSE;
}

/* A state that is gone back to is as it was then; only what is chosen now has consequences. */
static void
on_document_changed_cb (QsEnvironmentTraits *self,
                        const char          *path)
{
  QsDocument *document = qs_request_get_document (self->request);

  if (self->fitting)
    return;

  if ((g_str_equal (path, "type") || g_str_equal (path, "computeResources.type")) &&
      qs_document_get_can_undo (document) && !qs_document_get_can_redo (document))
    fit (self);
  read_request (self);
}

static void
qs_environment_traits_dispose (GObject *object)
{
  QsEnvironmentTraits *self = QS_ENVIRONMENT_TRAITS (object);

  g_clear_object (&self->request);
  g_clear_pointer (&self->original, json_object_unref);
  g_clear_pointer (&self->begin, json_node_unref);

  G_OBJECT_CLASS (qs_environment_traits_parent_class)->dispose (object);
}

static void
qs_environment_traits_class_init (QsEnvironmentTraitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_environment_traits_dispose;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, N_FIELDS);
}

static void
qs_environment_traits_init (QsEnvironmentTraits *self)
{
}

/**
 * qs_environment_traits_new:
 * @request: a CreateComputeEnvironment, or an UpdateComputeEnvironment
 * @original: (nullable): the environment that is to be changed, as described
 * @local: whether it is of this computer
 *
 * Returns: (transfer full): what the request takes.
 */
QsEnvironmentTraits *
qs_environment_traits_new (QsRequest  *request,
                           JsonObject *original,
                           gboolean    local)
{
  QsEnvironmentTraits *self;

  g_return_val_if_fail (QS_IS_REQUEST (request), NULL);

  self = g_object_new (QS_TYPE_ENVIRONMENT_TRAITS, NULL);
  self->request = g_object_ref (request);
  self->original = original != NULL ? json_object_ref (original) : NULL;
  read_original (self, local);

  self->begin = json_node_ref (qs_document_get_root (qs_request_get_document (request)));
  g_signal_connect_object (qs_request_get_document (request), "changed",
                           G_CALLBACK (on_document_changed_cb), self, G_CONNECT_SWAPPED);
  read_request (self);
  return self;
}

/**
 * qs_environment_traits_begin:
 * @begin: the request as the form begins
 *
 * Lets the form begin anew with @begin, from which comes what a type needs.
 */
void
qs_environment_traits_begin (QsEnvironmentTraits *self,
                             JsonNode            *begin)
{
  g_return_if_fail (QS_IS_ENVIRONMENT_TRAITS (self) && begin != NULL);

  g_clear_pointer (&self->begin, json_node_unref);
  self->begin = json_node_copy (begin);
  qs_document_reset (qs_request_get_document (self->request), begin);
}

static JsonNode *
add_network (JsonNode *root,
             JsonNode *network)
{
  JsonNode *result = qs_json_copy (root);
  JsonObject *resources = qs_json_get_object (json_node_get_object (result), "computeResources");
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (resources == NULL)
    return result;

  json_object_iter_init_ordered (&iter, json_node_get_object (network));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    if (!json_object_has_member (resources, member))
      json_object_set_member (resources, member, json_node_copy (value));

  return result;
}

/**
 * qs_environment_traits_add_network:
 * @network: an object with members of computeResources
 *
 * Lets the form begin with @network too, where the person has not said another. When something has
 * been entered already it is a step like any other.
 */
void
qs_environment_traits_add_network (QsEnvironmentTraits *self,
                                   JsonNode            *network)
{
  QsDocument *document;
  g_autoptr(JsonNode) begin = NULL;
  g_autoptr(JsonNode) root = NULL;

  g_return_if_fail (QS_IS_ENVIRONMENT_TRAITS (self));
  g_return_if_fail (network != NULL && JSON_NODE_HOLDS_OBJECT (network));

  document = qs_request_get_document (self->request);
  begin = add_network (self->begin, network);
  if (!qs_document_get_can_undo (document))
    {
      qs_environment_traits_begin (self, begin);
      return;
    }

  root = add_network (qs_document_get_root (document), network);
  json_node_unref (self->begin);
  self->begin = g_steal_pointer (&begin);
  qs_document_set (document, "", root, NULL);
}
