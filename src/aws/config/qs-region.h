#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_REGION (qs_region_get_type ())
G_DECLARE_FINAL_TYPE (QsRegion,
                      qs_region,
                      QS,
                      REGION,
                      QsRecord)

/**
 * QsRegion:
 *
 * A region of AWS. Properties: "id" ("eu-central-1"), "name" ("Europe (Frankfurt)"), "label"
 * ("Europe (Frankfurt) · eu-central-1"), what is shown and searched, "partition" ("aws") and
 * "partition-name" ("AWS Standard").
 *
 * Threading: main thread. Immutable.
 */

QsRegion   *qs_region_new (const char *id,
                           const char *name,
                           const char *partition,
                           const char *partition_name) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_region_get_id (QsRegion *self);
const char *qs_region_get_name (QsRegion *self);
gboolean    qs_region_has_service (QsRegion   *self,
                                   const char *service);

G_END_DECLS
