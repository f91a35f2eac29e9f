#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

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
 * What speaks to the engine awaits, and ends with the scope of the fiber that calls it.
 *
 * Threading: fibers of the main thread.
 */

QsContainerEngine *qs_container_engine_new (void) G_GNUC_WARN_UNUSED_RESULT;

char              *qs_container_engine_dup_socket (QsContainerEngine *self);

gboolean           qs_container_engine_ping (QsContainerEngine *self,
                                             GError           **error);
const char        *qs_container_engine_find_network (QsContainerEngine *self,
                                                     GError           **error);
JsonNode          *qs_container_engine_inspect_image (QsContainerEngine *self,
                                                      const char        *image,
                                                      GError           **error)
G_GNUC_WARN_UNUSED_RESULT;
gboolean           qs_container_engine_pull (QsContainerEngine *self,
                                             const char        *image,
                                             QsRunProgressFunc  progress,
                                             gpointer           user_data,
                                             GError           **error);

gboolean           qs_container_engine_create (QsContainerEngine *self,
                                               const char        *name,
                                               JsonNode          *spec,
                                               GError           **error);
gboolean           qs_container_engine_start (QsContainerEngine *self,
                                              const char        *name,
                                              GError           **error);
JsonNode          *qs_container_engine_inspect (QsContainerEngine *self,
                                                const char        *name,
                                                GError           **error)
G_GNUC_WARN_UNUSED_RESULT;
gboolean           qs_container_engine_wait (QsContainerEngine *self,
                                             const char        *name,
                                             GError           **error);
gboolean           qs_container_engine_stop (QsContainerEngine *self,
                                             const char        *name,
                                             guint              grace,
                                             GError           **error);
gboolean           qs_container_engine_remove (QsContainerEngine *self,
                                               const char        *name,
                                               GError           **error);
GInputStream      *qs_container_engine_follow_log (QsContainerEngine *self,
                                                   const char        *name,
                                                   gint64             since,
                                                   GError           **error)
G_GNUC_WARN_UNUSED_RESULT;
JsonNode          *qs_container_engine_list (QsContainerEngine *self,
                                             const char        *label,
                                             GError           **error)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
