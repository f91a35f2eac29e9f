#pragma once

#include "qs-clock.h"
#include "qs-database.h"
#include "qs-local-environment.h"
#include "qs-local-job.h"
#include "qs-local-lock.h"
#include "qs-runner.h"
#include "qs-scope.h"

G_BEGIN_DECLS

typedef struct _QsLocalState QsLocalState;

/**
 * QsLocalGate:
 *
 * What is known of a runner: whether it can run now, and the jobs that wait for it.
 */
typedef struct
{
  QsRunner  *runner;
  guint      index;        /* its bit in QsLocalJob.runners */
  gint64     open_until;   /* ms; a probe is believed for a while */
  gboolean   probing;
  char      *message;      /* why not; NULL while unknown or when it can */
  GPtrArray *waiting;      /* of QsLocalJob */
} QsLocalGate;

/**
 * QsLocalState:
 *
 * What the parts of the local engine share: the folder, the database, and in memory the
 * environments, the queues and the jobs that have not ended. The parts are functions over it, one
 * concern a file; its fields are for them and for nobody outside this room.
 *
 * Threading: main thread. Ownership: reference counted; fibers hold it. qs_local_state_close()
 * ends their work and lets go of the folder.
 */
struct _QsLocalState
{
  grefcount    ref_count;

  char        *folder;
  QsClock     *clock;
  QsScope     *scope;
  QsLocalLock *lock;
  QsDatabase  *database;       /* NULL once closed */
  gboolean     observer;       /* reads only */

  GQueue       changes;        /* of the engine's calls: those that change resources wait here */
  gboolean     changing;

  GPtrArray   *gates;          /* of QsLocalGate, in the order that runners are asked */
  GHashTable  *environments;   /* name → QsLocalEnvironment */
  GHashTable  *queues;         /* name → QsLocalQueue */
  GHashTable  *jobs;           /* id → QsLocalJob */
  gint64       next_number;

  double       vcpus;          /* of this computer */
  gint64       memory;         /* MiB */
  double       used_vcpus;
  gint64       used_memory;

  GQueue       fresh;          /* of QsLocalJob: not yet looked at */
  GQueue       ended;          /* of QsLocalJob: whose dependents do not know yet */
  GPtrArray   *misfits;        /* of QsLocalJob: that nothing here is large enough for */
  GPtrArray   *dirty;          /* of QsLocalJob */
  gboolean     news;           /* something was written since watchers were last told */
  guint        pass;           /* the source of the next scheduling pass */

  void         (*on_activity) (gpointer data);
  gpointer     activity_data;
};

QsLocalState *qs_local_state_new (const char *folder,
                                  QsClock    *clock,
                                  GPtrArray  *runners) G_GNUC_WARN_UNUSED_RESULT;
QsLocalState *qs_local_state_ref (QsLocalState *self);
void          qs_local_state_unref (QsLocalState *self);
void          qs_local_state_close (QsLocalState *self);
gboolean      qs_local_state_is_open (QsLocalState *self);

DexFuture    *qs_local_state_commit (QsLocalState  *self,
                                     QsTransaction *transaction) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_local_state_refuse (void) G_GNUC_WARN_UNUSED_RESULT;

void          qs_local_state_add_job (QsLocalState *self,
                                      QsLocalJob   *job);
void          qs_local_state_touch (QsLocalState *self,
                                    QsLocalJob   *job);
void          qs_local_state_set_status (QsLocalState *self,
                                         QsLocalJob   *job,
                                         QsJobStatus   status,
                                         const char   *reason);
guint32       qs_local_state_find_runners (QsLocalState *self,
                                           const char   *images);
QsRunner     *qs_local_state_find_runner (QsLocalState *self,
                                          const char   *image);

/* A query of the state's database, or a future that is rejected once the state is closed. */
#define qs_local_state_query(self, ...) \
        ((self)->database != NULL \
   ? qs_database_query ((self)->database, __VA_ARGS__) \
   : qs_local_state_refuse ())

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalState, qs_local_state_unref)

G_END_DECLS
