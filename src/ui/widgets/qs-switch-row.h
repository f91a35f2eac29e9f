#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for yes or no. Put where the default has it, the member is left out.
 *
 * Where the API has words for yes and no, such as ENABLED and DISABLED, "on-value" and "off-value"
 * are those, and the words are always sent.
 */
#define QS_TYPE_SWITCH_ROW (qs_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (QsSwitchRow,
                      qs_switch_row,
                      QS,
                      SWITCH_ROW,
                      QsFieldRow)

G_END_DECLS
