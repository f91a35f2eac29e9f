#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the console's page does not have of a definition's one container: rows to be unfolded. */
#define QS_TYPE_DEFINITION_CONTAINER_OPTIONS (qs_definition_container_options_get_type ())
G_DECLARE_FINAL_TYPE (QsDefinitionContainerOptions,
                      qs_definition_container_options,
                      QS,
                      DEFINITION_CONTAINER_OPTIONS,
                      AdwPreferencesGroup)

G_END_DECLS
