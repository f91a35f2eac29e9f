#include "qs-job-delta.h"

#include <string.h>

struct _QsJobDelta
{
  const QsJobOrder *order;
  guint8           *leaving;   /* by row */
  guint             n_leaving;
  GArray           *coming;    /* of guint32 */
  gboolean          moves;     /* some row both leaves and comes */
};

/**
 * qs_job_delta_new:
 * @order: how the rows are sorted; borrowed
 * @n_rows: above every row that will be named
 *
 * Returns: (transfer full): a change of nothing.
 */
QsJobDelta *
qs_job_delta_new (const QsJobOrder *order,
                  guint             n_rows)
{
  QsJobDelta *self = g_new0 (QsJobDelta, 1);

  self->order = order;
  self->leaving = g_new0 (guint8, n_rows);
  self->coming = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
qs_job_delta_free (QsJobDelta *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->leaving);
  g_array_unref (self->coming);
  g_free (self);
}

/* The row is to be shown and was not. */
void
qs_job_delta_add (QsJobDelta *self,
                  guint32     row)
{
  g_array_append_val (self->coming, row);
}

/* The row was shown and is to be no more. */
void
qs_job_delta_drop (QsJobDelta *self,
                   guint32     row)
{
  self->leaving[row] = TRUE;
  self->n_leaving++;
}

/* The row was shown and may belong elsewhere now. */
void
qs_job_delta_move (QsJobDelta *self,
                   guint32     row)
{
  qs_job_delta_drop (self, row);
  qs_job_delta_add (self, row);
  self->moves = TRUE;
}

static guint32
row_at (GArray *rows,
        guint   position)
{
  return g_array_index (rows, guint32, position);
}

/* Where @row belongs among sorted @rows. */
static guint
find_place (QsJobDelta *self,
            GArray     *rows,
            guint32     row)
{
  guint low = 0;
  guint high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (qs_job_order_compare (self->order, row_at (rows, middle), row) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Takes out each run of rows that leave, from the end, so that what is in front keeps its place. */
static void
remove_runs (QsJobDelta  *self,
             GArray      *rows,
             QsSpliceFunc tell,
             gpointer     user_data)
{
  guint end = rows->len;

  while (end > 0 && self->n_leaving > 0)
    {
      guint start = end;

      while (start > 0 && self->leaving[row_at (rows, start - 1)])
        start--;
      if (start == end)
        {
          end--;
          continue;
        }

      g_array_remove_range (rows, start, end - start);
      self->n_leaving -= end - start;
      if (tell != NULL)
        tell (start, end - start, 0, user_data);
      end = start;
    }
}

/* Puts in each run of rows that belong at the same place, again from the end. */
static void
insert_runs (QsJobDelta  *self,
             GArray      *rows,
             QsSpliceFunc tell,
             gpointer     user_data)
{
  guint end = self->coming->len;

  qs_job_order_sort (self->order, (guint32 *) (gpointer) self->coming->data, end);
  while (end > 0)
    {
      guint start = end - 1;
      guint place = find_place (self, rows, row_at (self->coming, start));

      while (start > 0 && find_place (self, rows, row_at (self->coming, start - 1)) == place)
        start--;
      g_array_insert_vals (rows, place, &g_array_index (self->coming, guint32, start), end - start);
      if (tell != NULL)
        tell (place, 0, end - start, user_data);
      end = start;
    }
}

/* Tells of everything between what is the same at the top and at the bottom. */
static void
tell_span (GArray      *old,
           GArray      *rows,
           QsSpliceFunc tell,
           gpointer     user_data)
{
  guint n_common = MIN (old->len, rows->len);
  guint top = 0;
  guint bottom = 0;

  while (top < n_common && row_at (old, top) == row_at (rows, top))
    top++;
  while (bottom < n_common - top &&
         row_at (old, old->len - 1 - bottom) == row_at (rows, rows->len - 1 - bottom))
    bottom++;

  if (old->len > top + bottom || rows->len > top + bottom)
    tell (top, old->len - top - bottom, rows->len - top - bottom, user_data);
}

/**
 * qs_job_delta_apply:
 * @rows: (element-type guint32): the sorted rows, changed in place
 * @tell: told of each contiguous change as it is made
 *
 * Where rows move, all is told as one change from the first to the last that is touched: a row
 * taken out in one change and put back in another would lose its selection.
 */
void
qs_job_delta_apply (QsJobDelta  *self,
                    GArray      *rows,
                    QsSpliceFunc tell,
                    gpointer     user_data)
{
  g_autoptr(GArray) old = NULL;

  if (!self->moves)
    {
      remove_runs (self, rows, tell, user_data);
      insert_runs (self, rows, tell, user_data);
      return;
    }

  old = g_array_copy (rows);
  remove_runs (self, rows, NULL, NULL);
  insert_runs (self, rows, NULL, NULL);
  tell_span (old, rows, tell, user_data);
}

/**
 * qs_job_delta_replace:
 * @rows: (element-type guint32): the rows shown, changed in place
 * @by: (element-type guint32): the rows to be shown
 *
 * Puts @by in the place of @rows and tells what is different as one change.
 */
void
qs_job_delta_replace (GArray      *rows,
                      GArray      *by,
                      QsSpliceFunc tell,
                      gpointer     user_data)
{
  g_autoptr(GArray) old = g_array_copy (rows);

  g_array_set_size (rows, 0);
  if (by->len > 0)
    g_array_append_vals (rows, by->data, by->len);
  tell_span (old, rows, tell, user_data);
}
