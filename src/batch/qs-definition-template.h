#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_DEFINITION_TEMPLATE (qs_definition_template_get_type ())
#define QS_TYPE_DEFINITION_MOUNT (qs_definition_mount_get_type ())

/**
 * QsDefinitionTemplate:
 * @QS_DEFINITION_TEMPLATE_EMPTY: a container that nothing is said of yet
 * @QS_DEFINITION_TEMPLATE_COMMAND: a program of a public image
 * @QS_DEFINITION_TEMPLATE_DOCKSTORE: the wrapper that runs a tool of Dockstore in containers of its
 *   own, which it starts through the host's engine: privileged, with both mounts
 *
 * What a new job definition can begin with.
 */
typedef enum
{
  QS_DEFINITION_TEMPLATE_EMPTY,
  QS_DEFINITION_TEMPLATE_COMMAND,
  QS_DEFINITION_TEMPLATE_DOCKSTORE,
} QsDefinitionTemplate;

/**
 * QsDefinitionMount:
 * @QS_DEFINITION_MOUNT_DATASTORE: the folder with the room for a tool's files, at /datastore
 * @QS_DEFINITION_MOUNT_ENGINE: the socket of the host's container engine
 *
 * A folder of the host that tools of Dockstore need.
 */
typedef enum
{
  QS_DEFINITION_MOUNT_DATASTORE,
  QS_DEFINITION_MOUNT_ENGINE,
} QsDefinitionMount;

GType     qs_definition_template_get_type (void) G_GNUC_CONST;
GType     qs_definition_mount_get_type (void) G_GNUC_CONST;

JsonNode *qs_definition_template_new (QsDefinitionTemplate template,
                                      const char          *name) G_GNUC_WARN_UNUSED_RESULT;

JsonNode *qs_definition_mount_add (JsonNode         *request,
                                   QsDefinitionMount mount) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
