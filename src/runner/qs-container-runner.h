#pragma once

#include "qs-container-engine.h"
#include "qs-runner.h"

G_BEGIN_DECLS

#define QS_TYPE_CONTAINER_RUNNER (qs_container_runner_get_type ())
G_DECLARE_FINAL_TYPE (QsContainerRunner,
                      qs_container_runner,
                      QS,
                      CONTAINER_RUNNER,
                      GObject)

/**
 * QsContainerRunner:
 *
 * Runs container images by this computer's container engine. A request's container is found again
 * by its name; the engine keeps its log, so what was written while Quayside was away is not lost.
 *
 * It accepts every image; put runners for certain images before it. Its property "socket-path" is
 * where the engine listens, for jobs that mount its socket; %NULL when there is none.
 *
 * Threading: main thread.
 */

QsRunner *qs_container_runner_new (QsContainerEngine *engine) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
