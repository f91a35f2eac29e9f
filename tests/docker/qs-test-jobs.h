#pragma once

#include <json-glib/json-glib.h>

#include "qs-clock.h"
#include "qs-engine.h"

G_BEGIN_DECLS

/*
 * Short words for jobs on the real local engine with real containers. All of them await.
 */

QsEngine *qs_test_jobs_open (const char *folder,
                             QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

JsonNode *qs_test_jobs_call (QsEngine   *engine,
                             const char *operation,
                             const char *format,
                             ...) G_GNUC_PRINTF (3, 4);
char     *qs_test_jobs_submit (QsEngine   *engine,
                               const char *container,
                               const char *more) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_test_jobs_describe (QsEngine    *engine,
                                 const char  *id,
                                 JsonObject **job);
JsonNode *qs_test_jobs_await (QsEngine    *engine,
                              const char  *id,
                              const char  *status,
                              JsonObject **job);
char     *qs_test_jobs_read_log (QsEngine   *engine,
                                 JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;

guint     qs_test_jobs_count_containers (void);
void      qs_test_jobs_assert_clean (void);

G_END_DECLS
