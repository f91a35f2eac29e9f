#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The containers of a job definition, wherever they stand: the one of a plain job, those of a task
 * or a pod, those of each range of the nodes of a multi-node job. The definition may be a request
 * or a described one, and be wrong in any way.
 *
 * Threading: main thread.
 */

void     qs_definition_parts_read (GListStore *parts,
                                   JsonObject *definition);
gboolean qs_definition_has_parts (JsonObject *definition);
char   **qs_definition_dup_parameters (JsonObject *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
