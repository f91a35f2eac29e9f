#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A short message at the foot of the window. Any widget inside a window may show one: the window
 * answers the action "win.toast", whose target is the text, the label of a button and the detailed
 * name of the action the button activates, the last two empty for a toast without a button.
 *
 * The text is shown as it is, never as markup.
 */
void qs_toast_show (GtkWidget  *widget,
                    const char *text);
void qs_toast_show_error (GtkWidget    *widget,
                          const GError *error);
void qs_toast_show_with_action (GtkWidget  *widget,
                                const char *text,
                                const char *label,
                                const char *detailed_action);

G_END_DECLS
