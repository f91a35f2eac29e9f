#include "qs-service-model.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qs-json.h"
#include "qs-model-check.h"
#include "qs-model-reader.h"
#include "qs-model-resources.h"
#include "qs-operation-private.h"
#include "qs-shape-private.h"

#define RESOURCE_FOLDER "/io/github/quayside/Quayside/aws/"

/* The longest of botocore's models has 4 MiB. */
#define MAX_BYTES (16 * 1024 * 1024)

struct _QsServiceModel
{
  gatomicrefcount ref_count;
  JsonObject     *metadata;           /* nullable */
  GHashTable     *operations;         /* name → QsOperation */
  GHashTable     *shapes;             /* name → QsShape */
  char          **operation_names;    /* sorted */
  char          **shape_names;
};

G_DEFINE_QUARK (qs-model-error-quark, qs_model_error)
G_DEFINE_BOXED_TYPE (QsServiceModel, qs_service_model, qs_service_model_ref,
                     qs_service_model_unref)

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char **
list_names (GHashTable *table)
{
  g_autoptr(GPtrArray) names = g_hash_table_get_keys_as_ptr_array (table);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));

  return g_strv_builder_end (builder);
}

static QsServiceModel *
new_empty (void)
{
  QsServiceModel *self = g_new0 (QsServiceModel, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->shapes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) qs_shape_free);
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) qs_operation_free);

  return self;
}

static QsServiceModel *
read_model (JsonObject *document,
            GError    **error)
{
  g_autoptr(QsServiceModel) self = new_empty ();
  JsonObject *metadata = qs_json_get_object (document, "metadata");

  if (!qs_model_read (document, self->shapes, self->operations, error))
    return NULL;

  self->metadata = metadata != NULL ? json_object_ref (metadata) : NULL;
  self->operation_names = list_names (self->operations);
  self->shape_names = list_names (self->shapes);

  return g_steal_pointer (&self);
}

/**
 * qs_service_model_new_from_bytes:
 * @bytes: a model in the format of botocore's service-2.json
 *
 * Returns: (transfer full) (nullable): the model, or %NULL with %QS_MODEL_ERROR_INVALID.
 */
QsServiceModel *
qs_service_model_new_from_bytes (GBytes  *bytes,
                                 GError **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error (error, QS_MODEL_ERROR, QS_MODEL_ERROR_INVALID,
                   _("A service model has 1 byte to %d MiB; this has %" G_GSIZE_FORMAT " bytes"),
                   MAX_BYTES / 1024 / 1024, g_bytes_get_size (bytes));
      return NULL;
    }

  root = qs_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &local_error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, QS_MODEL_ERROR, QS_MODEL_ERROR_INVALID, _("This is no service model: %s"),
                   local_error != NULL ? local_error->message : _("it must be an object"));
      return NULL;
    }

  return read_model (json_node_get_object (root), error);
}

static QsServiceModel *
load_from_resource (const char *name,
                    GError    **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, ".json", NULL);
  g_autoptr(GBytes) bytes = g_resource_lookup_data (qs_model_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    {
      g_set_error (error, QS_MODEL_ERROR, QS_MODEL_ERROR_NOT_FOUND,
                   _("Quayside has no model of the service “%s”"), name);
      return NULL;
    }

  return qs_service_model_new_from_bytes (bytes, error);
}

/**
 * qs_service_model_load:
 * @name: such as "batch" or "logs"
 *
 * Loads a model that Quayside carries. Each is read once and kept, so asking again costs nothing.
 *
 * Returns: (transfer full) (nullable): the model, or %NULL with %QS_MODEL_ERROR_NOT_FOUND.
 */
QsServiceModel *
qs_service_model_load (const char *name,
                       GError    **error)
{
  static GMutex mutex;
  static GHashTable *loaded;
  g_autoptr(GMutexLocker) locker = NULL;
  QsServiceModel *self;

  g_return_val_if_fail (name != NULL, NULL);

  locker = g_mutex_locker_new (&mutex);
  if (loaded == NULL)
    loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) qs_service_model_unref);

  self = g_hash_table_lookup (loaded, name);
  if (self == NULL)
    {
      if ((self = load_from_resource (name, error)) == NULL)
        return NULL;
      g_hash_table_insert (loaded, g_strdup (name), self);
    }

  return qs_service_model_ref (self);
}

/**
 * qs_service_model_ref:
 *
 * Returns: (transfer full): @self.
 */
QsServiceModel *
qs_service_model_ref (QsServiceModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qs_service_model_unref:
 *
 * Lets go of the model, and with the last reference of its operations and shapes.
 */
void
qs_service_model_unref (QsServiceModel *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->operations, g_hash_table_unref);
  g_clear_pointer (&self->shapes, g_hash_table_unref);
  g_clear_pointer (&self->metadata, json_object_unref);
  g_strfreev (self->operation_names);
  g_strfreev (self->shape_names);
  g_free (self);
}

/**
 * qs_service_model_get_metadata:
 * @key: such as "protocol", "endpointPrefix", "targetPrefix" or "jsonVersion"
 *
 * Returns: (transfer none) (nullable): what the model says of the service as a whole.
 */
const char *
qs_service_model_get_metadata (QsServiceModel *self,
                               const char     *key)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return qs_json_get_string (self->metadata, key, NULL);
}

/**
 * qs_service_model_has_metadata:
 *
 * Returns: whether the model says anything under @key, such as "awsQueryCompatible", which is an
 *   object.
 */
gboolean
qs_service_model_has_metadata (QsServiceModel *self,
                               const char     *key)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return qs_traits_is_set (self->metadata, key);
}

/**
 * qs_service_model_dup_protocols:
 *
 * Returns: (transfer full): the protocols the service speaks, in the model's order.
 */
char **
qs_service_model_dup_protocols (QsServiceModel *self)
{
  char **protocols;

  g_return_val_if_fail (self != NULL, NULL);

  protocols = qs_json_dup_strv (self->metadata, "protocols");
  return protocols != NULL ? protocols : g_new0 (char *, 1);
}

/**
 * qs_service_model_get_operations:
 *
 * Returns: (transfer none): the names of all operations, sorted.
 */
const char * const *
qs_service_model_get_operations (QsServiceModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->operation_names;
}

/**
 * qs_service_model_lookup_operation:
 *
 * Returns: (transfer none) (nullable): the operation of that name.
 */
const QsOperation *
qs_service_model_lookup_operation (QsServiceModel *self,
                                   const char     *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->operations, name);
}

/**
 * qs_service_model_get_shapes:
 *
 * Returns: (transfer none): the names of all shapes, sorted.
 */
const char * const *
qs_service_model_get_shapes (QsServiceModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->shape_names;
}

/**
 * qs_service_model_lookup_shape:
 *
 * Returns: (transfer none) (nullable): the shape of that name.
 */
const QsShape *
qs_service_model_lookup_shape (QsServiceModel *self,
                               const char     *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->shapes, name);
}

/**
 * qs_service_model_find_input:
 * @path: such as "containerProperties.mountPoints[1].readOnly"
 *
 * What an operation takes at @path: its type, choices and limits, and whether it is required.
 *
 * Returns: (transfer none) (nullable): the member, %NULL when the operation has no such path.
 */
const QsMember *
qs_service_model_find_input (QsServiceModel *self,
                             const char     *operation,
                             const char     *path)
{
  const QsOperation *found = qs_service_model_lookup_operation (self, operation);

  if (found == NULL || found->input == NULL)
    return NULL;

  return qs_shape_find (found->input->shape, path);
}

static GPtrArray *
check_request (QsServiceModel *self,
               const char     *operation,
               JsonNode       *input,
               QsModelRigour   rigour)
{
  g_autoptr(GPtrArray) faults = qs_faults_new ();
  const QsOperation *found = qs_service_model_lookup_operation (self, operation);

  if (found == NULL)
    qs_faults_add (faults, "", input, _("asks for “%s”, which is no operation of this service"),
                   operation);
  else if (found->input != NULL)
    qs_model_check (faults, found->input, input, rigour);

  return g_steal_pointer (&faults);
}

/**
 * qs_service_model_check:
 * @operation: such as "SubmitJob"
 * @input: what it would be called with
 *
 * Holds a request against the model: types, required and unknown members, choices, limits,
 * patterns. Takes time in proportion to the document.
 *
 * Returns: (transfer full) (element-type QsFault): every fault, in the order of the model; empty
 *   when there is none.
 */
GPtrArray *
qs_service_model_check (QsServiceModel *self,
                        const char     *operation,
                        JsonNode       *input)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (operation != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);

  return check_request (self, operation, input, QS_MODEL_EVERYTHING);
}

/**
 * qs_service_model_check_types:
 *
 * Holds a request against that of the model without which it cannot be sent: types, required and
 * unknown members, not choices, limits and patterns, of which the service may know newer ones. In
 * lists and maps, null is let pass.
 *
 * Returns: (transfer full) (element-type QsFault): every fault, as qs_service_model_check().
 */
GPtrArray *
qs_service_model_check_types (QsServiceModel *self,
                              const char     *operation,
                              JsonNode       *input)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (operation != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);

  return check_request (self, operation, input, QS_MODEL_TYPES);
}

/**
 * qs_service_model_check_known:
 *
 * As qs_service_model_check_types(), but lets members pass that the model does not know.
 *
 * Returns: (transfer full) (element-type QsFault): every fault, as qs_service_model_check().
 */
GPtrArray *
qs_service_model_check_known (QsServiceModel *self,
                              const char     *operation,
                              JsonNode       *input)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (operation != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);

  return check_request (self, operation, input, QS_MODEL_KNOWN_TYPES);
}
