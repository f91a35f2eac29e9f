#pragma once

#include "qs-record.h"
#include "qs-request.h"

G_BEGIN_DECLS

#define QS_TYPE_ENVIRONMENT_TRAITS (qs_environment_traits_get_type ())
G_DECLARE_FINAL_TYPE (QsEnvironmentTraits,
                      qs_environment_traits,
                      QS,
                      ENVIRONMENT_TRAITS,
                      QsRecord)

/**
 * QsEnvironmentTraits:
 *
 * What a compute environment that is being made, or changed, takes as it stands: a form shows the
 * rows that apply. Whenever a type is chosen the rest of the request is fitted to it, as a part of
 * the same step.
 *
 * Properties for the UI, each whether some rows apply: "aws" or "local" (the environment is of an
 * AWS account, or of this computer), "new" (it is being made), "new-on-aws", "managed" (it has
 * compute resources), "unmanaged", "networked" (managed on AWS), "instances" (EC2 on AWS, on demand
 * or Spot), "spot", "fleet-role" (Spot by the allocation strategy that needs one), "fargate",
 * "changing" (it is there already), "changing-on-aws", "updatable" (AWS takes changes of its
 * instances), "fixed" (AWS refuses them: they need a newer allocation strategy and the
 * service-linked role). And "type", of the environment that is there, and "launch-template", the
 * name or else the id of the one that is chosen.
 *
 * Threading: main thread. Ownership: reference counted; holds the request.
 */
QsEnvironmentTraits *qs_environment_traits_new (QsRequest  *request,
                                                JsonObject *original,
                                                gboolean local) G_GNUC_WARN_UNUSED_RESULT;

void                 qs_environment_traits_begin (QsEnvironmentTraits *self,
                                                  JsonNode            *begin);
void                 qs_environment_traits_add_network (QsEnvironmentTraits *self,
                                                        JsonNode            *network);

G_END_DECLS
