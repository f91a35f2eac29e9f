#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a list of records, such as volumes or mount points: a table with a line a record. The
 * template has a QsRecordColumn for each member that is shown; other members stay as they are. A
 * line in which nothing was entered yet is not part of the request.
 *
 *   $QsRecordsRow {
 *     path: "containerProperties.volumes";
 *     add-label: _("Add volume");
 *
 *     $QsRecordColumn { title: _("Name"); path: "name"; }
 *     $QsRecordColumn { title: _("Source path"); path: "host.sourcePath"; }
 *   }
 *
 * Where a list holds records of several kinds, each kind has a row: "with" is the member that the
 * row's records have, "without" those (parted by spaces) that they must not have. The others keep
 * their places.
 */
#define QS_TYPE_RECORDS_ROW (qs_records_row_get_type ())
G_DECLARE_FINAL_TYPE (QsRecordsRow,
                      qs_records_row,
                      QS,
                      RECORDS_ROW,
                      QsFieldRow)

void qs_records_row_add (QsRecordsRow *self,
                         JsonNode     *record);

G_END_DECLS
