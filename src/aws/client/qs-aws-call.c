#include "qs-aws-call.h"

#include "qs-await.h"
#include "qs-aws-error.h"
#include "qs-aws-traits.h"
#include "qs-errand.h"
#include "qs-json.h"
#include "qs-protocol.h"
#include "qs-wire-digest.h"

#include <glib/gi18n.h>

/* A page of the largest things that are listed has some MiB. */
#define MAX_BODY (64 * 1024 * 1024)

/* A request that may not be repeated goes by a connection of its own, because one that has been
 * idle may be dead, which is found out when it is too late to know what became of the request. But
 * where answers keep coming connections are alive: thousands of jobs share them. */
#define FRESH 2000

typedef struct
{
  QsAwsContext      *context;
  QsAwsService      *service;
  const QsOperation *operation;
  QsWireRequest     *wire;
  QsAwsReplyKind     kind;
  gboolean           reads;
  gboolean           repeatable;
  gint64             deadline;      /* by the clock; 0 until there is something to send */

  QsRetry            retry;
  gboolean           unsettled;     /* an attempt may have had its effect */
  gboolean           renewed;       /* credentials have been asked for anew */
  gboolean           corrected;     /* the clock has been, for this call */

  /* The last attempt. */
  gboolean           sent;
  QsRetryKind        failure;
  QsCredentials     *credentials;
  gint64             correction;
} QsAwsCall;

/* Who hands out credentials; what is said with them either way is nobody else's to read. */
static const char * const confidants[] = { "sso", "sso-oidc", "sts", NULL };

/* Overwrites a body that has been dealt with. Bodies are made by the serializer and read off the
 * wire, in memory of their own, and no one else holds these. */
static void
wipe_body (QsAwsCall *call,
           GBytes    *body)
{
  gsize size = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  if (size > 0 && g_strv_contains (confidants, call->service->name))
    explicit_bzero ((gpointer) data, size);
}

static void
free_call (gpointer data)
{
  QsAwsCall *call = data;

  if (call->wire != NULL)
    wipe_body (call, call->wire->body);

  g_clear_pointer (&call->credentials, qs_credentials_unref);
  g_clear_pointer (&call->wire, qs_wire_request_unref);
  qs_aws_service_unref (call->service);
  qs_aws_context_unref (call->context);
  g_free (call);
}

static gint64
get_now (QsAwsCall *call)
{
  return qs_clock_now (call->context->clock);
}

/* The name of the host may begin with what the operation says. */
static char *
make_url (QsAwsCall *call)
{
  const char *url = call->service->url;
  const char *host = strstr (url, "://");

  if (call->wire->host_prefix == NULL || host == NULL)
    return g_strconcat (url, call->wire->uri, NULL);

  host += strlen ("://");
  return g_strdup_printf ("%.*s%s%s%s", (int) (host - url), url, call->wire->host_prefix, host,
                          call->wire->uri);
}

static gboolean
sign (QsAwsCall     *call,
      QsHttpRequest *request,
      GError       **error)
{
  g_autoptr(GPtrArray) added = NULL;
  QsSignRequest signing;

  call->correction = call->service->skew.correction;
  signing = (QsSignRequest) {
    .method = request->method,
    .url = request->target,
    .headers = request->headers,
    .body = request->body,
    .region = call->service->signing_region,
    .service = call->service->signing_name,
    .time = qs_clock_skew_get_signing_time (&call->service->skew, get_now (call)),
    .flags = call->service->flags,
  };

  added = qs_signer_sign (call->context->signer, &signing, call->credentials, error);
  if (added == NULL)
    return FALSE;

  for (guint i = 0; i + 1 < added->len; i += 2)
    qs_http_request_add_header (request, added->pdata[i], added->pdata[i + 1]);
  return TRUE;
}

static QsHttpRequest *
make_request (QsAwsCall *call,
              GError   **error)
{
  g_autofree char *url = make_url (call);
  g_autoptr(QsHttpRequest) request = qs_http_request_new (call->wire->method, url);

  for (guint i = 0; i + 1 < call->wire->headers->len; i += 2)
    qs_http_request_add_header (request, call->wire->headers->pdata[i],
                                call->wire->headers->pdata[i + 1]);
  if (call->wire->body != NULL)
    qs_http_request_set_body (request, NULL, call->wire->body);
  request->max_body = MAX_BODY;
  request->io_timeout = call->context->io_timeout;
  request->deadline = (guint) MAX (call->deadline - get_now (call), 1);
  request->is_idempotent = call->repeatable ||
                           get_now (call) - call->service->answered_at < FRESH;

  if (call->credentials != NULL && !sign (call, request, error))
    return NULL;

  return g_steal_pointer (&request);
}

static gboolean
load_credentials (QsAwsCall *call,
                  GError   **error)
{
  g_clear_pointer (&call->credentials, qs_credentials_unref);
  if (!qs_aws_operation_is_signed (call->operation))
    return TRUE;

  if (call->context->provider == NULL)
    {
      g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED,
                           _("This request needs credentials and there are none"));
      return FALSE;
    }

  call->credentials = qs_await_boxed (qs_credentials_provider_load (call->context->provider),
                                      error);
  return call->credentials != NULL;
}

static void
describe_failure (QsAwsCall      *call,
                  QsErrorDetails *details)
{
  *details = (QsErrorDetails) {
    .service = call->service->name,
    .operation = (char *) qs_operation_get_name (call->operation),
    .unsettled = call->unsettled,
  };
}

static GError *
fail_without_reply (QsAwsCall    *call,
                    const GError *cause)
{
  QsErrorDetails details;

  if (!qs_http_error_is_unsent (cause) && !call->reads)
    call->unsettled = TRUE;
  call->failure = g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT) ||
                  g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_BROKEN) ||
                  g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_REFUSED) ||
                  g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_ABSENT) ||
                  g_error_matches (cause, QS_HTTP_ERROR, QS_HTTP_ERROR_UNREACHABLE) ?
                  QS_RETRY_TRANSIENT : QS_RETRY_NEVER;

  describe_failure (call, &details);
  return qs_aws_error_from_transport (&details, cause);
}

/* A reply that nobody can read may be to a request that was carried out. */
static GError *
fail_unread (QsAwsCall    *call,
             QsHttpReply  *reply,
             const GError *cause)
{
  QsErrorDetails details;

  if (!call->reads)
    call->unsettled = TRUE;
  call->failure = qs_retry_policy_classify (reply->status, NULL);

  describe_failure (call, &details);
  details.status = reply->status;
  return qs_aws_error_from_transport (&details, cause);
}

static GError *
fail_with_fault (QsAwsCall   *call,
                 QsHttpReply *reply,
                 QsWireReply *answer)
{
  QsWireFault *fault = answer->fault;
  QsErrorDetails details;

  call->failure = qs_retry_policy_classify (reply->status, fault->code);
  if (reply->status >= 500 && call->failure != QS_RETRY_THROTTLING && !call->reads)
    call->unsettled = TRUE;

  describe_failure (call, &details);
  details.code = fault->code;
  details.request_id = answer->request_id;
  details.status = reply->status;
  details.retry_after = MAX (qs_http_reply_get_retry_after (reply), 0);
  return qs_aws_error_from_fault (&details, fault->message);
}

/* Returns: (transfer full) (nullable): what the call resolves to. */
static DexFuture *
parse_reply (QsAwsCall   *call,
             QsHttpReply *reply,
             GError     **error)
{
  g_autoptr(QsWireReply) answer = NULL;
  g_autoptr(GError) cause = NULL;

  if (call->kind == QS_AWS_REPLY_BYTES && call->service->speaks_json &&
      qs_http_reply_is_success (reply) && g_bytes_get_size (reply->body) > 0)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (reply->body));

  answer = qs_protocol_parse (call->service->model, qs_operation_get_name (call->operation),
                              reply->status, reply->headers, reply->body,
                              QS_PROTOCOL_KEEP_UNKNOWN, &cause);
  if (answer == NULL)
    {
      *error = fail_unread (call, reply, cause);
      return NULL;
    }
  if (answer->fault != NULL)
    {
      *error = fail_with_fault (call, reply, answer);
      return NULL;
    }

  if (call->kind == QS_AWS_REPLY_BYTES)
    {
      char *text = qs_json_print (answer->output, FALSE);

      return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (text, strlen (text)));
    }
  return dex_future_new_take_boxed (JSON_TYPE_NODE, json_node_ref (answer->output));
}

static DexFuture *
read_reply (QsAwsCall   *call,
            QsHttpReply *reply,
            GError     **error)
{
  DexFuture *result = parse_reply (call, reply, error);

  /* The bytes themselves may be the result. */
  if (call->kind == QS_AWS_REPLY_NODE)
    wipe_body (call, reply->body);
  return result;
}

static DexFuture *
attempt (QsAwsCall *call,
         GError   **error)
{
  g_autoptr(QsAwsPlace) place = NULL;
  g_autoptr(QsHttpRequest) request = NULL;
  g_autoptr(QsHttpReply) reply = NULL;
  g_autoptr(GError) cause = NULL;
  gint64 skew;

  call->sent = FALSE;
  place = qs_await_boxed (qs_aws_gate_enter (call->service->gate), error);
  if (place == NULL)
    return NULL;
  if (!load_credentials (call, error))
    return NULL;

  /* Nobody is hurried who types a code or logs in. */
  if (call->deadline == 0)
    call->deadline = get_now (call) + call->context->deadline;
  if (!(request = make_request (call, error)))
    return NULL;

  call->sent = TRUE;
  reply = qs_await_boxed (qs_http_send (call->context->http, request), &cause);
  if (reply == NULL)
    {
      *error = fail_without_reply (call, cause);
      return NULL;
    }

  call->service->answered_at = get_now (call);
  if (qs_http_reply_find_skew (reply, get_now (call), &skew))
    qs_clock_skew_measure (&call->service->skew, skew);
  return read_reply (call, reply, error);
}

/* Once a call, new credentials may help. */
static gboolean
renew_credentials (QsAwsCall  *call,
                   const char *code)
{
  if (call->credentials == NULL || call->renewed || !qs_aws_error_is_expiry (code))
    return FALSE;

  qs_credentials_provider_reject (call->context->provider, call->credentials);
  call->renewed = TRUE;
  return TRUE;
}

static gboolean
correct_clock (QsAwsCall  *call,
               const char *code)
{
  if (call->credentials == NULL || call->corrected ||
      !qs_clock_skew_correct (&call->service->skew, call->correction, code))
    return FALSE;

  call->corrected = TRUE;
  return TRUE;
}

/* Waits until the call is to be tried again. Returns: %FALSE when it is not. */
static gboolean
prepare_repetition (QsAwsCall *call,
                    GError   **error)
{
  const QsErrorDetails *details = qs_engine_error_get_details (*error);
  GError *cancelled = NULL;
  gint64 wait;

  if (!call->sent || details == NULL || (call->unsettled && !call->repeatable))
    return FALSE;
  if (renew_credentials (call, details->code) || correct_clock (call, details->code))
    return TRUE;

  wait = qs_retry_policy_fail (call->context->policy, &call->retry, call->failure,
                               details->retry_after);
  if (wait < 0 || get_now (call) + wait >= call->deadline)
    return FALSE;
  if (qs_await (qs_clock_wait (call->context->clock, wait), &cancelled))
    return TRUE;

  g_clear_error (error);
  *error = cancelled;
  return FALSE;
}

/* Returns: (transfer full): a settled future. */
static DexFuture *
run (QsAwsCall *call)
{
  g_autoptr(GError) error = NULL;
  DexFuture *result;

  do
    {
      g_clear_error (&error);
      result = attempt (call, &error);
    }
  while (result == NULL && prepare_repetition (call, &error));

  if (result == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  qs_retry_policy_succeed (call->context->policy, &call->retry);
  return result;
}

static DexFuture *
call_fiber (gpointer data)
{
  return run (data);
}

static GError *
refuse (QsAwsService *service,
        const char   *operation,
        const char   *message)
{
  QsErrorDetails details = { .service = service->name, .operation = (char *) operation };

  return qs_engine_error_new (QS_ENGINE_ERROR_INVALID, &details, message);
}

static QsAwsCall *
new_call (QsAwsContext  *context,
          QsAwsService  *service,
          const char    *operation,
          JsonNode      *input,
          QsAwsReplyKind kind,
          GError       **error)
{
  g_autoptr(QsWireRequest) wire = NULL;
  g_autoptr(GError) cause = NULL;
  QsAwsCall *call;

  /* Serialised once: a token that is filled in stays the same when the request is repeated. */
  wire = qs_protocol_serialize (service->model, operation, input, QS_PROTOCOL_KEEP_UNKNOWN,
                                &cause);
  if (wire == NULL)
    {
      g_propagate_error (error, refuse (service, operation, cause->message));
      return NULL;
    }

  call = g_new0 (QsAwsCall, 1);
  call->context = qs_aws_context_ref (context);
  call->service = qs_aws_service_ref (service);
  call->operation = qs_service_model_lookup_operation (service->model, operation);
  call->wire = g_steal_pointer (&wire);
  qs_wire_digest_add (call->wire, call->operation);
  call->kind = kind;
  call->reads = qs_aws_operation_only_reads (call->operation);
  call->repeatable = qs_aws_operation_is_repeatable (call->operation);
  return call;
}

/**
 * qs_aws_call_start:
 * @input: borrowed; it is read before this returns
 *
 * Returns: (transfer full): a future of what @kind says; rejected with #QsEngineError.
 */
DexFuture *
qs_aws_call_start (QsAwsContext  *context,
                   QsAwsService  *service,
                   const char    *operation,
                   JsonNode      *input,
                   QsAwsReplyKind kind)
{
  GError *error = NULL;
  QsAwsCall *call = new_call (context, service, operation, input, kind, &error);

  if (call == NULL)
    return dex_future_new_for_error (error);

  return qs_errand_start (call_fiber, call, free_call);
}

/**
 * qs_aws_call_await:
 *
 * As qs_aws_call_start(), for callers that are fibers themselves: it waits in theirs, and making a
 * fiber, with a stack, is a tenth of what a small call costs.
 *
 * Returns: (transfer full) (nullable): the output document.
 */
JsonNode *
qs_aws_call_await (QsAwsContext *context,
                   QsAwsService *service,
                   const char   *operation,
                   JsonNode     *input,
                   GError      **error)
{
  QsAwsCall *call = new_call (context, service, operation, input, QS_AWS_REPLY_NODE, error);
  JsonNode *reply;

  if (call == NULL)
    return NULL;

  reply = qs_await_boxed (run (call), error);
  free_call (call);
  return reply;
}
