#pragma once

#include <json-glib/json-glib.h>

#include "qs-http-reply.h"

G_BEGIN_DECLS

#define QS_TYPE_CONTAINER_CLIENT (qs_container_client_get_type ())
G_DECLARE_FINAL_TYPE (QsContainerClient,
                      qs_container_client,
                      QS,
                      CONTAINER_CLIENT,
                      GObject)

#define QS_CONTAINER_ENGINE_ERROR (qs_container_engine_error_quark ())

/**
 * QsContainerEngineError:
 * @QS_CONTAINER_ENGINE_ERROR_NOT_FOUND: what the call names does not exist
 * @QS_CONTAINER_ENGINE_ERROR_CONFLICT: the name is taken, or the container's state forbids it
 * @QS_CONTAINER_ENGINE_ERROR_FAILED: the engine refuses; the message is its own
 *
 * An engine that does not answer is %QS_RUNNER_ERROR_UNAVAILABLE, with what to do about it.
 */
typedef enum
{
  QS_CONTAINER_ENGINE_ERROR_NOT_FOUND,
  QS_CONTAINER_ENGINE_ERROR_CONFLICT,
  QS_CONTAINER_ENGINE_ERROR_FAILED,
} QsContainerEngineError;

/**
 * QsContainerClient:
 *
 * The way to the container engine: finds its socket, agrees on a version of the API, sends calls
 * and makes errors of refusals. What failed is forgotten, so an engine that is installed or started
 * later is found by the next call.
 *
 * Threading: fibers of the main thread. A call ends with the scope of the fiber that makes it.
 */

GQuark             qs_container_engine_error_quark (void);

QsContainerClient *qs_container_client_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char        *qs_container_client_get_socket (QsContainerClient *self);

QsHttpReply       *qs_container_client_send (QsContainerClient *self,
                                             const char        *method,
                                             const char        *target,
                                             JsonNode          *body,
                                             gboolean           is_stream,
                                             GError           **error)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
