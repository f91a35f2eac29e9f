#include "qs-job-sightings.h"

/* A job first seen so soon after it was created came into its state just then. */
#define FRESH_MSEC 5000

struct _QsJobSightings
{
  GObject     parent_instance;

  QsClock    *clock;
  GHashTable *jobs;     /* of QsSighting, by their ids */
  GQueue      order;    /* of the same, the longest unchanged first */
};

typedef struct
{
  GList  link;
  char  *id;
  gint64 times[QS_N_JOB_STATUSES];
} QsSighting;

G_DEFINE_FINAL_TYPE (QsJobSightings, qs_job_sightings, G_TYPE_OBJECT)

static void
free_sighting (gpointer data)
{
  QsSighting *sighting = data;

  g_free (sighting->id);
  g_free (sighting);
}

static QsSighting *
touch_sighting (QsJobSightings *self,
                const char     *id)
{
  QsSighting *sighting = g_hash_table_lookup (self->jobs, id);

  if (sighting != NULL)
    {
      g_queue_unlink (&self->order, &sighting->link);
    }
  else
    {
      sighting = g_new0 (QsSighting, 1);
      sighting->link.data = sighting;
      sighting->id = g_strdup (id);
      g_hash_table_insert (self->jobs, sighting->id, sighting);
    }

  g_queue_push_tail_link (&self->order, &sighting->link);
  return sighting;
}

static void
forget_oldest (QsJobSightings *self)
{
  QsSighting *oldest = g_queue_peek_head (&self->order);

  g_queue_unlink (&self->order, &oldest->link);
  g_hash_table_remove (self->jobs, oldest->id);
}

static void
on_watcher_transition_cb (QsJobSightings *self,
                          QsJob          *job,
                          QsJobStatus     from,
                          QsJobStatus     to)
{
  gint64 now = qs_clock_now (self->clock);
  QsSighting *sighting;

  if (to >= QS_JOB_STATUS_UNKNOWN ||
      (from == QS_JOB_STATUS_UNKNOWN && now - qs_job_get_created_at (job) > FRESH_MSEC))
    return;

  sighting = touch_sighting (self, qs_job_get_id (job));
  sighting->times[to] = now;
  for (guint later = to + 1; later < QS_N_JOB_STATUSES; later++)
    sighting->times[later] = 0;

  if (g_queue_get_length (&self->order) > QS_JOB_SIGHTINGS_MAX)
    forget_oldest (self);
}

static void
qs_job_sightings_finalize (GObject *object)
{
  QsJobSightings *self = QS_JOB_SIGHTINGS (object);

  g_hash_table_unref (self->jobs);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_job_sightings_parent_class)->finalize (object);
}

static void
qs_job_sightings_class_init (QsJobSightingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_job_sightings_finalize;
}

static void
qs_job_sightings_init (QsJobSightings *self)
{
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_sighting);
}

/* Returns: (transfer full): what @watcher sees from now on. */
QsJobSightings *
qs_job_sightings_new (QsWatcher *watcher,
                      QsClock   *clock)
{
  QsJobSightings *self;

  g_return_val_if_fail (QS_IS_WATCHER (watcher), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_JOB_SIGHTINGS, NULL);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (watcher, "transition", G_CALLBACK (on_watcher_transition_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * qs_job_sightings_get:
 *
 * Returns: when the job was seen to come into @status, in ms; 0 when that was not seen.
 */
gint64
qs_job_sightings_get (QsJobSightings *self,
                      const char     *job_id,
                      QsJobStatus     status)
{
  QsSighting *sighting;

  g_return_val_if_fail (QS_IS_JOB_SIGHTINGS (self), 0);
  g_return_val_if_fail (job_id != NULL, 0);

  sighting = g_hash_table_lookup (self->jobs, job_id);
  return sighting != NULL && status < QS_N_JOB_STATUSES ? sighting->times[status] : 0;
}
