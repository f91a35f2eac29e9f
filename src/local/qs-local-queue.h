#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsLocalQueue:
 *
 * A job queue of this computer: its document, and the jobs that wait in it to be placed, the
 * earliest submitted first. The jobs belong to the engine's state.
 *
 * Threading: main thread. Ownership: reference counted.
 */
typedef struct
{
  grefcount   ref_count;
  char       *name;
  JsonObject *document;        /* as DescribeJobQueues answers it */

  gboolean    enabled;
  gint64      priority;        /* the higher, the earlier */
  GPtrArray  *environments;    /* of names, in the order they are tried */
  GSequence  *ready;           /* of QsLocalJob, by number */
} QsLocalQueue;

QsLocalQueue *qs_local_queue_new (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
QsLocalQueue *qs_local_queue_ref (QsLocalQueue *self);
void          qs_local_queue_unref (QsLocalQueue *self);

void          qs_local_queue_set_document (QsLocalQueue *self,
                                           JsonObject   *document);
gboolean      qs_local_queue_uses (QsLocalQueue *self,
                                   const char   *environment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalQueue, qs_local_queue_unref)

G_END_DECLS
