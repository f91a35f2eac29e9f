#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_ENGINE (qs_engine_get_type ())
G_DECLARE_INTERFACE (QsEngine,
                     qs_engine,
                     QS,
                     ENGINE,
                     GObject)

#define QS_ENGINE_ERROR (qs_engine_error_quark ())

/**
 * QsEngineError:
 * @QS_ENGINE_ERROR_INVALID: the request breaks a rule (ClientException): change it
 * @QS_ENGINE_ERROR_NOT_FOUND: what the request names does not exist
 * @QS_ENGINE_ERROR_DENIED: the account may not do this
 * @QS_ENGINE_ERROR_EXPIRED: the login has expired: log in again
 * @QS_ENGINE_ERROR_THROTTLED: too many calls: wait and repeat
 * @QS_ENGINE_ERROR_UNAVAILABLE: the engine cannot be reached now: repeat later
 * @QS_ENGINE_ERROR_SERVER: the engine failed (ServerException)
 * @QS_ENGINE_ERROR_INVALID_REPLY: the reply is not what the service model says
 *
 * Codes say what the caller can do; the message is the engine's own text.
 */
typedef enum
{
  QS_ENGINE_ERROR_INVALID,
  QS_ENGINE_ERROR_NOT_FOUND,
  QS_ENGINE_ERROR_DENIED,
  QS_ENGINE_ERROR_EXPIRED,
  QS_ENGINE_ERROR_THROTTLED,
  QS_ENGINE_ERROR_UNAVAILABLE,
  QS_ENGINE_ERROR_SERVER,
  QS_ENGINE_ERROR_INVALID_REPLY,
} QsEngineError;

/**
 * QsEngine:
 *
 * Answers operations of the AWS Batch API, and GetLogEvents of CloudWatch Logs: JSON in, JSON out,
 * in exactly the shapes of the service models. Nothing above an engine knows whether it is AWS or
 * this computer.
 *
 * The signal #QsEngine::activity says that a job may have changed, for engines that can tell; a
 * watcher then need not wait for its next round.
 *
 * Threading: main thread. Ownership: inputs are borrowed and not modified; replies are owned by the
 * future that resolves to them.
 */
struct _QsEngineInterface
{
  GTypeInterface parent_iface;

  DexFuture     *(*call)       (QsEngine   *self,
                                const char *operation,
                                JsonNode   *input);
  DexFuture     *(*call_bytes) (QsEngine   *self,
                                const char *operation,
                                JsonNode   *input);
};

GQuark     qs_engine_error_quark (void);
gboolean   qs_engine_error_is_passing (const GError *error);

DexFuture *qs_engine_call (QsEngine   *self,
                           const char *operation,
                           JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_engine_call_bytes (QsEngine   *self,
                                 const char *operation,
                                 JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;

void       qs_engine_emit_activity (QsEngine *self);

G_END_DECLS
