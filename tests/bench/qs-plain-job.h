#pragma once

#include <adwaita.h>

#include "qs-job-record.h"

G_BEGIN_DECLS

#define QS_TYPE_PLAIN_JOB (qs_plain_job_get_type ())
G_DECLARE_FINAL_TYPE (QsPlainJob,
                      qs_plain_job,
                      QS,
                      PLAIN_JOB,
                      GObject)

/*
 * What the list of jobs is compared with: an object a job with a property a column, in a
 * GListStore, filtered and sorted by GTK's models through property expressions.
 */

QsPlainJob *qs_plain_job_new (const QsJobRecord *record) G_GNUC_WARN_UNUSED_RESULT;

GtkWidget  *qs_plain_job_table (GListStore       *jobs,
                                GtkStringFilter **filter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
