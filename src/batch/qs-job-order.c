#include "qs-job-order.h"

#include <stdlib.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (QsJobSortKey, qs_job_sort_key,
                    G_DEFINE_ENUM_VALUE (QS_JOB_SORT_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_SORT_ID, "id"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_SORT_STATUS, "status"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_SORT_DURATION, "duration"))

/* Up to how many entries each way of sorting is the fastest. */
#define MAX_INSERTED 16
#define MAX_COMPARED 256

/* Sorting moves these and hardly ever has to look at a row: the key decides nearly always. */
typedef struct
{
  guint64 key;
  guint32 row;
} QsSortEntry;

/* Signed to unsigned, in the same order. */
static guint64
bias (gint64 value)
{
  return (guint64) value ^ G_GUINT64_CONSTANT (0x8000000000000000);
}

static gboolean
is_text (const QsJobOrder *self)
{
  return self->key == QS_JOB_SORT_ID || self->key == QS_JOB_SORT_NAME;
}

static const char *
get_text (const QsJobOrder *self,
          const QsJobRow   *row)
{
  return self->key == QS_JOB_SORT_ID ? row->id : qs_job_row_get_folded (row);
}

static guint64
get_number (const QsJobOrder *self,
            const QsJobRow   *row)
{
  switch (self->key)
    {
    case QS_JOB_SORT_STATUS: return row->status;
    case QS_JOB_SORT_DURATION: return bias (qs_job_row_get_duration (row, self->now));
    default: return bias (row->created_at);
    }
}

/* Eight bytes of a text in lower case as a number that sorts like them; zeroes follow its end. */
static guint64
load_text (const char *text)
{
  guint64 key = 0;

  for (guint i = 0; i < 8 && text[i] != '\0'; i++)
    key |= (guint64) (guint8) g_ascii_tolower (text[i]) << (56 - 8 * i);

  return key;
}

static int
compare_numbers (guint64 a,
                 guint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_texts (const char *a,
               const char *b)
{
  for (;; a++, b++)
    {
      int first = (guint8) g_ascii_tolower (*a);
      int second = (guint8) g_ascii_tolower (*b);

      if (first != second || first == 0)
        return first - second;
    }
}

/**
 * qs_job_order_compare:
 *
 * Returns: below, equal to or above 0 as row @a comes before, is, or comes behind row @b.
 */
int
qs_job_order_compare (const QsJobOrder *self,
                      guint32           a,
                      guint32           b)
{
  const QsJobRow *first = qs_job_rows_get (self->rows, a);
  const QsJobRow *second = qs_job_rows_get (self->rows, b);
  int order;

  if (is_text (self))
    order = compare_texts (get_text (self, first), get_text (self, second));
  else
    order = compare_numbers (get_number (self, first), get_number (self, second));

  if (order != 0)
    return self->descending ? -order : order;

  order = compare_numbers (bias (second->created_at), bias (first->created_at));
  return order != 0 ? order : compare_numbers (a, b);
}

static int
compare_entries (const void *a,
                 const void *b)
{
  const QsSortEntry *first = a;
  const QsSortEntry *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;

  return compare_numbers (first->row, second->row);
}

static void
insert_entries (QsSortEntry *entries,
                guint        n_entries)
{
  for (guint i = 1; i < n_entries; i++)
    {
      QsSortEntry entry = entries[i];
      guint place = i;

      for (; place > 0 && compare_entries (&entry, &entries[place - 1]) < 0; place--)
        entries[place] = entries[place - 1];
      entries[place] = entry;
    }
}

/* Moves the entries from one place to the other in the order of one byte of their keys. */
static void
distribute (const QsSortEntry *from,
            QsSortEntry       *to,
            guint              n_entries,
            const guint       *counts,
            guint              shift)
{
  guint places[256];
  guint place = 0;

  for (guint i = 0; i < 256; i++)
    {
      places[i] = place;
      place += counts[i];
    }

  for (guint i = 0; i < n_entries; i++)
    to[places[(from[i].key >> shift) & 0xff]++] = from[i];
}

/* A radix sort from the lowest byte up, which leaves out bytes that are the same in all keys. It
 * keeps entries with the same key in the order in which they are, which is that of their rows. */
static void
distribute_entries (QsSortEntry *entries,
                    QsSortEntry *spare,
                    guint        n_entries)
{
  guint counts[8][256] = { { 0 } };
  QsSortEntry *from = entries;
  QsSortEntry *to = spare;

  for (guint i = 0; i < n_entries; i++)
    for (guint byte = 0; byte < 8; byte++)
      counts[byte][(entries[i].key >> (8 * byte)) & 0xff]++;

  for (guint byte = 0; byte < 8; byte++)
    {
      QsSortEntry *done = to;

      if (counts[byte][(entries[0].key >> (8 * byte)) & 0xff] == n_entries)
        continue;
      distribute (from, to, n_entries, counts[byte], 8 * byte);
      to = from;
      from = done;
    }

  if (from != entries)
    memcpy (entries, from, n_entries * sizeof *entries);
}

/* Sorts by key, then by row. */
static void
sort_entries (QsSortEntry *entries,
              QsSortEntry *spare,
              guint        n_entries)
{
  if (n_entries <= MAX_INSERTED)
    insert_entries (entries, n_entries);
  else if (n_entries <= MAX_COMPARED)
    qsort (entries, n_entries, sizeof *entries, compare_entries);
  else
    distribute_entries (entries, spare, n_entries);
}

static guint
end_of_run (const QsSortEntry *entries,
            guint              n_entries,
            guint              start)
{
  guint end = start + 1;

  while (end < n_entries && entries[end].key == entries[start].key)
    end++;

  return end;
}

/* Among equals the newest come first, then the first seen. */
static void
sort_by_creation (const QsJobOrder *self,
                  QsSortEntry      *entries,
                  QsSortEntry      *spare,
                  guint             n_entries)
{
  for (guint i = 0; i < n_entries; i++)
    entries[i].key = ~bias (qs_job_rows_get (self->rows, entries[i].row)->created_at);

  sort_entries (entries, spare, n_entries);
}

static void
sort_by_number (const QsJobOrder *self,
                QsSortEntry      *entries,
                QsSortEntry      *spare,
                guint             n_entries)
{
  guint64 flip = self->descending ? G_MAXUINT64 : 0;

  for (guint i = 0; i < n_entries; i++)
    entries[i].key = get_number (self, qs_job_rows_get (self->rows, entries[i].row)) ^ flip;
  sort_entries (entries, spare, n_entries);

  if (self->key == QS_JOB_SORT_CREATED)
    return;

  for (guint start = 0, end; start < n_entries; start = end)
    {
      end = end_of_run (entries, n_entries, start);
      if (end - start > 1)
        sort_by_creation (self, entries + start, spare, end - start);
    }
}

/*
 * Sorts by eight bytes at @depth, then each run that is equal in them by the next eight, and so on
 * (multikey sort with cached keys): texts are read once a level, in whole runs.
 */
static void
sort_by_text (const QsJobOrder *self,
              QsSortEntry      *entries,
              QsSortEntry      *spare,
              guint             n_entries,
              gsize             depth)
{
  guint64 flip = self->descending ? G_MAXUINT64 : 0;

  for (guint i = 0; i < n_entries; i++)
    {
      const QsJobRow *row = qs_job_rows_get (self->rows, entries[i].row);

      entries[i].key = load_text (get_text (self, row) + depth) ^ flip;
    }
  sort_entries (entries, spare, n_entries);

  for (guint start = 0, end; start < n_entries; start = end)
    {
      gboolean at_end = ((entries[start].key ^ flip) & 0xff) == 0;

      end = end_of_run (entries, n_entries, start);
      if (end - start == 1)
        continue;
      if (at_end)
        sort_by_creation (self, entries + start, spare, end - start);
      else
        sort_by_text (self, entries + start, spare, end - start, depth + 8);
    }
}

/**
 * qs_job_order_sort:
 * @rows: (array length=n_rows): numbers of rows, sorted in place
 */
void
qs_job_order_sort (const QsJobOrder *self,
                   guint32          *rows,
                   guint             n_rows)
{
  g_autofree QsSortEntry *entries = NULL;
  g_autofree QsSortEntry *spare = NULL;

  if (n_rows == 0)
    return;

  entries = g_new (QsSortEntry, n_rows);
  spare = g_new (QsSortEntry, n_rows);
  for (guint i = 0; i < n_rows; i++)
    entries[i] = (QsSortEntry) { rows[i], rows[i] }
  ;
  sort_entries (entries, spare, n_rows);

  if (is_text (self))
    sort_by_text (self, entries, spare, n_rows, 0);
  else
    sort_by_number (self, entries, spare, n_rows);

  for (guint i = 0; i < n_rows; i++)
    rows[i] = entries[i].row;
}

/**
 * qs_job_order_depends_on:
 *
 * Returns: whether a change of @fields can move a row.
 */
gboolean
qs_job_order_depends_on (const QsJobOrder *self,
                         QsJobFields       fields)
{
  QsJobFields needed = QS_JOB_FIELD_CREATED;

  if (self->key == QS_JOB_SORT_STATUS)
    needed |= QS_JOB_FIELD_STATUS;
  if (self->key == QS_JOB_SORT_DURATION)
    needed |= QS_JOB_FIELD_STATUS | QS_JOB_FIELD_STARTED | QS_JOB_FIELD_STOPPED;

  return (fields & needed) != 0;
}
