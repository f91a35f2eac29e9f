#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a region of AWS: its code, typed or picked from a list that has the names people use.
 * The name of what is entered is said below. "service" leaves out regions that do not have it.
 */
#define QS_TYPE_REGION_ROW (qs_region_row_get_type ())
G_DECLARE_FINAL_TYPE (QsRegionRow,
                      qs_region_row,
                      QS,
                      REGION_ROW,
                      QsFieldRow)

G_END_DECLS
