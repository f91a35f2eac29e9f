#include "qs-ui-resources.h"

#include "quayside-resource.h"

void
qs_ui_resources_register (void)
{
  g_resources_register (quayside_get_resource ());
}
