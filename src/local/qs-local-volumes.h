#pragma once

#include "qs-local-state.h"
#include "qs-run-request.h"

G_BEGIN_DECLS

/*
 * The volumes of a job on this computer: what a path of a job definition stands for here, and the
 * scratch folders of volumes without a path, which live as long as their attempt.
 */

gboolean  qs_local_volumes_add_mounts (QsLocalState *state,
                                       QsLocalJob   *job,
                                       JsonObject   *container,
                                       JsonArray    *volumes,
                                       QsRunRequest *request,
                                       GError      **error);
void      qs_local_volumes_remove (QsLocalState *state,
                                   const char   *job_id,
                                   int           attempt);

G_END_DECLS
