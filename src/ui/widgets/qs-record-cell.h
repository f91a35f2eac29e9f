#pragma once

#include <adwaita.h>

#include "qs-document.h"
#include "qs-record-column.h"

G_BEGIN_DECLS

#define QS_TYPE_RECORD_CELL (qs_record_cell_get_type ())
G_DECLARE_FINAL_TYPE (QsRecordCell,
                      qs_record_cell,
                      QS,
                      RECORD_CELL,
                      AdwBin)

/*
 * One place of one record, being edited: the cell of a QsRecordsRow's table. What is entered goes
 * into the record's document. Cells are used again for other records.
 */
GtkWidget *qs_record_cell_new (QsRecordColumn     *column,
                               const char * const *choices) G_GNUC_WARN_UNUSED_RESULT;

void       qs_record_cell_set_record (QsRecordCell *self,
                                      QsDocument   *record);

G_END_DECLS
