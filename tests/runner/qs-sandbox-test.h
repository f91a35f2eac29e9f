#pragma once

#include "qs-runner.h"

G_BEGIN_DECLS

/*
 * Runs of the real sandbox, for its tests: requests with folders of their own, and their logs,
 * whose messages have '|' between them.
 */

void          qs_sandbox_test_leave_out (void);

QsRunRequest *qs_sandbox_test_make_request (const char *script) G_GNUC_WARN_UNUSED_RESULT;
gboolean      qs_sandbox_test_start (QsRunner     *runner,
                                     QsRunRequest *request,
                                     GError      **error);
QsRunResult  *qs_sandbox_test_run (QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
void          qs_sandbox_test_run_to_error (QsRunRequest *request,
                                            int           code,
                                            const char   *message);

char         *qs_sandbox_test_read_log (QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
void          qs_sandbox_test_assert_log (QsRunRequest *request,
                                          const char   *expected);
gboolean      qs_sandbox_test_has_logged (QsRunRequest *request,
                                          const char   *expected);

G_END_DECLS
