#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/**
 * QsLocalTarget:
 *
 * A dependency as SubmitJob names it, with the job at its other end. A target that has ended before
 * is made from the disk.
 */
typedef struct
{
  QsLocalJobLink link;
  QsLocalJob    *job;
} QsLocalTarget;

GArray  *qs_local_targets_find (QsLocalState *state,
                                JsonArray    *depends,
                                int           size,
                                gboolean     *sequential,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void     qs_local_targets_link (GArray     *targets,
                                QsLocalJob *job);

G_END_DECLS
