#pragma once

#include "qs-clock.h"
#include "qs-runner.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_RUNNER (qs_test_runner_get_type ())
G_DECLARE_FINAL_TYPE (QsTestRunner,
                      qs_test_runner,
                      QS,
                      TEST_RUNNER,
                      GObject)

/*
 * A runner that runs nothing: a test says when a run ends and how. It outlives engines, as real
 * runs do, so it can play a restart. Runs are named by their id or the beginning of it:
 * "<job id>.<attempt>.<container>".
 */

QsTestRunner *qs_test_runner_new (QsClock      *clock,
                                  const char   *image) G_GNUC_WARN_UNUSED_RESULT;

void          qs_test_runner_set_message (QsTestRunner *self,
                                          const char   *unavailable);
void          qs_test_runner_set_automatic (QsTestRunner *self,
                                            gboolean      automatic);
void          qs_test_runner_set_stubborn (QsTestRunner *self,
                                           gboolean      stubborn);
void          qs_test_runner_refuse_next (QsTestRunner *self,
                                          QsRunnerError code,
                                          const char   *message);
void          qs_test_runner_hold_starts (QsTestRunner *self,
                                          const char   *progress);
void          qs_test_runner_let_start (QsTestRunner *self);

guint         qs_test_runner_count_running (QsTestRunner *self);
guint         qs_test_runner_count_known (QsTestRunner *self);
guint         qs_test_runner_count_started (QsTestRunner *self);
guint         qs_test_runner_count_stops (QsTestRunner *self);
guint         qs_test_runner_count_probes (QsTestRunner *self);
guint         qs_test_runner_get_peak (QsTestRunner *self);

gboolean      qs_test_runner_is_running (QsTestRunner *self,
                                         const char   *run);
QsRunRequest *qs_test_runner_get_request (QsTestRunner *self,
                                          const char   *run);
void          qs_test_runner_finish (QsTestRunner *self,
                                     const char   *run,
                                     int           exit_code,
                                     const char   *reason);
void          qs_test_runner_finish_all (QsTestRunner *self,
                                         int           exit_code);
void          qs_test_runner_lose (QsTestRunner *self,
                                   const char   *run);

G_END_DECLS
