#include "qs-request.h"

#include <string.h>

#include "qs-batch-rules.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-service-model.h"

struct _QsRequest
{
  GObject         parent_instance;

  char           *operation;
  QsServiceModel *model;
  QsRequestCheck  check;          /* nullable: the rules of Batch */
  QsDocument     *document;
  JsonNode       *defaults;       /* nullable */
  GPtrArray      *faults;         /* of QsFault */
  GHashTable     *input_faults;   /* path → message */
  guint           n_faults;
  gboolean        revealed;
  QsRequestFinish finish;         /* nullable */
  JsonNode       *base;           /* nullable */
  char          **always;         /* nullable */
};

G_DEFINE_FINAL_TYPE (QsRequest, qs_request, G_TYPE_OBJECT)

enum
{
  PROP_N_FAULTS = 1,
  PROP_REVEALED,
  N_PROPS
};

enum
{
  CHECKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GPtrArray *
find_faults (QsRequest *self)
{
  JsonNode *root = qs_document_get_root (self->document);
  g_autoptr(GPtrArray) rules = NULL;
  GPtrArray *faults;

  if (self->check != NULL)
    return self->check (root);

  rules = qs_batch_rules_check (self->operation, root);
  faults = qs_service_model_check (self->model, self->operation, root);
  g_ptr_array_extend_and_steal (faults, g_steal_pointer (&rules));
  return faults;
}

static void
check (QsRequest *self)
{
  guint n_faults;

  g_clear_pointer (&self->faults, g_ptr_array_unref);
  self->faults = find_faults (self);

  n_faults = self->faults->len + g_hash_table_size (self->input_faults);
  if (n_faults != self->n_faults)
    {
      self->n_faults = n_faults;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAULTS]);
    }

  g_signal_emit (self, signals[CHECKED], 0);
}

static void
qs_request_finalize (GObject *object)
{
  QsRequest *self = QS_REQUEST (object);

  g_free (self->operation);
  g_clear_pointer (&self->model, qs_service_model_unref);
  g_clear_object (&self->document);
  g_clear_pointer (&self->defaults, json_node_unref);
  g_clear_pointer (&self->base, json_node_unref);
  g_strfreev (self->always);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->input_faults, g_hash_table_unref);

  G_OBJECT_CLASS (qs_request_parent_class)->finalize (object);
}

static void
qs_request_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  QsRequest *self = QS_REQUEST (object);

  switch (prop_id)
    {
    case PROP_N_FAULTS:
      g_value_set_uint (value, self->n_faults);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_request_class_init (QsRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_request_finalize;
  object_class->get_property = qs_request_get_property;

  properties[PROP_N_FAULTS] =
    g_param_spec_uint ("n-faults", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHECKED] = g_signal_new ("checked", QS_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qs_request_init (QsRequest *self)
{
  self->input_faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->document = qs_document_new (NULL);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);
}

/**
 * qs_request_new:
 * @operation: an operation of the Batch service model
 *
 * Returns: (transfer full): a request with an empty document.
 */
QsRequest *
qs_request_new (const char *operation)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = NULL;

  g_return_val_if_fail (operation != NULL, NULL);

  /* The model is part of the program. */
  if ((model = qs_service_model_load ("batch", &error)) == NULL)
    g_error ("%s", error->message);

  return qs_request_new_for_model (model, operation, NULL);
}

/**
 * qs_request_new_for_model:
 * @operation: an operation of @model
 * @check_document: (nullable): finds what is wrong; %NULL for the model and the rules of Batch
 *
 * Returns: (transfer full): a request with an empty document, for a form of something else than a
 *   Batch request.
 */
QsRequest *
qs_request_new_for_model (QsServiceModel *model,
                          const char     *operation,
                          QsRequestCheck  check_document)
{
  QsRequest *self;

  g_return_val_if_fail (model != NULL && operation != NULL, NULL);

  self = g_object_new (QS_TYPE_REQUEST, NULL);
  self->operation = g_strdup (operation);
  self->model = qs_service_model_ref (model);
  self->check = check_document;
  check (self);
  return self;
}

const char *
qs_request_get_operation (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  return self->operation;
}

QsServiceModel *
qs_request_get_model (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  return self->model;
}

/**
 * qs_request_get_document:
 *
 * Returns: (transfer none): what is being edited; it is checked whenever it changes.
 */
QsDocument *
qs_request_get_document (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  return self->document;
}

JsonNode *
qs_request_get_defaults (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  return self->defaults;
}

/**
 * qs_request_set_defaults:
 * @defaults: (nullable): what holds where the document says nothing, in the shape of the request
 *
 * Sets the defaults. They are shown, and left out of what is sent.
 */
void
qs_request_set_defaults (QsRequest *self,
                         JsonNode  *defaults)
{
  g_return_if_fail (QS_IS_REQUEST (self));

  g_clear_pointer (&self->defaults, json_node_unref);
  if (defaults != NULL)
    self->defaults = json_node_copy (defaults);
  check (self);
}

/**
 * qs_request_set_finish:
 * @finish: (nullable): has the last word on what is sent
 */
void
qs_request_set_finish (QsRequest      *self,
                       QsRequestFinish finish)
{
  g_return_if_fail (QS_IS_REQUEST (self));

  self->finish = finish;
}

/**
 * qs_request_set_base:
 * @base: an object: what there is now, in the shape of the request
 * @always: the members that are sent even when they are as in @base, such as the name of what is
 *   changed
 *
 * Makes this a request that changes something: what is as in @base is not sent.
 */
void
qs_request_set_base (QsRequest          *self,
                     JsonNode           *base,
                     const char * const *always)
{
  g_return_if_fail (QS_IS_REQUEST (self));
  g_return_if_fail (base != NULL && JSON_NODE_HOLDS_OBJECT (base));

  g_clear_pointer (&self->base, json_node_unref);
  self->base = json_node_copy (base);
  g_strfreev (self->always);
  self->always = g_strdupv ((char **) always);
}

/**
 * qs_request_get_default:
 *
 * Returns: (transfer none) (nullable): what holds at @path when the document says nothing there.
 */
JsonNode *
qs_request_get_default (QsRequest  *self,
                        const char *path)
{
  g_autoptr(QsJsonPath) parsed = NULL;

  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  parsed = qs_json_path_new (path, NULL);
  return parsed != NULL ? qs_json_path_find (parsed, self->defaults) : NULL;
}

/**
 * qs_request_find_member:
 *
 * Returns: (transfer none) (nullable): what the service model says of the place; %NULL when it does
 *   not know it.
 */
const QsMember *
qs_request_find_member (QsRequest  *self,
                        const char *path)
{
  g_autofree char *resolved = NULL;

  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  resolved = qs_document_resolve (self->document, path);
  return qs_service_model_find_input (self->model, self->operation, resolved);
}

guint
qs_request_get_n_faults (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), 0);

  return self->n_faults;
}

/* The first fault at @path, which is resolved, or inside it. */
static const QsFault *
find_fault (QsRequest  *self,
            const char *path)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      const QsFault *fault = g_ptr_array_index (self->faults, i);

      if (g_str_equal (fault->path, path) || qs_json_path_is_within (fault->path, path))
        return fault;
    }

  return NULL;
}

/**
 * qs_request_dup_fault:
 *
 * Returns: (transfer full) (nullable): what is wrong at @path or inside it, in words; %NULL when
 *   nothing is.
 */
char *
qs_request_dup_fault (QsRequest  *self,
                      const char *path)
{
  g_autofree char *place = NULL;
  g_autofree char *rule = qs_request_dup_rule (self, path, &place);
  g_autofree char *resolved = NULL;

  if (rule == NULL || *place == '\0')
    return g_steal_pointer (&rule);

  resolved = qs_document_resolve (self->document, path);
  return g_strdup (find_fault (self, resolved)->message);
}

/**
 * qs_request_dup_rule:
 * @place: (out) (transfer full): where inside @path, such as "[0].sourceVolume"; "" for @path
 *   itself and when nothing is wrong
 *
 * As qs_request_dup_fault(), for whoever has better names for places than paths are.
 *
 * Returns: (transfer full) (nullable): the rule that is broken first at @path or inside it; %NULL
 *   when none is.
 */
char *
qs_request_dup_rule (QsRequest  *self,
                     const char *path,
                     char      **place)
{
  g_autofree char *resolved = NULL;
  const QsFault *fault;
  const char *message;

  g_return_val_if_fail (QS_IS_REQUEST (self) && path != NULL && place != NULL, NULL);

  *place = g_strdup ("");
  if ((message = g_hash_table_lookup (self->input_faults, path)) != NULL)
    return g_strdup (message);

  resolved = qs_document_resolve (self->document, path);
  if ((fault = find_fault (self, resolved)) == NULL)
    return NULL;

  g_set_str (place, fault->path + strlen (resolved));
  return g_strdup (fault->rule);
}

/**
 * qs_request_dup_faults:
 *
 * Returns: (transfer full): every fault, a sentence a line; "" when there is none.
 */
char *
qs_request_dup_faults (QsRequest *self)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_auto(GStrv) strv = NULL;
  GHashTableIter iter;
  gpointer path, message;

  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  for (guint i = 0; i < self->faults->len; i++)
    g_strv_builder_add (lines, ((QsFault *) g_ptr_array_index (self->faults, i))->message);

  g_hash_table_iter_init (&iter, self->input_faults);
  while (g_hash_table_iter_next (&iter, &path, &message))
    g_strv_builder_take (lines, g_strdup_printf ("%s: %s", (char *) path, (char *) message));

  strv = g_strv_builder_end (lines);
  return g_strjoinv ("\n", strv);
}

/**
 * qs_request_set_input_fault:
 * @message: (nullable): what is wrong with the text typed for @path, which is no value that could
 *   stand in the document; %NULL when it is one again
 */
void
qs_request_set_input_fault (QsRequest  *self,
                            const char *path,
                            const char *message)
{
  const char *present;

  g_return_if_fail (QS_IS_REQUEST (self) && path != NULL);

  present = g_hash_table_lookup (self->input_faults, path);
  if (g_strcmp0 (present, message) == 0)
    return;

  if (message != NULL)
    g_hash_table_insert (self->input_faults, g_strdup (path), g_strdup (message));
  else
    g_hash_table_remove (self->input_faults, path);
  check (self);
}

gboolean
qs_request_get_revealed (QsRequest *self)
{
  g_return_val_if_fail (QS_IS_REQUEST (self), FALSE);

  return self->revealed;
}

void
qs_request_set_revealed (QsRequest *self,
                         gboolean   revealed)
{
  g_return_if_fail (QS_IS_REQUEST (self));

  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
  g_signal_emit (self, signals[CHECKED], 0);
}

/**
 * qs_request_dup_input:
 *
 * Returns: (transfer full): what is to be sent: the document without what the defaults say anyway.
 */
JsonNode *
qs_request_dup_input (QsRequest *self)
{
  g_autoptr(JsonNode) rest = NULL;

  g_return_val_if_fail (QS_IS_REQUEST (self), NULL);

  if (self->base != NULL)
    return qs_json_edit_get_changes (qs_document_get_root (self->document), self->base,
                                     (const char * const *) self->always);

  rest = qs_json_edit_subtract (qs_document_get_root (self->document), self->defaults);
  if (rest == NULL)
    rest = qs_json_take (json_object_new ());
  if (self->finish == NULL)
    return g_steal_pointer (&rest);

  return self->finish (rest, self->defaults);
}
