#pragma once

#include "qs-clock.h"
#include "qs-credentials-provider.h"
#include "qs-http.h"
#include "qs-retry-policy.h"
#include "qs-signer.h"

G_BEGIN_DECLS

/**
 * QsAwsContext:
 * @provider: (nullable): without one only operations that want no signature can be called
 * @io_timeout: ms without progress after which a request is given up
 * @deadline: ms that a call may take with all its repetitions, beyond its wait for a place
 *
 * What the calls of one client share.
 *
 * Threading: main thread. Ownership: reference counted; filled by the client, then only read.
 */
typedef struct
{
  gatomicrefcount        ref_count;

  QsCredentialsProvider *provider;
  QsHttp                *http;
  QsClock               *clock;
  QsRetryPolicy         *policy;
  QsSigner              *signer;
  guint                  io_timeout;
  guint                  deadline;
} QsAwsContext;

QsAwsContext *qs_aws_context_new (QsCredentialsProvider *provider,
                                  QsHttp                *http,
                                  QsClock               *clock) G_GNUC_WARN_UNUSED_RESULT;
QsAwsContext *qs_aws_context_ref (QsAwsContext *self);
void          qs_aws_context_unref (QsAwsContext *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsContext, qs_aws_context_unref)

G_END_DECLS
