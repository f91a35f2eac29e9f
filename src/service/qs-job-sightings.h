#pragma once

#include "qs-clock.h"
#include "qs-watcher.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_SIGHTINGS (qs_job_sightings_get_type ())
G_DECLARE_FINAL_TYPE (QsJobSightings,
                      qs_job_sightings,
                      QS,
                      JOB_SIGHTINGS,
                      GObject)

/* The jobs that changed last are remembered, so many of them. */
#define QS_JOB_SIGHTINGS_MAX 10000

/**
 * QsJobSightings:
 *
 * When a watcher saw jobs come into their states: Batch itself tells only when a job was created,
 * started and stopped. Known for the changes that were seen since the watcher began; a job that is
 * tried again comes back to a state, and what was seen of the states after it is then forgotten.
 *
 * Threading: main thread only. Ownership: keeps neither the watcher nor jobs alive.
 */
QsJobSightings *qs_job_sightings_new (QsWatcher *watcher,
                                      QsClock   *clock) G_GNUC_WARN_UNUSED_RESULT;

gint64          qs_job_sightings_get (QsJobSightings *self,
                                      const char     *job_id,
                                      QsJobStatus     status);

G_END_DECLS
