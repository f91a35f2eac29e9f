#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A button with a searchable list to pick from. "model" has the items; expressions say what an item
 * is called ("title-expression"), what else helps to tell it ("subtitle-expression") and what is
 * picked ("value-expression"). "busy" and "error-message" say how the list is doing. A model that
 * has a property "search" of its own is left to search, as long lists do better.
 *
 * "can-refresh" is off for lists that do not change.
 *
 * Signals: picked (const char *value), refresh.
 */
#define QS_TYPE_PICKER (qs_picker_get_type ())
G_DECLARE_FINAL_TYPE (QsPicker,
                      qs_picker,
                      QS,
                      PICKER,
                      GtkWidget)

void qs_picker_popup (QsPicker *self);

G_END_DECLS
