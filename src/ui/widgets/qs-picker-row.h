#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for the name of something the account has: picked from a list that can be searched and
 * refreshed, or typed, since the list may lag behind. "model" holds the resources to pick from,
 * "source" is the list they come from.
 */
#define QS_TYPE_PICKER_ROW (qs_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (QsPickerRow,
                      qs_picker_row,
                      QS,
                      PICKER_ROW,
                      QsFieldRow)

G_END_DECLS
