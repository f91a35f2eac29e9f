#pragma once

#include "qs-clock.h"
#include "qs-engine.h"
#include "qs-runner.h"

G_BEGIN_DECLS

#define QS_TYPE_LOCAL_ENGINE (qs_local_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsLocalEngine,
                      qs_local_engine,
                      QS,
                      LOCAL_ENGINE,
                      GObject)

/**
 * QsLocalEngine:
 *
 * "This computer" as an engine: it answers the Batch API itself, schedules jobs within what its
 * environments and the computer have, and gives them to runners. Everything lives in one folder:
 *
 *     state.db    environments, queues, definitions and jobs, in SQLite
 *     lock        held for life: one engine a folder
 *     logs/       what the jobs wrote
 *     runs/       what the runners note on what they run
 *     scratch/    volumes without a source path, for as long as an attempt runs
 *
 * A call that was answered is on the disk. A program that dies at any point finds its jobs again
 * when the folder is opened anew: nothing is lost and nothing is run twice.
 *
 * Threading: main thread. Dropping the last reference lets go of the folder; what runs goes on
 * running and is found again by the next engine.
 */

DexFuture *qs_local_engine_open (const char *folder,
                                 const char *datastore,
                                 QsClock    *clock,
                                 GPtrArray  *runners) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_local_engine_open_observer (const char *folder,
                                          QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

void       qs_local_engine_set_capacity (QsLocalEngine *self,
                                         double         vcpus,
                                         gint64         memory);

G_END_DECLS
