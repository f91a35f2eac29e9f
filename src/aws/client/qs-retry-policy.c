#include "qs-retry-policy.h"

#define MAX_ATTEMPTS 3
#define MAX_TOKENS 500
#define MAX_BACKOFF 20000.0      /* ms */
#define MAX_EXTRA_PAUSE 5000     /* ms beyond what the service asks for */

struct _QsRetryPolicy
{
  GRand *rand;
  guint  tokens;
};

/* What a repetition costs, and the back-off's base in ms. */
static const struct
{
  guint  cost;
  double base;
} terms[] = {
  [QS_RETRY_TRANSIENT] = { 14, 50 },
  [QS_RETRY_THROTTLING] = { 5, 1000 },
};

static const char * const throttling_codes[] = {
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
  "ProvisionedThroughputExceededException",
  "TransactionInProgressException",
  "RequestLimitExceeded",
  "BandwidthLimitExceeded",
  "LimitExceededException",
  "SlowDown",
  "EC2ThrottledException",
  NULL,
};

static const char * const transient_codes[] = {
  "RequestTimeout",
  "RequestTimeoutException",
  "PriorRequestNotComplete",
  NULL,
};

/**
 * qs_retry_policy_new:
 * @rand: (transfer full) (nullable): where chance comes from; %NULL for a generator of its own
 *
 * Returns: (transfer full): a policy with all its tokens.
 */
QsRetryPolicy *
qs_retry_policy_new (GRand *rand)
{
  QsRetryPolicy *self = g_new0 (QsRetryPolicy, 1);

  self->rand = rand != NULL ? rand : g_rand_new ();
  self->tokens = MAX_TOKENS;
  return self;
}

void
qs_retry_policy_free (QsRetryPolicy *self)
{
  g_rand_free (self->rand);
  g_free (self);
}

/**
 * qs_retry_policy_classify:
 * @status: the HTTP status, 0 when no reply came or none that is HTTP
 * @code: (nullable): the error's name without its namespace
 *
 * Returns: whether the same request may succeed later.
 */
QsRetryKind
qs_retry_policy_classify (guint       status,
                          const char *code)
{
  /* LimitExceededException says in some services that a quota is used up, which waiting does not
   * mend; the SDKs repeat it all the same. */
  if (status == 429 || (code != NULL && g_strv_contains (throttling_codes, code)))
    return QS_RETRY_THROTTLING;
  if (code != NULL && g_strv_contains (transient_codes, code))
    return QS_RETRY_TRANSIENT;

  switch (status)
    {
    case 0:
    case 500:
    case 502:
    case 503:
    case 504:
      return QS_RETRY_TRANSIENT;

    default:
      return QS_RETRY_NEVER;
    }
}

/**
 * qs_retry_policy_fail:
 * @retry: the call; an attempt of it has failed
 * @kind: how
 * @retry_after: ms that the reply asks to be left alone, 0 when it does not
 *
 * Takes the tokens of a repetition where there is to be one.
 *
 * Returns: ms to wait before the repetition, -1 when there is none.
 */
gint64
qs_retry_policy_fail (QsRetryPolicy *self,
                      QsRetry       *retry,
                      QsRetryKind    kind,
                      gint64         retry_after)
{
  double backoff;

  g_return_val_if_fail (self != NULL && retry != NULL, -1);
  g_return_val_if_fail (kind <= QS_RETRY_THROTTLING, -1);

  retry->attempts++;
  if (kind == QS_RETRY_NEVER || retry->attempts >= MAX_ATTEMPTS ||
      self->tokens < terms[kind].cost)
    return -1;

  self->tokens -= terms[kind].cost;
  retry->held = terms[kind].cost;

  backoff = MIN (terms[kind].base * (1 << (retry->attempts - 1)), MAX_BACKOFF);
  backoff *= g_rand_double (self->rand);
  if (retry_after > 0)
    return CLAMP ((gint64) backoff, retry_after, retry_after + MAX_EXTRA_PAUSE);
  return (gint64) backoff;
}

/**
 * qs_retry_policy_succeed:
 * @retry: a call that has been answered
 */
void
qs_retry_policy_succeed (QsRetryPolicy *self,
                         QsRetry       *retry)
{
  g_return_if_fail (self != NULL && retry != NULL);

  self->tokens = MIN (self->tokens + (retry->held > 0 ? retry->held : 1), MAX_TOKENS);
  retry->held = 0;
}

guint
qs_retry_policy_get_tokens (QsRetryPolicy *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tokens;
}
