#pragma once

#include "qs-aws-gate.h"
#include "qs-clock-skew.h"
#include "qs-endpoint-query.h"
#include "qs-service-model.h"
#include "qs-signer.h"

G_BEGIN_DECLS

/**
 * QsAwsService:
 * @name: as in botocore's models: "batch"
 * @url: of its endpoint: "https://batch.eu-central-1.amazonaws.com", without a slash at its end
 * @signing_region: the region that requests are signed for
 * @signing_name: the service's name in signatures
 * @answered_at: when it last did, in ms since the epoch
 *
 * All that is known of one service of one account: what it takes and answers, where it is, how far
 * its clock is off.
 *
 * Threading: main thread. Ownership: reference counted; only @skew and @answered_at change.
 */
typedef struct
{
  gatomicrefcount ref_count;

  char           *name;
  QsServiceModel *model;
  char           *url;
  char           *signing_region;
  char           *signing_name;
  QsSignFlags     flags;
  gboolean        speaks_json;
  QsClockSkew     skew;
  gint64          answered_at;
  QsAwsGate      *gate;
} QsAwsService;

QsAwsService *qs_aws_service_new (const QsEndpointQuery *query,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
QsAwsService *qs_aws_service_ref (QsAwsService *self);
void          qs_aws_service_unref (QsAwsService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsService, qs_aws_service_unref)

G_END_DECLS
