#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the account dialog's template says with closures: pure functions from states to words. */
void qs_account_dialog_words_bind (GtkWidgetClass *widget_class);

G_END_DECLS
