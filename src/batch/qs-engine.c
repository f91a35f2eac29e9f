#include "qs-engine.h"

#include "qs-json.h"

G_DEFINE_INTERFACE (QsEngine, qs_engine, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-engine-error-quark, qs_engine_error)

enum
{
  ACTIVITY,
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

static void
qs_engine_default_init (QsEngineInterface *iface)
{
  iface->call_bytes = qs_engine_default_call_bytes;

  signals[ACTIVITY] = g_signal_new ("activity", QS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
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
 * qs_engine_error_is_passing:
 *
 * Returns: whether the same call may succeed later without anything being changed.
 */
gboolean
qs_engine_error_is_passing (const GError *error)
{
  return g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER);
}
