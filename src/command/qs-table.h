#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsTable:
 *
 * Text in columns for a terminal. Columns are as wide as what is in them; where that is more than
 * the terminal holds, the columns that may be cut are cut, with an ellipsis. Wide characters count
 * as two cells, combining ones as none.
 */
typedef struct _QsTable QsTable;

QsTable *qs_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void     qs_table_free (QsTable *self);

void     qs_table_add_column (QsTable    *self,
                              const char *title,
                              gboolean    may_be_cut);
void     qs_table_add_row (QsTable            *self,
                           const char * const *cells);
guint    qs_table_get_n_rows (QsTable *self);
char    *qs_table_format (QsTable *self,
                          guint    columns) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsTable, qs_table_free)

G_END_DECLS
