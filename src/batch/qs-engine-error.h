#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

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
 * Codes say what the caller can do; the message is the engine's own text. What else is known of
 * the failure is in its #QsErrorDetails.
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
 * QsErrorDetails:
 * @service: (nullable): the service's name in the models, such as "batch"
 * @operation: (nullable): such as "SubmitJob"
 * @code: (nullable): the service's own name of the failure, such as "AccessDeniedException"
 * @request_id: (nullable): what the service's support asks for
 * @action: (nullable): the permission that is missing, such as "batch:SubmitJob"
 * @status: the HTTP status; 0 when there was no reply
 * @retry_after: ms that the service asks to be left alone; 0 when it does not say
 * @unsettled: whether the call may have had its effect although it failed: no answer came, or none
 *   that can be read
 *
 * What is known of a failure besides its code and message. Everything comes from outside, so that
 * whoever shows it passes it through qs_display_text(); nothing of it is secret.
 */
typedef struct
{
  char    *service;
  char    *operation;
  char    *code;
  char    *request_id;
  char    *action;
  guint    status;
  gint64   retry_after;
  gboolean unsettled;
} QsErrorDetails;

GQuark                qs_engine_error_quark (void);

GError               *qs_engine_error_new (QsEngineError         code,
                                           const QsErrorDetails *details,
                                           const char           *message) G_GNUC_WARN_UNUSED_RESULT;

const QsErrorDetails *qs_engine_error_get_details (const GError *error);
gboolean              qs_engine_error_is_passing (const GError *error);
gboolean              qs_engine_error_is_unsettled (const GError *error);

G_END_DECLS
