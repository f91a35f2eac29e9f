#pragma once

#include <gio/gio.h>

#include "qs-job.h"

G_BEGIN_DECLS

/*
 * What the desktop is told about jobs. A lock screen may show it to anybody: names, states and
 * reasons in our own words, never a command, an environment or what a job wrote.
 */

char          *qs_job_notice_dup_id (const char *account_id,
                                     const char *job_id) G_GNUC_WARN_UNUSED_RESULT;
char          *qs_job_notice_dup_digest_id (const char *account_id) G_GNUC_WARN_UNUSED_RESULT;

char          *qs_job_notice_dup_title (QsJob *job) G_GNUC_WARN_UNUSED_RESULT;
char          *qs_job_notice_dup_body (QsJob *job) G_GNUC_WARN_UNUSED_RESULT;
char          *qs_job_notice_dup_digest (const guint *counts) G_GNUC_WARN_UNUSED_RESULT;

GNotification *qs_job_notice_new (const char *account_id,
                                  QsJob      *job) G_GNUC_WARN_UNUSED_RESULT;
GNotification *qs_job_notice_new_digest (const guint *counts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
