#include "qs-engine-error.h"

/* The name that GLib's macro looks for. */
typedef QsErrorDetails QsEngineErrorPrivate;

static void
qs_engine_error_private_init (QsEngineErrorPrivate *details)
{
}

static void
qs_engine_error_private_copy (const QsEngineErrorPrivate *source,
                              QsEngineErrorPrivate       *copy)
{
  *copy = *source;
  copy->service = g_strdup (source->service);
  copy->operation = g_strdup (source->operation);
  copy->code = g_strdup (source->code);
  copy->request_id = g_strdup (source->request_id);
  copy->action = g_strdup (source->action);
}

static void
qs_engine_error_private_clear (QsEngineErrorPrivate *details)
{
  g_free (details->service);
  g_free (details->operation);
  g_free (details->code);
  g_free (details->request_id);
  g_free (details->action);
}

G_DEFINE_EXTENDED_ERROR (QsEngineError, qs_engine_error)

/**
 * qs_engine_error_new:
 * @details: (nullable): copied
 * @message: the engine's own text
 *
 * Returns: (transfer full): an error of %QS_ENGINE_ERROR.
 */
GError *
qs_engine_error_new (QsEngineError code,
                     const QsErrorDetails *details,
                     const char           *message)
{
  GError *error;

  g_return_val_if_fail (message != NULL, NULL);

  error = g_error_new_literal (QS_ENGINE_ERROR, code, message);
  if (details != NULL)
    qs_engine_error_private_copy (details, qs_engine_error_get_private (error));
  return error;
}

/**
 * qs_engine_error_get_details:
 *
 * Returns: (transfer none) (nullable): what is known of @error; all of it may be empty. %NULL when
 *   @error is of another domain.
 */
const QsErrorDetails *
qs_engine_error_get_details (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == QS_ENGINE_ERROR ? qs_engine_error_get_private (error) : NULL;
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

/**
 * qs_engine_error_is_unsettled:
 *
 * Returns: whether the call may have had its effect all the same, see #QsErrorDetails.
 */
gboolean
qs_engine_error_is_unsettled (const GError *error)
{
  return error->domain == QS_ENGINE_ERROR && qs_engine_error_get_private (error)->unsettled;
}
