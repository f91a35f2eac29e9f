#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_FLEET_ENGINE (qs_fleet_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsFleetEngine,
                      qs_fleet_engine,
                      QS,
                      FLEET_ENGINE,
                      GObject)

/*
 * An engine with jobs whose states the test sets, for tests of what watches jobs. It answers
 * DescribeJobQueues, ListJobs (by queue or array, status and page) and DescribeJobs; the newest job
 * comes first. What was asked is kept as text.
 */

QsFleetEngine *qs_fleet_engine_new (void) G_GNUC_WARN_UNUSED_RESULT;

void           qs_fleet_engine_set_job (QsFleetEngine *self,
                                        const char    *queue,
                                        const char    *id,
                                        const char    *status);
void           qs_fleet_engine_set_array (QsFleetEngine *self,
                                          const char    *id,
                                          guint          n_running,
                                          guint          n_succeeded);
void           qs_fleet_engine_remove_job (QsFleetEngine *self,
                                           const char    *id);
void           qs_fleet_engine_set_error (QsFleetEngine *self,
                                          const GError  *error);

guint          qs_fleet_engine_count (QsFleetEngine *self,
                                      const char    *start);
char          *qs_fleet_engine_dup_calls (QsFleetEngine *self) G_GNUC_WARN_UNUSED_RESULT;
void           qs_fleet_engine_forget (QsFleetEngine *self);

G_END_DECLS
