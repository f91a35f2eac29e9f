#pragma once

#include <libdex.h>

#include "qs-container-engine.h"
#include "qs-run-request.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/**
 * QsContainerWork:
 *
 * One piece of work on one container, as the fibers of #QsContainerRunner have it in hand. It does
 * not hold the runner, with which it ends.
 *
 * Threading: main thread. Ownership: reference counted, by g_rc_box_acquire().
 */
typedef struct
{
  QsContainerEngine *engine;
  QsRunRequest      *request;
  char              *name;
  guint              grace;
  QsRunProgressFunc  progress;
  gpointer           user_data;
  GDestroyNotify     destroy;
  QsScope           *scope;    /* of a start; cancelled when the run is told to stop */
} QsContainerWork;

QsContainerWork *qs_container_work_new (QsContainerEngine *engine,
                                        QsRunRequest      *request) G_GNUC_WARN_UNUSED_RESULT;
void             qs_container_work_unref (gpointer work);

gboolean         qs_container_work_is_error (const GError *error,
                                             int           code);
gboolean         qs_container_work_look (QsContainerWork *work,
                                         QsRunState      *state,
                                         GError         **error);

G_END_DECLS
