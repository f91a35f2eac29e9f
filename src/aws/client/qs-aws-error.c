#include "qs-aws-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "qs-http-error.h"
#include "qs-retry-policy.h"

/* Temporary credentials that have run out, in the words of each service. The portal of IAM Identity
 * Center says only that it does not know the token. */
static const char * const expiry_codes[] = {
  "ExpiredToken",
  "ExpiredTokenException",
  "TokenRefreshRequired",
  "UnauthorizedException",
  NULL,
};

/* The account may do this to nobody's knowledge: a policy forbids it or does not allow it. */
static const char * const denial_codes[] = {
  "AccessDenied",
  "AccessDeniedException",
  "UnauthorizedOperation",
  "NotAuthorized",
  "AuthorizationError",
  NULL,
};

/* The key is wrong, unknown or switched off; many of these come with status 400. */
static const char * const identity_codes[] = {
  "AuthFailure",
  "IncompleteSignature",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "InvalidToken",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "OptInRequired",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
  NULL,
};

static gboolean
contains (const char * const *codes,
          const char         *code)
{
  return code != NULL && g_strv_contains (codes, code);
}

static gboolean
names_something_absent (const QsErrorDetails *details)
{
  const char *code = details->code != NULL ? details->code : "";

  return details->status == 404 || g_str_has_suffix (code, "NotFound") ||
         g_str_has_suffix (code, "NotFoundException") || g_str_has_prefix (code, "NoSuch");
}

static QsEngineError
find_code (const QsErrorDetails *details)
{
  if (qs_aws_error_is_expiry (details->code))
    return QS_ENGINE_ERROR_EXPIRED;
  if (contains (denial_codes, details->code) || contains (identity_codes, details->code))
    return QS_ENGINE_ERROR_DENIED;
  if (qs_retry_policy_classify (details->status, details->code) == QS_RETRY_THROTTLING)
    return QS_ENGINE_ERROR_THROTTLED;
  if (names_something_absent (details))
    return QS_ENGINE_ERROR_NOT_FOUND;
  if (details->status == 401 || details->status == 403)
    return QS_ENGINE_ERROR_DENIED;
  if (details->status >= 500)
    return QS_ENGINE_ERROR_SERVER;

  return details->status >= 400 ? QS_ENGINE_ERROR_INVALID : QS_ENGINE_ERROR_INVALID_REPLY;
}

/**
 * qs_aws_error_is_expiry:
 * @code: (nullable): a service's name of a failure
 *
 * Returns: whether it says that temporary credentials are no longer good, so that new ones help.
 */
gboolean
qs_aws_error_is_expiry (const char *code)
{
  return contains (expiry_codes, code);
}

/**
 * qs_aws_error_dup_action:
 * @message: (nullable): of a refusal, such as "User: arn:… is not authorized to perform:
 *   batch:SubmitJob on resource: … because no identity-based policy allows …"
 *
 * Returns: (transfer full) (nullable): the action that @message names, "batch:SubmitJob".
 */
char *
qs_aws_error_dup_action (const char *message)
{
  static const char lead[] = "not authorized to perform: ";
  const char *start = message != NULL ? strstr (message, lead) : NULL;
  gsize length;
  const char *colon;

  if (start == NULL)
    return NULL;

  start += strlen (lead);
  length = strspn (start, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-:*");
  colon = memchr (start, ':', length);
  if (colon == NULL || colon == start || colon + 1 == start + length || length > 128)
    return NULL;

  return g_strndup (start, length);
}

/* Some services refuse without saying what they were asked for. */
static char *
guess_action (const QsErrorDetails *details)
{
  if (details->service == NULL || details->operation == NULL ||
      g_str_equal (details->service, "s3"))
    return NULL;

  return g_strdup_printf ("%s:%s", details->service, details->operation);
}

/**
 * qs_aws_error_from_fault:
 * @details: what is known of it; the permission is added here
 * @message: (nullable): the service's own text
 *
 * Returns: (transfer full): the error that a service has answered.
 */
GError *
qs_aws_error_from_fault (const QsErrorDetails *details,
                         const char           *message)
{
  g_autofree char *action = NULL;
  g_autofree char *own = NULL;
  QsErrorDetails known;

  g_return_val_if_fail (details != NULL, NULL);

  known = *details;
  if (contains (denial_codes, details->code))
    {
      action = qs_aws_error_dup_action (message);
      if (action == NULL)
        action = guess_action (details);
      known.action = action;
    }

  if (message == NULL || *message == '\0')
    message = own = details->code != NULL ?
                    g_strdup (details->code) :
                    g_strdup_printf (_("The service answered with HTTP status %u"),
                                     details->status);
  return qs_engine_error_new (find_code (details), &known, message);
}

/**
 * qs_aws_error_from_transport:
 * @cause: why there is no reply, of #QsHttpError or anything else
 *
 * Returns: (transfer full): the error when no reply came, or none that can be read. A cancelled
 *   request stays what it is.
 */
GError *
qs_aws_error_from_transport (const QsErrorDetails *details,
                             const GError         *cause)
{
  QsEngineError code = QS_ENGINE_ERROR_UNAVAILABLE;

  g_return_val_if_fail (details != NULL && cause != NULL, NULL);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  if (g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_INVALID_REPLY) ||
      g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_TOO_LARGE) ||
      cause->domain != QS_HTTP_ERROR)
    code = QS_ENGINE_ERROR_INVALID_REPLY;
  else if (g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_INSECURE) ||
           g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_INVALID_REQUEST))
    code = QS_ENGINE_ERROR_INVALID;

  return qs_engine_error_new (code, details, cause->message);
}
