#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What can be done to a resource, as a menu of window actions (see qs-resource-commands.h). It fits
 * the resource as it is: what is enabled can be disabled, and what cannot be done is not offered.
 *
 *   menu-model: bind $resource_menu(item) as <Gio.MenuModel>;
 */
void qs_resource_menu_bind (GtkWidgetClass *widget_class);

G_END_DECLS
