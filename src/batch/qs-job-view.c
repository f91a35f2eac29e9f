#include "qs-job-view.h"

#include "qs-job-delta.h"
#include "qs-job-list-private.h"
#include "qs-job-tally.h"

/* Sorting all anew is cheaper than following a merge that touches more rows than this. */
#define MAX_FOLLOWED 256

struct _QsJobView
{
  GObject     parent_instance;

  QsJobList  *list;
  QsClock    *clock;

  guint       statuses;
  QsJobTally *tally;     /* what matches queue and search */
  QsJobOrder  order;
  GArray     *visible;   /* of guint32: the rows shown, in order */

  guint       told[QS_JOB_STATUS_UNKNOWN + 1];   /* the counts as last notified */
  guint       total;
  guint       n_in_queue;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsJobView, qs_job_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_LIST,
  PROP_CLOCK,
  PROP_STATUSES,
  PROP_QUEUE,
  PROP_SEARCH,
  PROP_SORT_KEY,
  PROP_DESCENDING,
  PROP_N_TOTAL,
  PROP_N_IN_QUEUE,
  PROP_N_SUBMITTED,
  N_PROPS = PROP_N_SUBMITTED + QS_N_JOB_STATUSES
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_shown (QsJobView *self,
          guint32    row)
{
  guint status = qs_job_tally_get (self->tally, row);

  return status != QS_JOB_TALLY_NONE && (self->statuses & QS_JOB_STATUS_BIT (status)) != 0;
}

static void
keep_count (QsJobView *self,
            guint     *kept,
            guint      count,
            guint      property)
{
  if (*kept == count)
    return;

  *kept = count;
  if (property < N_PROPS)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Tells which counts are not what they were when this was last asked. */
static void
notify_counts (QsJobView *self)
{
  const guint *counts = qs_job_tally_get_counts (self->tally);
  guint total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->told); i++)
    {
      total += counts[i];
      keep_count (self, &self->told[i], counts[i], PROP_N_SUBMITTED + i);
    }

  keep_count (self, &self->total, total, PROP_N_TOTAL);
  keep_count (self, &self->n_in_queue, total + qs_job_tally_get_n_other (self->tally),
              PROP_N_IN_QUEUE);
}

static void
tell_splice (guint    position,
             guint    n_removed,
             guint    n_added,
             gpointer user_data)
{
  g_list_model_items_changed (user_data, position, n_removed, n_added);
}

static void
sort_all (QsJobView *self)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < qs_job_tally_get_length (self->tally); i++)
    if (is_shown (self, i))
      g_array_append_val (rows, i);

  self->order.now = qs_clock_now (self->clock);
  qs_job_order_sort (&self->order, (guint32 *) (gpointer) rows->data, rows->len);
  qs_job_delta_replace (self->visible, rows, tell_splice, self);
}

static void
rebuild (QsJobView *self)
{
  qs_job_tally_begin (self->tally);
  for (guint32 i = 0; i < qs_job_tally_get_length (self->tally); i++)
    qs_job_tally_count (self->tally, i);
  qs_job_tally_end (self->tally);

  sort_all (self);
  notify_counts (self);
}

/* Counts a row that has changed or come, and notes what that does to what is shown. */
static void
follow_row (QsJobView  *self,
            QsJobDelta *delta,
            guint32     row,
            gboolean    may_move)
{
  gboolean was_shown = is_shown (self, row);
  gboolean now_shown;

  qs_job_tally_count (self->tally, row);
  now_shown = is_shown (self, row);

  if (was_shown && now_shown && may_move)
    qs_job_delta_move (delta, row);
  else if (was_shown && !now_shown)
    qs_job_delta_drop (delta, row);
  else if (!was_shown && now_shown)
    qs_job_delta_add (delta, row);
}

static void
follow (QsJobView          *self,
        const QsJobChanges *changes)
{
  g_autoptr(QsJobDelta) delta = NULL;
  gboolean may_move = qs_job_order_depends_on (&self->order, changes->fields);

  qs_job_tally_begin (self->tally);
  delta = qs_job_delta_new (&self->order, qs_job_tally_get_length (self->tally));
  for (guint i = 0; i < changes->n_changed; i++)
    follow_row (self, delta, changes->changed[i], may_move);
  for (guint i = 0; i < changes->n_new; i++)
    follow_row (self, delta, changes->first_new + i, FALSE);
  qs_job_tally_end (self->tally);

  qs_job_delta_apply (delta, self->visible, tell_splice, self);
  notify_counts (self);
}

static void
on_list_merged_cb (QsJobList          *list,
                   const QsJobChanges *changes,
                   QsJobView          *self)
{
  if (changes->n_changed + changes->n_new > MAX_FOLLOWED)
    rebuild (self);
  else
    follow (self, changes);
}

static GType
qs_job_view_get_item_type (GListModel *model)
{
  return QS_TYPE_JOB;
}

static guint
qs_job_view_get_n_items (GListModel *model)
{
  return QS_JOB_VIEW (model)->visible->len;
}

static gpointer
qs_job_view_get_item (GListModel *model,
                      guint       position)
{
  QsJobView *self = QS_JOB_VIEW (model);

  if (position >= self->visible->len)
    return NULL;

  return qs_job_list_ref_job (self->list, g_array_index (self->visible, guint32, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_job_view_get_item_type;
  iface->get_n_items = qs_job_view_get_n_items;
  iface->get_item = qs_job_view_get_item;
}

static void
qs_job_view_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsJobView *self = QS_JOB_VIEW (object);

  switch (prop_id)
    {
    case PROP_LIST: g_value_set_object (value, self->list); break;
    case PROP_CLOCK: g_value_set_object (value, self->clock); break;
    case PROP_STATUSES: g_value_set_uint (value, self->statuses); break;
    case PROP_QUEUE: g_value_set_string (value, qs_job_tally_get_queue (self->tally)); break;
    case PROP_SEARCH: g_value_set_string (value, qs_job_tally_get_search (self->tally)); break;
    case PROP_SORT_KEY: g_value_set_enum (value, self->order.key); break;
    case PROP_DESCENDING: g_value_set_boolean (value, self->order.descending); break;
    case PROP_N_TOTAL: g_value_set_uint (value, self->total); break;
    case PROP_N_IN_QUEUE: g_value_set_uint (value, self->n_in_queue); break;
    default: g_value_set_uint (value, self->told[prop_id - PROP_N_SUBMITTED]);
    }
}

static void
qs_job_view_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  QsJobView *self = QS_JOB_VIEW (object);

  switch (prop_id)
    {
    case PROP_LIST: self->list = g_value_dup_object (value); break;
    case PROP_CLOCK: self->clock = g_value_dup_object (value); break;
    case PROP_STATUSES: qs_job_view_set_statuses (self, g_value_get_uint (value)); break;
    case PROP_QUEUE: qs_job_view_set_queue (self, g_value_get_string (value)); break;
    case PROP_SEARCH: qs_job_view_set_search (self, g_value_get_string (value)); break;
    case PROP_SORT_KEY:
      qs_job_view_sort (self, g_value_get_enum (value), self->order.descending);
      break;
    case PROP_DESCENDING:
      qs_job_view_sort (self, self->order.key, g_value_get_boolean (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_view_constructed (GObject *object)
{
  QsJobView *self = QS_JOB_VIEW (object);

  G_OBJECT_CLASS (qs_job_view_parent_class)->constructed (object);

  if (self->list == NULL)
    self->list = qs_job_list_new ();
  if (self->clock == NULL)
    self->clock = qs_clock_new ();
  self->order.rows = qs_job_list_get_rows (self->list);
  self->tally = qs_job_tally_new (self->order.rows);
  g_signal_connect_object (self->list, "merged", G_CALLBACK (on_list_merged_cb), self,
                           G_CONNECT_DEFAULT);
  rebuild (self);
}

static void
qs_job_view_finalize (GObject *object)
{
  QsJobView *self = QS_JOB_VIEW (object);

  qs_job_tally_free (self->tally);
  g_object_unref (self->list);
  g_object_unref (self->clock);
  g_array_unref (self->visible);

  G_OBJECT_CLASS (qs_job_view_parent_class)->finalize (object);
}

static GParamSpec *
make_count (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE);
}

static void
install_counts (void)
{
  for (guint i = 0; i < QS_N_JOB_STATUSES; i++)
    {
      g_autofree char *status = g_ascii_strdown (qs_job_status_to_string (i), -1);
      g_autofree char *name = g_strconcat ("n-", status, NULL);

      properties[PROP_N_SUBMITTED + i] = make_count (name);
    }

  properties[PROP_N_TOTAL] = make_count ("n-total");
  properties[PROP_N_IN_QUEUE] = make_count ("n-in-queue");
}

static void
qs_job_view_class_init (QsJobViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags explicit = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_job_view_get_property;
  object_class->set_property = qs_job_view_set_property;
  object_class->constructed = qs_job_view_constructed;
  object_class->finalize = qs_job_view_finalize;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, QS_TYPE_JOB_LIST, once);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, QS_TYPE_CLOCK, once);
  properties[PROP_STATUSES] =
    g_param_spec_uint ("statuses", NULL, NULL, 0, QS_JOB_STATUS_ALL, QS_JOB_STATUS_ALL, explicit);
  properties[PROP_QUEUE] = g_param_spec_string ("queue", NULL, NULL, NULL, explicit);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, explicit);
  properties[PROP_SORT_KEY] = g_param_spec_enum ("sort-key", NULL, NULL, QS_TYPE_JOB_SORT_KEY,
                                                 QS_JOB_SORT_CREATED, explicit);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, TRUE, explicit);
  install_counts ();

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_view_init (QsJobView *self)
{
  self->statuses = QS_JOB_STATUS_ALL;
  self->order.key = QS_JOB_SORT_CREATED;
  self->order.descending = TRUE;
  self->visible = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/**
 * qs_job_view_new:
 *
 * Returns: (transfer full): all jobs of @list, the newest first.
 */
QsJobView *
qs_job_view_new (QsJobList *list)
{
  return g_object_new (QS_TYPE_JOB_VIEW, "list", list, NULL);
}

QsJobList *
qs_job_view_get_list (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), NULL);

  return self->list;
}

/* Returns: the states that are shown, as bits of QS_JOB_STATUS_BIT(). */
guint
qs_job_view_get_statuses (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), 0);

  return self->statuses;
}

/**
 * qs_job_view_set_statuses:
 * @statuses: bits of QS_JOB_STATUS_BIT(), or %QS_JOB_STATUS_ALL
 */
void
qs_job_view_set_statuses (QsJobView *self,
                          guint      statuses)
{
  g_return_if_fail (QS_IS_JOB_VIEW (self));

  if (self->statuses == statuses)
    return;

  self->statuses = statuses;
  sort_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUSES]);
}

const char *
qs_job_view_get_queue (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), NULL);

  return qs_job_tally_get_queue (self->tally);
}

/**
 * qs_job_view_set_queue:
 * @queue: (nullable): the name of a queue, or %NULL for the jobs of all
 */
void
qs_job_view_set_queue (QsJobView  *self,
                       const char *queue)
{
  g_return_if_fail (QS_IS_JOB_VIEW (self));

  if (!qs_job_tally_set_queue (self->tally, queue))
    return;

  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUEUE]);
}

const char *
qs_job_view_get_search (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), NULL);

  return qs_job_tally_get_search (self->tally);
}

/**
 * qs_job_view_set_search:
 * @search: (nullable): what a job's name, id or definition must contain, without regard to case
 */
void
qs_job_view_set_search (QsJobView  *self,
                        const char *search)
{
  g_return_if_fail (QS_IS_JOB_VIEW (self));

  if (!qs_job_tally_set_search (self->tally, search))
    return;

  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

QsJobSortKey
qs_job_view_get_sort_key (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), QS_JOB_SORT_CREATED);

  return self->order.key;
}

gboolean
qs_job_view_get_descending (QsJobView *self)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), FALSE);

  return self->order.descending;
}

/**
 * qs_job_view_sort:
 *
 * Sorts by another key, or the other way round.
 */
void
qs_job_view_sort (QsJobView   *self,
                  QsJobSortKey key,
                  gboolean     descending)
{
  gboolean other_key;
  gboolean other_way;

  g_return_if_fail (QS_IS_JOB_VIEW (self));

  other_key = self->order.key != key;
  other_way = self->order.descending != !!descending;
  if (!other_key && !other_way)
    return;

  self->order.key = key;
  self->order.descending = !!descending;
  sort_all (self);
  if (other_key)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT_KEY]);
  if (other_way)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

/**
 * qs_job_view_get_count:
 *
 * Returns: how many jobs of the queue that match the search are in @status, whether or not that
 *   state is shown.
 */
guint
qs_job_view_get_count (QsJobView  *self,
                       QsJobStatus status)
{
  g_return_val_if_fail (QS_IS_JOB_VIEW (self), 0);
  g_return_val_if_fail (status <= QS_JOB_STATUS_UNKNOWN, 0);

  return self->told[status];
}
