#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One line of a table of names and values. A fixed line's name comes from elsewhere and stays; its
 * fallback is the value that holds as long as the line has none. Signals: changed, removed.
 */
#define QS_TYPE_PAIR_LINE (qs_pair_line_get_type ())
G_DECLARE_FINAL_TYPE (QsPairLine,
                      qs_pair_line,
                      QS,
                      PAIR_LINE,
                      GtkBox)

GtkWidget  *qs_pair_line_new (const char *name,
                              const char *value,
                              const char *fallback,
                              gboolean fixed) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_pair_line_get_name (QsPairLine *self);
const char *qs_pair_line_get_value (QsPairLine *self);
gboolean    qs_pair_line_is_fixed (QsPairLine *self);

G_END_DECLS
