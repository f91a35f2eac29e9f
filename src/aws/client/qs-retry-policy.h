#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsRetryKind:
 * @QS_RETRY_NEVER: the same request would fail again
 * @QS_RETRY_TRANSIENT: something broke that may work in a moment
 * @QS_RETRY_THROTTLING: the service refused to be asked so often
 */
typedef enum
{
  QS_RETRY_NEVER,
  QS_RETRY_TRANSIENT,
  QS_RETRY_THROTTLING,
} QsRetryKind;

/**
 * QsRetry:
 *
 * How far one call has come; zeroed at its start.
 */
typedef struct
{
  guint attempts;   /* that have failed */
  guint held;       /* tokens taken for the last repetition */
} QsRetry;

/**
 * QsRetryPolicy:
 *
 * Whether and when a failed request is sent again, by the rules of the AWS SDKs' "standard" mode
 * as of 2026:
 *
 *   - A call has at most three attempts.
 *   - Before each repetition it waits rand · min (base · 2^i, 20 s), where i counts repetitions
 *     from 0, base is 50 ms when something broke and 1 s when the service throttles. A reply that
 *     asks for a pause of t (x-amz-retry-after) moves the wait into [t, t + 5 s].
 *   - All calls share a bucket of 500 tokens. A repetition takes 14, or 5 when it was throttled;
 *     without enough tokens there is none, so that a service that is down is not asked thrice as
 *     often as one that works. Success after a repetition gives back what that took, any other
 *     success gives one token.
 *
 * Pure but for its tokens and its random numbers: it neither waits nor sends.
 *
 * Threading: main thread. Ownership: belongs to whoever makes it.
 */
typedef struct _QsRetryPolicy QsRetryPolicy;

QsRetryPolicy *qs_retry_policy_new (GRand *rand) G_GNUC_WARN_UNUSED_RESULT;
void           qs_retry_policy_free (QsRetryPolicy *self);

QsRetryKind    qs_retry_policy_classify (guint       status,
                                         const char *code);

gint64         qs_retry_policy_fail (QsRetryPolicy *self,
                                     QsRetry       *retry,
                                     QsRetryKind    kind,
                                     gint64         retry_after);
void           qs_retry_policy_succeed (QsRetryPolicy *self,
                                        QsRetry       *retry);

guint          qs_retry_policy_get_tokens (QsRetryPolicy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsRetryPolicy, qs_retry_policy_free)

G_END_DECLS
