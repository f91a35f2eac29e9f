#include "qs-job-rows.h"

#include <string.h>

/* The longest id and name that are kept; AWS Batch allows 128 characters for a name. */
#define MAX_TEXT 1024

typedef struct
{
  guint32 hash;
  guint32 number;   /* of the row, plus one; 0 is an empty slot */
} QsIdSlot;

struct _QsJobRows
{
  QsJobRow     *rows;
  guint         n_rows;
  guint         n_allocated;
  QsIdSlot     *slots;     /* open addressing; a power of two, at most 7/8 full */
  guint         n_slots;
  GStringChunk *texts;     /* ids and names: they never move and never change */
  QsTextPool   *pool;
  GHashTable   *counts;    /* row → guint[QS_N_JOB_STATUSES], for arrays only */
  guint8        round;
};

/**
 * qs_job_rows_new:
 *
 * Returns: (transfer full): no rows.
 */
QsJobRows *
qs_job_rows_new (void)
{
  QsJobRows *self = g_new0 (QsJobRows, 1);

  self->texts = g_string_chunk_new (64 * 1024);
  self->pool = qs_text_pool_new ();
  self->counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
qs_job_rows_free (QsJobRows *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->rows);
  g_free (self->slots);
  g_string_chunk_free (self->texts);
  qs_text_pool_free (self->pool);
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* Ids that differ in a few digits must not meet in the same slots: the product spreads them. */
static guint32
hash_id (const char *id)
{
  return (guint32) ((g_str_hash (id) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static QsIdSlot *
find_slot (QsJobRows  *self,
           const char *id,
           guint32     hash)
{
  guint mask = self->n_slots - 1;

  for (guint i = hash & mask;; i = (i + 1) & mask)
    {
      QsIdSlot *slot = &self->slots[i];

      if (slot->number == 0 ||
          (slot->hash == hash && strcmp (self->rows[slot->number - 1].id, id) == 0))
        return slot;
    }
}

static void
grow_slots (QsJobRows *self,
            guint      n_slots)
{
  g_autofree QsIdSlot *old = g_steal_pointer (&self->slots);
  guint n_old = self->n_slots;

  self->slots = g_new0 (QsIdSlot, n_slots);
  self->n_slots = n_slots;
  for (guint i = 0; i < n_old; i++)
    if (old[i].number != 0)
      *find_slot (self, self->rows[old[i].number - 1].id, old[i].hash) = old[i];
}

static void
make_room (QsJobRows *self)
{
  if (self->n_rows == self->n_allocated)
    {
      self->n_allocated += MAX (64, self->n_allocated / 4);
      self->rows = g_renew (QsJobRow, self->rows, self->n_allocated);
    }

  if (self->n_rows >= self->n_slots / 8 * 7)
    grow_slots (self, MAX (64, self->n_slots * 2));
}

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] & 0x80)
      return FALSE;

  return TRUE;
}

/* How much of a text is kept: whole characters only. */
static gsize
clip_length (const char *text)
{
  gsize length = strnlen (text, MAX_TEXT + 1);

  if (length <= MAX_TEXT)
    return length;

  for (length = MAX_TEXT; length > 0 && (text[length] & 0xc0) == 0x80; length--)
    continue;
  return length;
}

/* Puts id, name and folded name behind each other, so that searching them is one run of memory. */
static void
store_texts (QsJobRows  *self,
             QsJobRow   *row,
             const char *id,
             const char *name)
{
  gsize id_length = strlen (id);
  gsize name_length = clip_length (name);
  g_autoptr(GString) text = g_string_new_len (id, id_length);

  g_string_append_c (text, '\0');
  row->name_offset = text->len;
  g_string_append_len (text, name, name_length);
  g_string_append_c (text, '\0');
  row->folded_offset = row->name_offset;

  if (!is_ascii (name, name_length))
    {
      g_autofree char *folded = qs_job_text_fold (text->str + row->name_offset);

      row->folded_offset = text->len;
      g_string_append_len (text, folded, strnlen (folded, 8 * MAX_TEXT));
      g_string_append_c (text, '\0');
    }

  row->id = g_string_chunk_insert_len (self->texts, text->str, text->len);
}

static guint32
add_row (QsJobRows         *self,
         const QsJobRecord *record,
         const char        *id)
{
  guint32 number = self->n_rows;
  guint32 hash = hash_id (id);
  QsJobRow *row;

  make_room (self);
  row = &self->rows[number];
  memset (row, 0, sizeof *row);
  row->exit_code = QS_JOB_NO_EXIT_CODE;
  row->status = QS_JOB_STATUS_UNKNOWN;
  store_texts (self, row, id, record->name != NULL ? record->name : "");

  *find_slot (self, row->id, hash) = (QsIdSlot) { hash, number + 1 };
  self->n_rows++;
  return number;
}

static QsJobFields
merge_text (QsJobRows  *self,
            guint32    *pooled,
            const char *text,
            QsJobFields field)
{
  guint32 number;

  if (g_strcmp0 (qs_text_pool_get (self->pool, *pooled), text) == 0)
    return 0;

  number = qs_text_pool_take (self->pool, text);
  qs_text_pool_drop (self->pool, *pooled);
  if (number == *pooled)
    return 0;

  *pooled = number;
  return field;
}

static QsJobFields
merge_counts (QsJobRows         *self,
              guint32            number,
              const QsJobRecord *record)
{
  guint *counts = g_hash_table_lookup (self->counts, GUINT_TO_POINTER (number));

  if (!record->has_counts ||
      (counts != NULL && memcmp (counts, record->counts, sizeof record->counts) == 0))
    return 0;

  g_hash_table_insert (self->counts, GUINT_TO_POINTER (number),
                       g_memdup2 (record->counts, sizeof record->counts));
  return QS_JOB_FIELD_COUNTS;
}

static QsJobFields
merge_time (gint64     *time,
            gint64      known,
            QsJobFields field)
{
  if (*time == known)
    return 0;

  *time = known;
  return field;
}

/* Of state, start, end and exit code a reply tells all there is: what it leaves out is no more. */
static QsJobFields
merge_values (QsJobRow          *row,
              const QsJobRecord *record)
{
  QsJobFields fields = 0;

  if (row->status != record->status)
    fields |= QS_JOB_FIELD_STATUS;
  if (row->exit_code != record->exit_code)
    fields |= QS_JOB_FIELD_EXIT_CODE;
  row->status = record->status;
  row->exit_code = record->exit_code;
  fields |= merge_time (&row->started_at, record->started_at, QS_JOB_FIELD_STARTED);
  fields |= merge_time (&row->stopped_at, record->stopped_at, QS_JOB_FIELD_STOPPED);

  if (record->created_at != 0)
    fields |= merge_time (&row->created_at, record->created_at, QS_JOB_FIELD_CREATED);
  if (record->array_size != 0 && row->array_size != MIN (record->array_size, G_MAXUINT16))
    {
      row->array_size = MIN (record->array_size, G_MAXUINT16);
      fields |= QS_JOB_FIELD_ARRAY_SIZE;
    }

  return fields;
}

/**
 * qs_job_rows_merge:
 * @record: what is now known of a job
 * @number: (out): its row
 *
 * Adds the job, or changes its row. Queue, definition, creation time and array size are kept when
 * the record does not tell them, for the operations of AWS Batch tell different things; the id and
 * the name of a job never change.
 *
 * Returns: what has changed, 0 for nothing.
 */
QsJobFields
qs_job_rows_merge (QsJobRows         *self,
                   const QsJobRecord *record,
                   guint32           *number)
{
  g_autofree char *clipped = NULL;
  const char *id = record->id;
  QsJobFields fields = 0;
  QsJobRow *row;

  g_return_val_if_fail (self != NULL && id != NULL, 0);

  if (strnlen (id, MAX_TEXT + 1) > MAX_TEXT)
    id = clipped = g_strndup (id, clip_length (id));

  if (!qs_job_rows_find (self, id, number))
    {
      *number = add_row (self, record, id);
      fields |= QS_JOB_FIELD_NEW;
    }

  row = &self->rows[*number];
  row->round = self->round;
  if (record->queue != NULL)
    fields |= merge_text (self, &row->queue, record->queue, QS_JOB_FIELD_QUEUE);
  if (record->definition != NULL)
    fields |= merge_text (self, &row->definition, record->definition, QS_JOB_FIELD_DEFINITION);
  fields |= merge_text (self, &row->reason, record->reason, QS_JOB_FIELD_REASON);
  fields |= merge_values (row, record);
  fields |= merge_counts (self, *number, record);
  return fields;
}

guint
qs_job_rows_get_length (QsJobRows *self)
{
  return self->n_rows;
}

/**
 * qs_job_rows_get:
 *
 * Returns: (transfer none): row @number, where it is until the next merge.
 */
const QsJobRow *
qs_job_rows_get (QsJobRows *self,
                 guint32    number)
{
  g_assert (number < self->n_rows);

  return &self->rows[number];
}

gboolean
qs_job_rows_find (QsJobRows  *self,
                  const char *id,
                  guint32    *number)
{
  QsIdSlot *slot;

  if (self->n_slots == 0)
    return FALSE;

  slot = find_slot (self, id, hash_id (id));
  if (slot->number == 0)
    return FALSE;

  *number = slot->number - 1;
  return TRUE;
}

/* Returns: (transfer none): what numbers of texts in rows stand for. */
QsTextPool *
qs_job_rows_get_pool (QsJobRows *self)
{
  return self->pool;
}

/**
 * qs_job_rows_begin_round:
 *
 * From here on qs_job_rows_is_seen() tells which rows have been merged, until the next round.
 */
void
qs_job_rows_begin_round (QsJobRows *self)
{
  self->round++;
}

gboolean
qs_job_rows_is_seen (QsJobRows *self,
                     guint32    number)
{
  return qs_job_rows_get (self, number)->round == self->round;
}

/**
 * qs_job_rows_get_count:
 *
 * Returns: how many children of the array in row @number were last said to be in @status.
 */
guint
qs_job_rows_get_count (QsJobRows  *self,
                       guint32     number,
                       QsJobStatus status)
{
  const guint *counts = g_hash_table_lookup (self->counts, GUINT_TO_POINTER (number));

  g_return_val_if_fail (status < QS_N_JOB_STATUSES, 0);

  return counts != NULL ? counts[status] : 0;
}

const char *
qs_job_row_get_name (const QsJobRow *row)
{
  return row->id + row->name_offset;
}

/* Returns: the name for comparing: plain ASCII in either case, or folded. */
const char *
qs_job_row_get_folded (const QsJobRow *row)
{
  return row->id + row->folded_offset;
}

/**
 * qs_job_row_get_duration:
 * @now: ms since the epoch
 *
 * Returns: ms from start to end, or to @now while the job runs; -1 for a job that has not started.
 */
gint64
qs_job_row_get_duration (const QsJobRow *row,
                         gint64          now)
{
  gint64 end = row->stopped_at;

  if (row->started_at == 0)
    return -1;
  if (end == 0)
    end = row->status == QS_JOB_STATUS_RUNNING ? now : row->started_at;

  return MAX (end - row->started_at, 0);
}

/**
 * qs_job_text_fold:
 *
 * Returns: (transfer full): @text so that texts that differ in case or in how accents are composed
 *   become the same bytes. @text must be valid UTF-8; other bytes fold to nothing.
 */
char *
qs_job_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}
