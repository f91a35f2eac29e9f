#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a command, an array of strings: as text that is split like a shell splits it, or as
 * JSON, with the JSON that will be sent below. Both views edit the same place.
 */
#define QS_TYPE_COMMAND_ROW (qs_command_row_get_type ())
G_DECLARE_FINAL_TYPE (QsCommandRow,
                      qs_command_row,
                      QS,
                      COMMAND_ROW,
                      QsFieldRow)

G_END_DECLS
