#include "qs-transaction.h"

struct _QsTransaction
{
  gatomicrefcount ref_count;
  GPtrArray      *statements;
};

G_DEFINE_BOXED_TYPE (QsTransaction, qs_transaction, qs_transaction_ref, qs_transaction_unref)

static void
free_value (gpointer data)
{
  QsValue *value = data;

  g_free (value->text);
  g_free (value);
}

static void
free_statement (gpointer data)
{
  QsStatement *statement = data;

  g_free (statement->sql);
  g_ptr_array_unref (statement->values);
  g_free (statement);
}

QsTransaction *
qs_transaction_new (void)
{
  QsTransaction *self = g_new0 (QsTransaction, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->statements = g_ptr_array_new_with_free_func (free_statement);
  return self;
}

QsTransaction *
qs_transaction_ref (QsTransaction *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_transaction_unref (QsTransaction *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->statements);
  g_free (self);
}

/**
 * qs_transaction_add:
 * @sql: one statement with a '?' a value
 * @types: the types of the values that follow
 */
void
qs_transaction_add (QsTransaction *self,
                    const char    *sql,
                    const char    *types,
                    ...)
{
  va_list values;

  va_start (values, types);
  qs_transaction_add_va (self, sql, types, values);
  va_end (values);
}

void
qs_transaction_add_va (QsTransaction *self,
                       const char    *sql,
                       const char    *types,
                       va_list        values)
{
  QsStatement *statement;

  g_return_if_fail (self != NULL);
  g_return_if_fail (sql != NULL && types != NULL);

  statement = g_new0 (QsStatement, 1);
  statement->sql = g_strdup (sql);
  statement->values = g_ptr_array_new_with_free_func (free_value);

  for (const char *type = types; *type != '\0'; type++)
    {
      QsValue *value = g_new0 (QsValue, 1);

      value->type = *type;
      switch (*type)
        {
        case 's':
          value->text = g_strdup (va_arg (values, const char *));
          break;
        case 'i':
          value->integer = va_arg (values, gint64);
          break;
        case 'd':
          value->real = va_arg (values, double);
          break;
        default:
          g_assert_not_reached ();
        }
      g_ptr_array_add (statement->values, value);
    }

  g_ptr_array_add (self->statements, statement);
}

gboolean
qs_transaction_is_empty (QsTransaction *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->statements->len == 0;
}

GPtrArray *
qs_transaction_get_statements (QsTransaction *self)
{
  return self->statements;
}
