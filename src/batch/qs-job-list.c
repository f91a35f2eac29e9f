#include "qs-job-list-private.h"

struct _QsJobList
{
  GObject     parent_instance;

  QsJobRows  *rows;
  GHashTable *jobs;   /* row → the living QsJob, not owned */
  guint       counts[QS_JOB_STATUS_UNKNOWN + 1];
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsJobList, qs_job_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  MERGED,
  TRANSITION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one record has changed. */
typedef struct
{
  guint32     row;
  QsJobFields fields;
  guint8      from;
  guint8      to;
} QsJobChange;

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static GArray *
merge_records (QsJobList         *self,
               const QsJobRecord *records,
               guint              n_records)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (QsJobChange));

  for (guint i = 0; i < n_records; i++)
    {
      QsJobChange change = { .from = QS_JOB_STATUS_UNKNOWN };

      if (qs_job_rows_find (self->rows, records[i].id, &change.row))
        change.from = qs_job_rows_get (self->rows, change.row)->status;
      change.fields = qs_job_rows_merge (self->rows, &records[i], &change.row);
      change.to = qs_job_rows_get (self->rows, change.row)->status;
      if (change.fields == 0)
        continue;

      if (!(change.fields & QS_JOB_FIELD_NEW))
        self->counts[change.from]--;
      self->counts[change.to]++;
      g_array_append_val (changes, change);
    }

  return changes;
}

/* Which rows below @first_new have changed, ascending and each once, and in which fields. */
static GArray *
collect_changed (GArray      *changes,
                 guint        first_new,
                 QsJobFields *fields)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_rows = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const QsJobChange *change = &g_array_index (changes, QsJobChange, i);

      if (change->row >= first_new)
        continue;
      *fields |= change->fields;
      g_array_append_val (rows, change->row);
    }

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (i == 0 || g_array_index (rows, guint32, i) != g_array_index (rows, guint32, i - 1))
      g_array_index (rows, guint32, n_rows++) = g_array_index (rows, guint32, i);
  g_array_set_size (rows, n_rows);
  return rows;
}

static void
tell_models (QsJobList *self,
             GArray    *all,
             guint      first_new)
{
  QsJobChanges changes = { .first_new = first_new };
  g_autoptr(GArray) changed = collect_changed (all, first_new, &changes.fields);

  changes.changed = (const guint32 *) (gpointer) changed->data;
  changes.n_changed = changed->len;
  changes.n_new = qs_job_rows_get_length (self->rows) - first_new;
  if (changes.n_new > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first_new, 0, changes.n_new);
  g_signal_emit (self, signals[MERGED], 0, &changes);
}

static void
tell_jobs (QsJobList *self,
           GArray    *changes)
{
  for (guint i = 0; i < changes->len && g_hash_table_size (self->jobs) > 0; i++)
    {
      const QsJobChange *change = &g_array_index (changes, QsJobChange, i);
      QsJob *living = g_hash_table_lookup (self->jobs, GUINT_TO_POINTER (change->row));
      g_autoptr(QsJob) job = living != NULL ? g_object_ref (living) : NULL;

      if (job != NULL)
        qs_job_notify (job, change->fields);
    }
}

static void
tell_transitions (QsJobList *self,
                  GArray    *changes)
{
  if (!g_signal_has_handler_pending (self, signals[TRANSITION], 0, FALSE))
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      const QsJobChange *change = &g_array_index (changes, QsJobChange, i);
      g_autoptr(QsJob) job = NULL;

      if (change->from == change->to)
        continue;
      job = qs_job_list_ref_job (self, change->row);
      g_signal_emit (self, signals[TRANSITION], 0, job, change->from, change->to);
    }
}

static GType
qs_job_list_get_item_type (GListModel *model)
{
  return QS_TYPE_JOB;
}

static guint
qs_job_list_get_n_items (GListModel *model)
{
  return qs_job_rows_get_length (QS_JOB_LIST (model)->rows);
}

static gpointer
qs_job_list_get_item (GListModel *model,
                      guint       position)
{
  QsJobList *self = QS_JOB_LIST (model);

  if (position >= qs_job_rows_get_length (self->rows))
    return NULL;

  return qs_job_list_ref_job (self, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_job_list_get_item_type;
  iface->get_n_items = qs_job_list_get_n_items;
  iface->get_item = qs_job_list_get_item;
}

static void
qs_job_list_finalize (GObject *object)
{
  QsJobList *self = QS_JOB_LIST (object);

  g_hash_table_unref (self->jobs);
  qs_job_rows_free (self->rows);

  G_OBJECT_CLASS (qs_job_list_parent_class)->finalize (object);
}

static void
qs_job_list_class_init (QsJobListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_job_list_finalize;

  signals[MERGED] =
    g_signal_new ("merged", QS_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TRANSITION] =
    g_signal_new ("transition", QS_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, QS_TYPE_JOB, QS_TYPE_JOB_STATUS, QS_TYPE_JOB_STATUS);
}

static void
qs_job_list_init (QsJobList *self)
{
  self->rows = qs_job_rows_new ();
  self->jobs = g_hash_table_new (NULL, NULL);
}

/**
 * qs_job_list_new:
 *
 * Returns: (transfer full): an empty list.
 */
QsJobList *
qs_job_list_new (void)
{
  return g_object_new (QS_TYPE_JOB_LIST, NULL);
}

/**
 * qs_job_list_merge:
 * @records: (array length=n_records): what is now known of some jobs
 *
 * Adds the jobs that are new and changes those that are known. A page of any size costs one
 * items-changed; each living #QsJob whose row changed notifies; transitions come last. Handlers of
 * items-changed must not merge.
 *
 * Returns: how many records said something new.
 */
guint
qs_job_list_merge (QsJobList         *self,
                   const QsJobRecord *records,
                   guint              n_records)
{
  g_autoptr(GArray) changes = NULL;
  guint first_new;

  g_return_val_if_fail (QS_IS_JOB_LIST (self), 0);
  g_return_val_if_fail (records != NULL || n_records == 0, 0);

  first_new = qs_job_rows_get_length (self->rows);
  changes = merge_records (self, records, n_records);
  if (changes->len == 0)
    return 0;

  tell_models (self, changes, first_new);
  tell_jobs (self, changes);
  tell_transitions (self, changes);
  return changes->len;
}

/**
 * qs_job_list_find:
 * @id: a job's id
 *
 * Returns: (transfer full) (nullable): the job.
 */
QsJob *
qs_job_list_find (QsJobList  *self,
                  const char *id)
{
  guint32 row;

  g_return_val_if_fail (QS_IS_JOB_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return qs_job_rows_find (self->rows, id, &row) ? qs_job_list_ref_job (self, row) : NULL;
}

/**
 * qs_job_list_contains:
 *
 * Returns: whether a job with this id has been seen; makes no object.
 */
gboolean
qs_job_list_contains (QsJobList  *self,
                      const char *id)
{
  guint32 row;

  g_return_val_if_fail (QS_IS_JOB_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return qs_job_rows_find (self->rows, id, &row);
}

/**
 * qs_job_list_get_count:
 *
 * Returns: how many jobs are in @status.
 */
guint
qs_job_list_get_count (QsJobList  *self,
                       QsJobStatus status)
{
  g_return_val_if_fail (QS_IS_JOB_LIST (self), 0);
  g_return_val_if_fail (status <= QS_JOB_STATUS_UNKNOWN, 0);

  return self->counts[status];
}

/* Returns: whether any job is yet to end. */
gboolean
qs_job_list_has_active (QsJobList *self)
{
  g_return_val_if_fail (QS_IS_JOB_LIST (self), FALSE);

  for (guint status = 0; status <= QS_JOB_STATUS_RUNNING; status++)
    if (self->counts[status] > 0)
      return TRUE;

  return FALSE;
}

/**
 * qs_job_list_begin_round:
 *
 * For who keeps the list: a new round of listing starts, in which no job has been seen yet.
 */
void
qs_job_list_begin_round (QsJobList *self)
{
  g_return_if_fail (QS_IS_JOB_LIST (self));

  qs_job_rows_begin_round (self->rows);
}

static char **
dup_active (QsJobList *self,
            gboolean ( *wanted ) (QsJobList *, guint32))
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint32 i = 0; i < qs_job_rows_get_length (self->rows); i++)
    {
      const QsJobRow *row = qs_job_rows_get (self->rows, i);

      if (row->status <= QS_JOB_STATUS_RUNNING && wanted (self, i))
        g_strv_builder_add (ids, row->id);
    }

  return g_strv_builder_end (ids);
}

static gboolean
is_unseen (QsJobList *self,
           guint32    number)
{
  return !qs_job_rows_is_seen (self->rows, number);
}

static gboolean
is_array (QsJobList *self,
          guint32    number)
{
  return qs_job_rows_get (self->rows, number)->array_size > 0;
}

/**
 * qs_job_list_dup_unseen:
 *
 * Returns: (transfer full): the ids of jobs that are active as far as the list knows and that no
 *   merge of this round has told of.
 */
char **
qs_job_list_dup_unseen (QsJobList *self)
{
  g_return_val_if_fail (QS_IS_JOB_LIST (self), NULL);

  return dup_active (self, is_unseen);
}

/**
 * qs_job_list_dup_active_arrays:
 *
 * Returns: (transfer full): the ids of arrays some children of which are active.
 */
char **
qs_job_list_dup_active_arrays (QsJobList *self)
{
  g_return_val_if_fail (QS_IS_JOB_LIST (self), NULL);

  return dup_active (self, is_array);
}

QsJobRows *
qs_job_list_get_rows (QsJobList *self)
{
  return self->rows;
}

/* The object of a row: the living one, or a new one. */
QsJob *
qs_job_list_ref_job (QsJobList *self,
                     guint32    number)
{
  QsJob *job = g_hash_table_lookup (self->jobs, GUINT_TO_POINTER (number));

  if (job != NULL)
    return g_object_ref (job);

  job = qs_job_new (self, number);
  g_hash_table_insert (self->jobs, GUINT_TO_POINTER (number), job);
  return job;
}

/* An object of the list has gone. */
void
qs_job_list_forget (QsJobList *self,
                    guint32    number)
{
  g_hash_table_remove (self->jobs, GUINT_TO_POINTER (number));
}
