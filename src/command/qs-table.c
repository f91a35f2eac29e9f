#include "qs-table.h"

#define GAP 2

/* What is cut is still to be recognised. */
#define MIN_WIDTH 8

typedef struct
{
  gboolean may_be_cut;
  guint    width;
} QsColumn;

struct _QsTable
{
  GArray    *columns;   /* of QsColumn */
  GPtrArray *rows;      /* of strv, the titles first */
};

static guint
measure_character (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;

  return g_unichar_iswide (character) ? 2 : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_character (g_utf8_get_char (p));

  return width;
}

static void
append_cut (GString    *output,
            const char *text,
            guint       width)
{
  guint used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      used += measure_character (g_utf8_get_char (p));
      if (used > width - 1)
        break;
      g_string_append_unichar (output, g_utf8_get_char (p));
    }

  g_string_append (output, "…");
}

static void
append_cell (GString    *output,
             const char *text,
             guint       width,
             gboolean    last)
{
  gsize before = output->len;

  if (measure (text) > width)
    append_cut (output, text, width);
  else
    g_string_append (output, text);

  if (last)
    return;

  for (guint used = measure (output->str + before); used < width + GAP; used++)
    g_string_append_c (output, ' ');
}

static guint
sum_widths (QsTable *self)
{
  guint sum = GAP * (self->columns->len - 1);

  for (guint i = 0; i < self->columns->len; i++)
    sum += g_array_index (self->columns, QsColumn, i).width;

  return sum;
}

/* Takes from the widest column that may be cut until all fits or nothing more can be taken. */
static void
fit (QsTable *self,
     guint    columns)
{
  while (sum_widths (self) > columns)
    {
      QsColumn *widest = NULL;

      for (guint i = 0; i < self->columns->len; i++)
        {
          QsColumn *column = &g_array_index (self->columns, QsColumn, i);

          if (column->may_be_cut && column->width > MIN_WIDTH &&
              (widest == NULL || column->width > widest->width))
            widest = column;
        }

      if (widest == NULL)
        return;
      widest->width--;
    }
}

static void
take_widths (QsTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      QsColumn *column = &g_array_index (self->columns, QsColumn, i);

      column->width = 1;
      for (guint row = 0; row < self->rows->len; row++)
        column->width = MAX (column->width, measure (((char **) self->rows->pdata[row])[i]));
    }
}

/**
 * qs_table_new:
 *
 * Returns: (transfer full): a table without columns.
 */
QsTable *
qs_table_new (void)
{
  QsTable *self = g_new0 (QsTable, 1);
  char **titles = g_new0 (char *, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (QsColumn));
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (self->rows, titles);
  return self;
}

void
qs_table_free (QsTable *self)
{
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * qs_table_add_column:
 *
 * Adds a column on the right; all columns are added before the first row.
 */
void
qs_table_add_column (QsTable    *self,
                     const char *title,
                     gboolean    may_be_cut)
{
  QsColumn column = { may_be_cut, 0 };
  char **titles = self->rows->pdata[0];

  g_return_if_fail (self->rows->len == 1);

  g_array_append_val (self->columns, column);
  titles = g_renew (char *, titles, self->columns->len + 1);
  titles[self->columns->len - 1] = g_strdup (title);
  titles[self->columns->len] = NULL;
  self->rows->pdata[0] = titles;
}

/**
 * qs_table_add_row:
 * @cells: a text for each column, %NULL-terminated
 */
void
qs_table_add_row (QsTable            *self,
                  const char * const *cells)
{
  g_return_if_fail (g_strv_length ((char **) cells) == self->columns->len);

  g_ptr_array_add (self->rows, g_strdupv ((char **) cells));
}

guint
qs_table_get_n_rows (QsTable *self)
{
  return self->rows->len - 1;
}

/**
 * qs_table_format:
 * @columns: the terminal's width, 0 for none
 *
 * Returns: (transfer full): the table with its titles, a line a row.
 */
char *
qs_table_format (QsTable *self,
                 guint    columns)
{
  g_autoptr(GString) output = g_string_new (NULL);

  take_widths (self);
  if (columns > 0)
    fit (self, columns);

  for (guint row = 0; row < self->rows->len; row++)
    {
      char **cells = self->rows->pdata[row];

      for (guint i = 0; i < self->columns->len; i++)
        append_cell (output, cells[i], g_array_index (self->columns, QsColumn, i).width,
                     i + 1 == self->columns->len);
      g_string_append_c (output, '\n');
    }

  return g_string_free_and_steal (g_steal_pointer (&output));
}
