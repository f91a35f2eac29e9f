#include "qs-resource-draft.h"

#include "qs-await.h"
#include "qs-definition-request.h"
#include "qs-json.h"
#include "qs-service-model.h"
#include "qs-shape-project.h"

struct _QsResourceDraft
{
  QsDraft        parent_instance;

  QsResourceKind kind;
  QsResource    *original;   /* nullable */
};

G_DEFINE_FINAL_TYPE (QsResourceDraft, qs_resource_draft, QS_TYPE_DRAFT)

enum
{
  PROP_KIND = 1,
  PROP_ORIGINAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What the original is now, as the request that changes it would say it. */
static JsonNode *
make_update (QsResourceDraft *self)
{
  const char *operation = qs_resource_kind_get_update (self->kind);
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  g_autoptr(JsonNode) document =
    json_node_init_object (json_node_alloc (), qs_resource_get_document (self->original));
  const QsOperation *found = qs_service_model_lookup_operation (model, operation);
  JsonNode *update = qs_shape_project (qs_member_get_shape (qs_operation_get_input (found)),
                                       document);

  json_object_set_string_member (json_node_get_object (update),
                                 qs_resource_kind_get_prefix (self->kind),
                                 qs_resource_get_name (self->original));
  return update;
}

static void
begin_with_original (QsResourceDraft *self)
{
  QsRequest *request = qs_draft_get_request (QS_DRAFT (self));
  const char *always[] = { qs_resource_kind_get_prefix (self->kind), NULL };
  g_autoptr(JsonNode) begin = NULL;

  if (qs_resource_kind_get_update (self->kind) == NULL)
    {
      begin = qs_definition_request_new (qs_resource_get_document (self->original));
    }
  else
    {
      begin = make_update (self);
      qs_request_set_base (request, begin, always);
    }

  qs_document_reset (qs_request_get_document (request), begin);
}

static char *
qs_resource_draft_send (QsDraft  *draft,
                        JsonNode *input,
                        GError  **error)
{
  QsResourceDraft *self = QS_RESOURCE_DRAFT (draft);
  g_autofree char *member = g_strconcat (qs_resource_kind_get_prefix (self->kind), "Arn", NULL);
  const char *operation = qs_request_get_operation (qs_draft_get_request (draft));
  g_autoptr(JsonNode) reply =
    qs_await_boxed (qs_engine_call (qs_draft_get_engine (draft), operation, input), error);

  if (reply == NULL)
    return NULL;

  return g_strdup (qs_json_get_string (json_node_get_object (reply), member, ""));
}

static void
qs_resource_draft_constructed (GObject *object)
{
  QsResourceDraft *self = QS_RESOURCE_DRAFT (object);

  G_OBJECT_CLASS (qs_resource_draft_parent_class)->constructed (object);

  if (self->original != NULL)
    begin_with_original (self);
}

static void
qs_resource_draft_dispose (GObject *object)
{
  g_clear_object (&QS_RESOURCE_DRAFT (object)->original);

  G_OBJECT_CLASS (qs_resource_draft_parent_class)->dispose (object);
}

static void
qs_resource_draft_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  QsResourceDraft *self = QS_RESOURCE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_ORIGINAL:
      g_value_set_object (value, self->original);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_draft_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  QsResourceDraft *self = QS_RESOURCE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_ORIGINAL:
      self->original = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_draft_class_init (QsResourceDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  object_class->constructed = qs_resource_draft_constructed;
  object_class->dispose = qs_resource_draft_dispose;
  object_class->get_property = qs_resource_draft_get_property;
  object_class->set_property = qs_resource_draft_set_property;
  QS_DRAFT_CLASS (klass)->send = qs_resource_draft_send;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, QS_TYPE_RESOURCE_KIND,
                                             QS_RESOURCE_DEFINITION, flags);
  properties[PROP_ORIGINAL] =
    g_param_spec_object ("original", NULL, NULL, QS_TYPE_RESOURCE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_resource_draft_init (QsResourceDraft *self)
{
}

/**
 * qs_resource_draft_new:
 * @original: (nullable): what is to be changed, or for a definition to be made anew from
 *
 * Returns: (transfer full): a draft that says what @original is, or nothing.
 */
QsResourceDraft *
qs_resource_draft_new (QsEngine      *engine,
                       QsResourceKind kind,
                       QsResource    *original)
{
  const char *operation;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  operation = original != NULL ? qs_resource_kind_get_update (kind) : NULL;
  return g_object_new (QS_TYPE_RESOURCE_DRAFT,
                       "engine", engine,
                       "operation", operation != NULL ? operation
                                                      : qs_resource_kind_get_create (kind),
                       "kind", kind,
                       "original", original,
                       NULL);
}

QsResourceKind
qs_resource_draft_get_kind (QsResourceDraft *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_DRAFT (self), QS_RESOURCE_DEFINITION);

  return self->kind;
}

/**
 * qs_resource_draft_get_original:
 *
 * Returns: (transfer none) (nullable): what is being changed.
 */
QsResource *
qs_resource_draft_get_original (QsResourceDraft *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_DRAFT (self), NULL);

  return self->original;
}
