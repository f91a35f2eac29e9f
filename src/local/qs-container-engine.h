#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libdex.h>

#include "qs-container-client.h"
#include "qs-runner.h"

G_BEGIN_DECLS

#define QS_TYPE_CONTAINER_ENGINE (qs_container_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsContainerEngine,
                      qs_container_engine,
                      QS,
                      CONTAINER_ENGINE,
                      GObject)

/**
 * QsContainerEngine:
 *
 * The container engine of this computer, Docker or Podman, by the Docker Engine API over its Unix
 * socket. Errors are #QsContainerEngineError, or %QS_RUNNER_ERROR_UNAVAILABLE when none answers.
 *
 * Threading: main thread.
 */

QsContainerEngine *qs_container_engine_new (void) G_GNUC_WARN_UNUSED_RESULT;

char              *qs_container_engine_dup_socket (QsContainerEngine *self);

DexFuture         *qs_container_engine_ping (QsContainerEngine *self)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_find_network (QsContainerEngine *self)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_inspect_image (QsContainerEngine *self,
                                                      const char        *image)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_pull (QsContainerEngine *self,
                                             const char        *image,
                                             QsRunProgressFunc  progress,
                                             gpointer           user_data)
G_GNUC_WARN_UNUSED_RESULT;

DexFuture         *qs_container_engine_create (QsContainerEngine *self,
                                               const char        *name,
                                               JsonNode          *spec)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_start (QsContainerEngine *self,
                                              const char        *name)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_inspect (QsContainerEngine *self,
                                                const char        *name)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_wait (QsContainerEngine *self,
                                             const char        *name)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_stop (QsContainerEngine *self,
                                             const char        *name,
                                             guint              grace)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_remove (QsContainerEngine *self,
                                               const char        *name)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_follow_log (QsContainerEngine *self,
                                                   const char        *name,
                                                   gint64             since)
G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_container_engine_list (QsContainerEngine *self,
                                             const char        *label)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
