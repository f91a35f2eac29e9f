#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_TRANSACTION (qs_transaction_get_type ())

/**
 * QsTransaction:
 *
 * Statements with their values, to be applied together or not at all by qs_database_commit().
 *
 * Values are bound, never pasted into the statement. Their types are letters, one a value:
 * 's' a string (copied; %NULL is SQL NULL), 'i' a #gint64, 'd' a double.
 *
 * Ownership: reference counted. Filled on one thread, then given to the database.
 */
typedef struct _QsTransaction QsTransaction;
typedef struct _QsStatement QsStatement;

GType          qs_transaction_get_type (void) G_GNUC_CONST;

QsTransaction *qs_transaction_new (void) G_GNUC_WARN_UNUSED_RESULT;
QsTransaction *qs_transaction_ref (QsTransaction *self);
void           qs_transaction_unref (QsTransaction *self);

void           qs_transaction_add (QsTransaction *self,
                                   const char    *sql,
                                   const char    *types,
                                   ...);
void           qs_transaction_add_va (QsTransaction *self,
                                      const char    *sql,
                                      const char    *types,
                                      va_list        values);
gboolean       qs_transaction_is_empty (QsTransaction *self);

/* For the database. */
struct _QsStatement
{
  char      *sql;
  GPtrArray *values;   /* of QsValue */
};

typedef struct
{
  char   type;
  gint64 integer;
  double real;
  char  *text;
} QsValue;

GPtrArray     *qs_transaction_get_statements (QsTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsTransaction, qs_transaction_unref)

G_END_DECLS
