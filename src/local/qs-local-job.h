#pragma once

#include <libdex.h>

#include "qs-job-status.h"
#include "qs-local-environment.h"
#include "qs-local-queue.h"
#include "qs-transaction.h"

G_BEGIN_DECLS

typedef struct _QsLocalJob QsLocalJob;

/**
 * QsLocalJobLink:
 *
 * What a dependency asks of the jobs at its two ends: that all of the target succeeds, or, child by
 * child, that the one of the same index in the target does.
 */
typedef enum
{
  QS_LOCAL_JOB_LINK_WHOLE,
  QS_LOCAL_JOB_LINK_EACH,
} QsLocalJobLink;

typedef struct
{
  QsLocalJobLink link;
  QsLocalJob    *target;
} QsLocalDependency;

/**
 * QsLocalJob:
 *
 * A job that has not ended, as the scheduler needs it: no document, only what decides when it runs
 * and what changes while it lives. A job of 10,000 children is 10,000 of these and one document on
 * the disk. What has ended is kept in memory only while another job waits for it.
 *
 * A job stands for itself (@size is 0), for an array (@size children), or is a child (@parent).
 *
 * Threading: main thread. Ownership: reference counted. Children and parent hold each other until
 * the child ends.
 */
struct _QsLocalJob
{
  grefcount           ref_count;

  gint64              number;    /* the order of submission, and the row's key */
  char               *id;
  QsLocalQueue       *queue;
  double              vcpus;
  gint64              memory;    /* MiB */
  guint32             runners;   /* bits: the runners that its images need */

  QsLocalJob         *parent;
  int                 child;     /* the index in the array; -1 for what is no child */
  int                 size;
  GPtrArray          *children;  /* of QsLocalJob; NULL elements have ended */
  guint8             *child_states; /* of QsJobStatus */
  guint               n_ended;
  gboolean            sequential;

  GArray             *dependencies; /* of QsLocalDependency */
  GPtrArray          *dependents; /* of QsLocalJob */

  QsJobStatus         status;
  char               *reason;
  gint64              started_at; /* ms; 0: not yet */
  gint64              stopped_at;
  int                 exit_code; /* -1: none */
  char               *exit_reason;
  int                 attempt;   /* counted from 1; 0 before the first */
  char               *launched;  /* names of this attempt's containers that ran, with spaces */
  gboolean            cancelled;
  gboolean            terminated;
  char               *stop_reason; /* what the person said who stopped it */

  QsLocalEnvironment *environment;  /* where its attempt runs, or ran last */

  gboolean            dirty;     /* changed since it was last saved */
  GSequenceIter      *place;     /* where it waits in its queue */
  DexPromise         *stop;      /* settles when an attempt is to stop */
};

QsLocalJob *qs_local_job_new (gint64        number,
                              const char   *id,
                              QsLocalQueue *queue) G_GNUC_WARN_UNUSED_RESULT;
QsLocalJob *qs_local_job_ref (QsLocalJob *self);
void        qs_local_job_unref (QsLocalJob *self);

gboolean    qs_local_job_has_ended (QsLocalJob *self);
gboolean    qs_local_job_is_array (QsLocalJob *self);

void        qs_local_job_make_array (QsLocalJob *self,
                                     int         size);
QsLocalJob *qs_local_job_add_child (QsLocalJob *self,
                                    int         child) G_GNUC_WARN_UNUSED_RESULT;
void        qs_local_job_add_dependency (QsLocalJob    *self,
                                         QsLocalJob    *target,
                                         QsLocalJobLink link);
void        qs_local_job_set_reason (QsLocalJob *self,
                                     const char *reason);
void        qs_local_job_set_exit (QsLocalJob *self,
                                   int         exit_code,
                                   const char *reason);
void        qs_local_job_set_environment (QsLocalJob         *self,
                                          QsLocalEnvironment *environment);
void        qs_local_job_add_launched (QsLocalJob *self,
                                       const char *container);
gboolean    qs_local_job_has_launched (QsLocalJob *self,
                                       const char *container);
void        qs_local_job_save (QsLocalJob    *self,
                               QsTransaction *transaction);
void        qs_local_job_break (QsLocalJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalJob, qs_local_job_unref)

G_END_DECLS
