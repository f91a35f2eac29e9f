#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-job-monitor.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_DETAIL_PAGE (qs_job_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (QsJobDetailPage,
                      qs_job_detail_page,
                      QS,
                      JOB_DETAIL_PAGE,
                      AdwNavigationPage)

/*
 * All there is to know about one job, kept up to date while it is shown. Properties: "account",
 * "job-id", both given at construction; "monitor" (QsJobMonitor).
 *
 * Actions: "job.clone", "job.submit-again" (s, the nick of a QsSubmitChange), "job.cancel",
 * "job.terminate", "job.open-results", "job.copy-id", "job.copy-command", "job.retry", and
 * "job.show-parent".
 */

QsJobDetailPage    *qs_job_detail_page_new (QsAccount  *account,
                                            const char *job_id) G_GNUC_WARN_UNUSED_RESULT;

const char   *qs_job_detail_page_get_job_id (QsJobDetailPage *self);
QsJobMonitor *qs_job_detail_page_get_monitor (QsJobDetailPage *self);

G_END_DECLS
