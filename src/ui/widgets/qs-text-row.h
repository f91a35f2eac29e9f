#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/* A row for a string, in one line. Empty is not set; grey is what holds then. "editable" is off for
 * what is only shown. */
#define QS_TYPE_TEXT_ROW (qs_text_row_get_type ())
G_DECLARE_FINAL_TYPE (QsTextRow,
                      qs_text_row,
                      QS,
                      TEXT_ROW,
                      QsFieldRow)

G_END_DECLS
