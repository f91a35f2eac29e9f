#include "qs-aws-context.h"

/* A service that has been silent for half a minute answers no more; a call that a person waits for
 * is given up after two. */
#define IO_TIMEOUT (30 * 1000)
#define DEADLINE (120 * 1000)

QsAwsContext *
qs_aws_context_new (QsCredentialsProvider *provider,
                    QsHttp                *http,
                    QsClock               *clock)
{
  QsAwsContext *self = g_new0 (QsAwsContext, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->provider = provider != NULL ? g_object_ref (provider) : NULL;
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->policy = qs_retry_policy_new (NULL);
  self->signer = qs_signer_new ();
  self->io_timeout = IO_TIMEOUT;
  self->deadline = DEADLINE;
  return self;
}

QsAwsContext *
qs_aws_context_ref (QsAwsContext *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_aws_context_unref (QsAwsContext *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->provider);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->policy, qs_retry_policy_free);
  g_clear_pointer (&self->signer, qs_signer_free);
  g_free (self);
}
