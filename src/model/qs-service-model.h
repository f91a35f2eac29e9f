#pragma once

#include "qs-fault.h"
#include "qs-operation.h"

G_BEGIN_DECLS

#define QS_TYPE_SERVICE_MODEL (qs_service_model_get_type ())
#define QS_MODEL_ERROR (qs_model_error_quark ())

/**
 * QsModelError:
 * @QS_MODEL_ERROR_NOT_FOUND: Quayside carries no such model
 * @QS_MODEL_ERROR_INVALID: the text is no service model; the message names the place
 */
typedef enum
{
  QS_MODEL_ERROR_NOT_FOUND,
  QS_MODEL_ERROR_INVALID,
} QsModelError;

/**
 * QsServiceModel:
 *
 * The operations of a service and the shapes of what they take and answer, read from the format of
 * botocore's service-2.json. Forms take their limits and choices from it, engines validate by it.
 *
 * Threading: immutable, any thread. Ownership: reference counted; operations and shapes are
 * borrowed from it.
 */
typedef struct _QsServiceModel QsServiceModel;

GType               qs_service_model_get_type (void) G_GNUC_CONST;
GQuark              qs_model_error_quark (void);

QsServiceModel     *qs_service_model_load (const char *name,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
QsServiceModel     *qs_service_model_new_from_bytes (GBytes  *bytes,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
QsServiceModel     *qs_service_model_ref (QsServiceModel *self);
void                qs_service_model_unref (QsServiceModel *self);

const char         *qs_service_model_get_metadata (QsServiceModel *self,
                                                   const char     *key);
gboolean            qs_service_model_has_metadata (QsServiceModel *self,
                                                   const char     *key);
char              **qs_service_model_dup_protocols (QsServiceModel *self) G_GNUC_WARN_UNUSED_RESULT;
const char * const *qs_service_model_get_operations (QsServiceModel *self);
const QsOperation  *qs_service_model_lookup_operation (QsServiceModel *self,
                                                       const char     *name);
const char * const *qs_service_model_get_shapes (QsServiceModel *self);
const QsShape      *qs_service_model_lookup_shape (QsServiceModel *self,
                                                   const char     *name);

const QsMember     *qs_service_model_find_input (QsServiceModel *self,
                                                 const char     *operation,
                                                 const char     *path);

GPtrArray          *qs_service_model_check (QsServiceModel *self,
                                            const char     *operation,
                                            JsonNode       *input) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *qs_service_model_check_types (QsServiceModel *self,
                                                  const char     *operation,
                                                  JsonNode       *input) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *qs_service_model_check_known (QsServiceModel *self,
                                                  const char     *operation,
                                                  JsonNode       *input) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsServiceModel, qs_service_model_unref)

G_END_DECLS
