#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for names with values: a list of records, as environment variables are, or a map, as
 * parameters are; the service model says which. What holds by default is shown with its value in
 * grey and can be given another, not be taken away: that is how requests override a definition.
 */
#define QS_TYPE_PAIRS_ROW (qs_pairs_row_get_type ())
G_DECLARE_FINAL_TYPE (QsPairsRow,
                      qs_pairs_row,
                      QS,
                      PAIRS_ROW,
                      QsFieldRow)

G_END_DECLS
