#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What stands on a segment of the status filter: a state and how many jobs are in it. The unknown
 * state stands for all of them. Where there is little room the word gives way to the icon.
 */
#define QS_TYPE_STATUS_TOGGLE (qs_status_toggle_get_type ())
G_DECLARE_FINAL_TYPE (QsStatusToggle,
                      qs_status_toggle,
                      QS,
                      STATUS_TOGGLE,
                      GtkBox)

G_END_DECLS
