#pragma once

#include <gtk/gtk.h>

#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * What a window can be told to do to the resources of the account in its property "account":
 *
 *   win.create-definition, win.create-queue, win.create-environment
 *   win.edit-resource, win.enable-resource, win.disable-resource, win.delete-resource
 *
 * Those of the second line take what qs_resource_commands_target() makes of a resource. Forms are
 * filled from the resource as the engine describes it then. Deleting asks first, and names what
 * goes with it. A page asks for its resources anew at QsResourceTasks::changed.
 */
void      qs_resource_commands_install (GtkWidgetClass *window_class);

GVariant *qs_resource_commands_target (QsResource *resource);

G_END_DECLS
