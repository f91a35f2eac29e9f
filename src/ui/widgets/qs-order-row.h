#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a list of records whose order matters, such as the environments that a queue tries one
 * after another. "value-member" is the member of a record that says what it is, "order-member" the
 * one that says its place: the lowest comes first. Lines are dragged, moved by Alt+Up and Alt+Down
 * or by their buttons, removed by Delete; whenever the order changes places count from 1 anew. What
 * else a record holds stays with it.
 *
 * Lines are picked from "source", a QsResourceList, or typed. An ARN reads as the name at its end.
 */
#define QS_TYPE_ORDER_ROW (qs_order_row_get_type ())
G_DECLARE_FINAL_TYPE (QsOrderRow,
                      qs_order_row,
                      QS,
                      ORDER_ROW,
                      QsFieldRow)

G_END_DECLS
