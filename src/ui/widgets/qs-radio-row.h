#pragma once

#include "qs-field-row.h"
#include "qs-radio-choice.h"

G_BEGIN_DECLS

/*
 * A row for one of a few values, all in sight, each with a sentence on what it means: its children
 * in the template are QsRadioChoice. A value that none of them has, such as one that is newer than
 * Quayside, is offered by its name as long as the document has it.
 */
#define QS_TYPE_RADIO_ROW (qs_radio_row_get_type ())
G_DECLARE_FINAL_TYPE (QsRadioRow,
                      qs_radio_row,
                      QS,
                      RADIO_ROW,
                      QsFieldRow)

G_END_DECLS
