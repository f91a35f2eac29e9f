#include "qs-rows.h"

typedef struct
{
  enum { CELL_NULL, CELL_INT, CELL_DOUBLE, CELL_TEXT } kind;
  union
  {
    gint64 integer;
    double real;
    char  *text;
  };
} QsCell;

struct _QsRows
{
  gatomicrefcount ref_count;
  guint           n_columns;
  GArray         *cells;
};

G_DEFINE_BOXED_TYPE (QsRows, qs_rows, qs_rows_ref, qs_rows_unref)

static void
clear_cell (gpointer data)
{
  QsCell *cell = data;

  if (cell->kind == CELL_TEXT)
    g_free (cell->text);
}

QsRows *
qs_rows_new (guint n_columns)
{
  QsRows *self = g_new0 (QsRows, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_columns = n_columns;
  self->cells = g_array_new (FALSE, FALSE, sizeof (QsCell));
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

QsRows *
qs_rows_ref (QsRows *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_rows_unref (QsRows *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->cells);
  g_free (self);
}

void
qs_rows_add_null (QsRows *self)
{
  QsCell cell = { .kind = CELL_NULL };

  g_array_append_val (self->cells, cell);
}

void
qs_rows_add_int (QsRows *self,
                 gint64  value)
{
  QsCell cell = { .kind = CELL_INT, .integer = value };

  g_array_append_val (self->cells, cell);
}

void
qs_rows_add_double (QsRows *self,
                    double  value)
{
  QsCell cell = { .kind = CELL_DOUBLE, .real = value };

  g_array_append_val (self->cells, cell);
}

/**
 * qs_rows_add_text:
 * @length: bytes of @text, which is copied and ended with a NUL
 */
void
qs_rows_add_text (QsRows     *self,
                  const char *text,
                  gsize       length)
{
  QsCell cell = { .kind = CELL_TEXT, .text = g_strndup (text, length) };

  g_array_append_val (self->cells, cell);
}

guint
qs_rows_get_length (QsRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns > 0 ? self->cells->len / self->n_columns : 0;
}

static const QsCell *
get_cell (QsRows *self,
          guint   row,
          guint   column)
{
  static const QsCell nothing = { .kind = CELL_NULL };

  g_return_val_if_fail (self != NULL, &nothing);
  g_return_val_if_fail (row < qs_rows_get_length (self), &nothing);
  g_return_val_if_fail (column < self->n_columns, &nothing);

  return &g_array_index (self->cells, QsCell, row * self->n_columns + column);
}

const char *
qs_rows_get_text (QsRows *self,
                  guint   row,
                  guint   column)
{
  const QsCell *cell = get_cell (self, row, column);

  return cell->kind == CELL_TEXT ? cell->text : NULL;
}

gint64
qs_rows_get_int (QsRows *self,
                 guint   row,
                 guint   column)
{
  const QsCell *cell = get_cell (self, row, column);

  return cell->kind == CELL_INT ? cell->integer : 0;
}

double
qs_rows_get_double (QsRows *self,
                    guint   row,
                    guint   column)
{
  const QsCell *cell = get_cell (self, row, column);

  if (cell->kind == CELL_INT)
    return cell->integer;

  return cell->kind == CELL_DOUBLE ? cell->real : 0;
}
