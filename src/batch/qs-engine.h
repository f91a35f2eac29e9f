#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "qs-engine-error.h"

G_BEGIN_DECLS

#define QS_TYPE_ENGINE (qs_engine_get_type ())
G_DECLARE_INTERFACE (QsEngine,
                     qs_engine,
                     QS,
                     ENGINE,
                     GObject)

/**
 * QsEngine:
 *
 * Answers operations of the AWS Batch API, and GetLogEvents of CloudWatch Logs: JSON in, JSON out,
 * in exactly the shapes of the service models. Nothing above an engine knows whether it is AWS or
 * this computer. qs_engine_call_service() reaches the other services of an account (IAM, EC2, S3…),
 * where there are any.
 *
 * The signal #QsEngine::activity says that a job may have changed, for engines that can tell; a
 * watcher then need not wait for its next round.
 *
 * An engine far away makes no two jobs of SubmitJob requests with one tag (qs-submission-search.h):
 * when an answer is lost it looks for the job by itself, which can take minutes. The signal
 * #QsEngine::seeking says so, with the submission's id. When it cannot find out, the error is
 * unsettled, and the same request is to be given to it again, which looks first. Who drops the
 * future does not stop the submission, but does not want what was lost to be sent again.
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
  DexFuture     *(*call_service) (QsEngine   *self,
                                  const char *service,
                                  const char *operation,
                                  JsonNode   *input);
  gboolean       (*has_service)  (QsEngine   *self,
                                  const char *service);
};

DexFuture *qs_engine_call (QsEngine   *self,
                           const char *operation,
                           JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_engine_call_bytes (QsEngine   *self,
                                 const char *operation,
                                 JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_engine_call_service (QsEngine   *self,
                                   const char *service,
                                   const char *operation,
                                   JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;

gboolean   qs_engine_has_service (QsEngine   *self,
                                  const char *service);
void       qs_engine_emit_activity (QsEngine *self);
void       qs_engine_emit_seeking (QsEngine   *self,
                                   const char *submission,
                                   gboolean    seeking);

G_END_DECLS
