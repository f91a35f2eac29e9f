#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QS_TYPE_ORDER_LINE (qs_order_line_get_type ())
G_DECLARE_FINAL_TYPE (QsOrderLine,
                      qs_order_line,
                      QS,
                      ORDER_LINE,
                      GtkListBoxRow)

/*
 * A line of a QsOrderRow: its place, what stands there, a handle to drag it by, and buttons to move
 * and to remove it.
 *
 * Signals: moved (guint to), removed. Places count from 0.
 */
QsOrderLine *qs_order_line_new (const char *text,
                                guint position,
                                guint n_lines) G_GNUC_WARN_UNUSED_RESULT;

guint        qs_order_line_get_position (QsOrderLine *self);
const char  *qs_order_line_get_text (QsOrderLine *self);

G_END_DECLS
