#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a number that may be left out: empty is what holds by default, which is shown in grey.
 * Where the service model has a number in a string, as in resource requirements, it is one. "step"
 * is what the buttons add; "whole" refuses fractions where the model itself would not.
 */
#define QS_TYPE_NUMBER_ROW (qs_number_row_get_type ())
G_DECLARE_FINAL_TYPE (QsNumberRow,
                      qs_number_row,
                      QS,
                      NUMBER_ROW,
                      QsFieldRow)

G_END_DECLS
