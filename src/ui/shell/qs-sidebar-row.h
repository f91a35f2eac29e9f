#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the window's sidebar: an icon, a title, and the name of the page it leads to. */
#define QS_TYPE_SIDEBAR_ROW (qs_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (QsSidebarRow,
                      qs_sidebar_row,
                      QS,
                      SIDEBAR_ROW,
                      GtkListBoxRow)

const char *qs_sidebar_row_get_page (QsSidebarRow *self);

G_END_DECLS
