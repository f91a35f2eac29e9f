#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QS_TYPE_RECORD_COLUMN (qs_record_column_get_type ())
G_DECLARE_FINAL_TYPE (QsRecordColumn,
                      qs_record_column,
                      QS,
                      RECORD_COLUMN,
                      GObject)

#define QS_TYPE_RECORD_EDITOR (qs_record_editor_get_type ())

/**
 * QsRecordEditor:
 * @QS_RECORD_EDITOR_TEXT: an entry
 * @QS_RECORD_EDITOR_NUMBER: an entry for a whole number
 * @QS_RECORD_EDITOR_CHECK: a check button
 * @QS_RECORD_EDITOR_CHOICE: a drop-down with the choices of the service model
 */
typedef enum
{
  QS_RECORD_EDITOR_TEXT,
  QS_RECORD_EDITOR_NUMBER,
  QS_RECORD_EDITOR_CHECK,
  QS_RECORD_EDITOR_CHOICE,
} QsRecordEditor;

GType          qs_record_editor_get_type (void) G_GNUC_CONST;

/*
 * A column of a QsRecordsRow, as its template says it: "title", "path" inside a record (such as
 * host.sourcePath), "editor", and "placeholder", what an empty entry shows.
 */
const char    *qs_record_column_get_title (QsRecordColumn *self);
const char    *qs_record_column_get_path (QsRecordColumn *self);
QsRecordEditor qs_record_column_get_editor (QsRecordColumn *self);
const char    *qs_record_column_get_placeholder (QsRecordColumn *self);

G_END_DECLS
