#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for one of the values that the service model lists. A value it does not list, such as one
 * that is newer than Quayside, is offered as long as the document has it.
 */
#define QS_TYPE_CHOICE_ROW (qs_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (QsChoiceRow,
                      qs_choice_row,
                      QS,
                      CHOICE_ROW,
                      QsFieldRow)

G_END_DECLS
