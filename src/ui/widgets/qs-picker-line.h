#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A line of a picker's list: title, what else is known, and a mark when its "value" is among those
 * "chosen".
 */
#define QS_TYPE_PICKER_LINE (qs_picker_line_get_type ())
G_DECLARE_FINAL_TYPE (QsPickerLine,
                      qs_picker_line,
                      QS,
                      PICKER_LINE,
                      GtkBox)

G_END_DECLS
