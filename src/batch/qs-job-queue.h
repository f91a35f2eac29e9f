#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_JOB_QUEUE (qs_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (QsJobQueue,
                      qs_job_queue,
                      QS,
                      JOB_QUEUE,
                      GObject)

/**
 * QsJobQueue:
 *
 * The name of a job queue, as an object that lists can hold and bindings can read: property "name".
 *
 * Threading: main thread only. Immutable.
 */

QsJobQueue *qs_job_queue_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

void        qs_job_queue_update_list (GListStore        *queues,
                                      const char *const *names);

const char *qs_job_queue_get_name (QsJobQueue *self);

G_END_DECLS
