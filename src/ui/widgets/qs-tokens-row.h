#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a list of words, such as instance types: each is a button that takes it out; Enter, a
 * comma or leaving the entry adds what was typed. "lookup", "source", "model" and "note" are those
 * of QsPickerRow: several can be picked at once.
 */
#define QS_TYPE_TOKENS_ROW (qs_tokens_row_get_type ())
G_DECLARE_FINAL_TYPE (QsTokensRow,
                      qs_tokens_row,
                      QS,
                      TOKENS_ROW,
                      QsFieldRow)

G_END_DECLS
