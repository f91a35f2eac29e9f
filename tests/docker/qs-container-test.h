#pragma once

#include "qs-container-engine.h"
#include "qs-runner.h"

G_BEGIN_DECLS

/*
 * Runs of the image "busybox" by the container runner, each with a folder of its own. All but the
 * first two functions await.
 */

QsRunner     *qs_container_test_make_runner (void) G_GNUC_WARN_UNUSED_RESULT;
QsRunRequest *qs_container_test_make_request (const char *script) G_GNUC_WARN_UNUSED_RESULT;

void          qs_container_test_start (QsRunner     *runner,
                                       QsRunRequest *request);
QsRunResult  *qs_container_test_wait_for (QsRunner     *runner,
                                          QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
QsRunState    qs_container_test_look (QsRunner     *runner,
                                      QsRunRequest *request);
void          qs_container_test_remove_run (QsRunner     *runner,
                                            QsRunRequest *request);
QsRunResult  *qs_container_test_run (QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;

char         *qs_container_test_read_log (QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
void          qs_container_test_assert_log (QsRunRequest *request,
                                            const char   *expected);
gboolean      qs_container_test_has_logged (QsRunRequest *request,
                                            const char   *expected);
char         *qs_container_test_read_stream (QsRunRequest *request,
                                             char          stream) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
