#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for the name of something the account has: picked from a list that can be searched and
 * refreshed, or typed, since the list may lag behind or not be for everybody to read.
 *
 *   $QsPickerRow {
 *     path: "computeResources.instanceRole";
 *     title: _("Instance role");
 *     lookup: "instance-profiles";
 *   }
 *
 * "lookup" is a kind of qs-lookup-kind.h, of the account that the form is for; "parameter" what
 * that kind asks for. Instead of it "source" takes any #QsChoices; with "lookup" it tells which
 * they are. "model" is for a part of the source. On this computer, which has no lookups, there is
 * only the entry. "note", below the entry, says what the value stands for or which permission is
 * missing.
 */
#define QS_TYPE_PICKER_ROW (qs_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (QsPickerRow,
                      qs_picker_row,
                      QS,
                      PICKER_ROW,
                      QsFieldRow)

G_END_DECLS
