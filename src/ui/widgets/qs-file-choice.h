#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/*
 * Asks a person for a file. The future is of a GFile; a dialog that is dismissed rejects it with
 * GTK_DIALOG_ERROR_DISMISSED, which is no news to them.
 */
DexFuture *qs_file_choice_open (GtkWidget  *widget,
                                const char *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_file_choice_save (GtkWidget  *widget,
                                const char *title,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
