#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_CONTAINER_LOG (qs_container_log_get_type ())
G_DECLARE_FINAL_TYPE (QsContainerLog,
                      qs_container_log,
                      QS,
                      CONTAINER_LOG,
                      GObject)

/**
 * QsContainerLog:
 *
 * Writes a container's log, as its engine hands it out, into a log file. When it goes on with a
 * file that another one began, before a restart, what is in the file already is left out, to the
 * byte.
 *
 * Threading: main thread; the file is touched by a worker.
 */

DexFuture *qs_container_log_open (const char *path) G_GNUC_WARN_UNUSED_RESULT;

gint64     qs_container_log_get_since (QsContainerLog *self);
gboolean   qs_container_log_copy (QsContainerLog *self,
                                  GInputStream   *stream,
                                  GError        **error);

G_END_DECLS
