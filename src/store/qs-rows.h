#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_ROWS (qs_rows_get_type ())

/**
 * QsRows:
 *
 * The answer of a query: all of its rows, already read. Immutable once a query has resolved to it,
 * so it may be read on any thread. Getters answer 0 or %NULL for an SQL NULL; returned pointers
 * belong to the rows. Rows and columns count from 0.
 */
typedef struct _QsRows QsRows;

GType       qs_rows_get_type (void) G_GNUC_CONST;

QsRows     *qs_rows_new (guint n_columns) G_GNUC_WARN_UNUSED_RESULT;
QsRows     *qs_rows_ref (QsRows *self);
void        qs_rows_unref (QsRows *self);

void        qs_rows_add_null (QsRows *self);
void        qs_rows_add_int (QsRows *self,
                             gint64  value);
void        qs_rows_add_double (QsRows *self,
                                double  value);
void        qs_rows_add_text (QsRows     *self,
                              const char *text,
                              gsize       length);

guint       qs_rows_get_length (QsRows *self);
const char *qs_rows_get_text (QsRows *self,
                              guint   row,
                              guint   column);
gint64      qs_rows_get_int (QsRows *self,
                             guint   row,
                             guint   column);
double      qs_rows_get_double (QsRows *self,
                                guint   row,
                                guint   column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsRows, qs_rows_unref)

G_END_DECLS
