#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What templates say of resources with closures: how one is, as an icon and in words, from its
 * state and status. Values that are newer than Quayside are shown as they are.
 *
 *   $resource_icon(item.state, item.status) as <string>
 *   $resource_words(item.state, item.status) as <string>
 */
void  qs_resource_words_bind (GtkWidgetClass *widget_class);

char *qs_resource_words_status (const char *state,
                                const char *status) G_GNUC_WARN_UNUSED_RESULT;
char *qs_resource_words_member (const char *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
