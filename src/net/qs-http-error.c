#include "qs-http-error.h"

typedef struct
{
  gboolean is_unsent;
} QsHttpErrorPrivate;

static void
qs_http_error_private_init (QsHttpErrorPrivate *private)
{
  private->is_unsent = FALSE;
}

static void
qs_http_error_private_copy (const QsHttpErrorPrivate *from,
                            QsHttpErrorPrivate       *to)
{
  to->is_unsent = from->is_unsent;
}

static void
qs_http_error_private_clear (QsHttpErrorPrivate *private)
{
}

G_DEFINE_EXTENDED_ERROR (QsHttpError, qs_http_error)

/**
 * qs_http_error_new:
 * @is_unsent: whether it is certain that the peer has not got the whole request
 * @format: the message: a sentence without its full stop
 *
 * Returns: (transfer full): an error, as #QsHttp makes them and as what stands in for it in tests
 *   needs them.
 */
GError *
qs_http_error_new (QsHttpError code,
                   gboolean is_unsent,
                   const char *format,
                   ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (QS_HTTP_ERROR, code, format, arguments);
  va_end (arguments);

  qs_http_error_get_private (error)->is_unsent = is_unsent;
  return error;
}

/**
 * qs_http_error_is_unsent:
 * @error: any error
 *
 * Whether the request certainly had no effect: it failed before its head was written to the end,
 * so that no peer can have acted on it, and it may be sent again whatever it asks for. Of any other
 * error the outcome is unknown: a peer may have done what it was asked and the answer was lost.
 */
gboolean
qs_http_error_is_unsent (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return error->domain == QS_HTTP_ERROR && qs_http_error_get_private (error)->is_unsent;
}
