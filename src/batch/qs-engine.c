#include "qs-engine.h"

#include "qs-json.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (QsEngine, qs_engine, G_TYPE_OBJECT)

enum
{
  ACTIVITY,
  SEEKING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DexFuture *
print_reply (DexFuture *future,
             gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  char *text = qs_json_print (g_value_get_boxed (value), FALSE);

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (text, strlen (text)));
}

static DexFuture *
qs_engine_default_call_bytes (QsEngine   *self,
                              const char *operation,
                              JsonNode   *input)
{
  return dex_future_then (qs_engine_call (self, operation, input), print_reply, NULL, NULL);
}

/* An engine that answers Batch and its logs only is one that runs jobs here. */
static gboolean
qs_engine_default_has_service (QsEngine   *self,
                               const char *service)
{
  return g_str_equal (service, "batch") || g_str_equal (service, "logs");
}

static DexFuture *
qs_engine_default_call_service (QsEngine   *self,
                                const char *service,
                                const char *operation,
                                JsonNode   *input)
{
  QsErrorDetails details = { .service = (char *) service, .operation = (char *) operation };
  g_autofree char *message = NULL;

  if (qs_engine_default_has_service (self, service))
    return qs_engine_call (self, operation, input);

  message = g_strdup_printf (_("This computer has no service %s"), service);
  return dex_future_new_for_error (qs_engine_error_new (QS_ENGINE_ERROR_INVALID, &details,
                                                        message));
}

static void
qs_engine_default_init (QsEngineInterface *iface)
{
  iface->call_service = qs_engine_default_call_service;
  iface->call_bytes = qs_engine_default_call_bytes;
  iface->has_service = qs_engine_default_has_service;

  signals[ACTIVITY] = g_signal_new ("activity", QS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEEKING] = g_signal_new ("seeking", QS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                   G_TYPE_BOOLEAN);
}

/**
 * qs_engine_call:
 * @operation: the name in the service model, such as "SubmitJob"
 * @input: (nullable): the input document; %NULL is an empty one
 *
 * Returns: (transfer full): a future of the output document, a #JsonNode that holds an object;
 *   rejected with #QsEngineError.
 */
DexFuture *
qs_engine_call (QsEngine   *self,
                const char *operation,
                JsonNode   *input)
{
  g_autoptr(JsonNode) empty = NULL;

  g_return_val_if_fail (QS_IS_ENGINE (self), NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  if (input == NULL)
    input = empty = qs_json_take (json_object_new ());

  return QS_ENGINE_GET_IFACE (self)->call (self, operation, input);
}

/**
 * qs_engine_call_bytes:
 *
 * As qs_engine_call(), for readers that parse large replies themselves.
 *
 * Returns: (transfer full): a future of the output document's text, a #GBytes of UTF-8 JSON.
 */
DexFuture *
qs_engine_call_bytes (QsEngine   *self,
                      const char *operation,
                      JsonNode   *input)
{
  g_autoptr(JsonNode) empty = NULL;

  g_return_val_if_fail (QS_IS_ENGINE (self), NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  if (input == NULL)
    input = empty = qs_json_take (json_object_new ());

  return QS_ENGINE_GET_IFACE (self)->call_bytes (self, operation, input);
}

/**
 * qs_engine_call_service:
 * @service: the name in botocore's models, such as "iam", "ec2" or "batch"
 * @operation: such as "ListRoles"
 * @input: (nullable): the input document; %NULL is an empty one
 *
 * As qs_engine_call(), for any service of the account.
 *
 * Returns: (transfer full): a future of the output document; rejected with #QsEngineError, on this
 *   computer with %QS_ENGINE_ERROR_INVALID for whatever is neither Batch nor logs; it is itself the
 *   only machine that DescribeInstanceTypes of EC2 describes.
 */
DexFuture *
qs_engine_call_service (QsEngine   *self,
                        const char *service,
                        const char *operation,
                        JsonNode   *input)
{
  g_autoptr(JsonNode) empty = NULL;

  g_return_val_if_fail (QS_IS_ENGINE (self), NULL);
  g_return_val_if_fail (service != NULL && operation != NULL, NULL);

  if (input == NULL)
    input = empty = qs_json_take (json_object_new ());

  return QS_ENGINE_GET_IFACE (self)->call_service (self, service, operation, input);
}

/**
 * qs_engine_has_service:
 * @service: as in qs_engine_call_service()
 *
 * Returns: whether there is any use in asking; an AWS account has every service, though not always
 *   the permission.
 */
gboolean
qs_engine_has_service (QsEngine   *self,
                       const char *service)
{
  g_return_val_if_fail (QS_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (service != NULL, FALSE);

  return QS_ENGINE_GET_IFACE (self)->has_service (self, service);
}

/**
 * qs_engine_emit_activity:
 *
 * For engines: tells watchers that a job may have changed.
 */
void
qs_engine_emit_activity (QsEngine *self)
{
  g_return_if_fail (QS_IS_ENGINE (self));

  g_signal_emit (self, signals[ACTIVITY], 0);
}

/**
 * qs_engine_emit_seeking:
 * @submission: the submission's id, see qs_submission_get_tag()
 * @seeking: whether the engine looks for its job now
 */
void
qs_engine_emit_seeking (QsEngine   *self,
                        const char *submission,
                        gboolean    seeking)
{
  g_return_if_fail (QS_IS_ENGINE (self));
  g_return_if_fail (submission != NULL);

  g_signal_emit (self, signals[SEEKING], 0, submission, seeking);
}
