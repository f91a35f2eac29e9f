#include "qs-state-timeline.h"

#define LAST (QS_N_TIMELINE_STEPS - 1)

struct _QsStateTimeline
{
  GObject         parent_instance;

  QsTimelineStep *steps[QS_N_TIMELINE_STEPS];
  gint64          seen[QS_N_TIMELINE_STEPS];    /* when the job was first seen there, or 0 */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsStateTimeline, qs_state_timeline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Both ends share the last step. */
static guint
find_step (QsJobStatus status)
{
  return MIN ((guint) status, LAST);
}

static gint64
find_since (QsStateTimeline *self,
            QsJobDetail     *detail,
            guint            step)
{
  switch (step)
    {
    case QS_JOB_STATUS_SUBMITTED:
      return qs_job_detail_get_created_at (detail);

    case QS_JOB_STATUS_RUNNING:
      return qs_job_detail_get_started_at (detail);

    case LAST:
      return qs_job_detail_get_stopped_at (detail);

    default:
      return self->seen[step];
    }
}

/* A job that ended without having been started was in the states between only if it was seen. */
static QsTimelineProgress
judge_progress (guint    step,
                guint    current,
                gint64   since,
                gboolean started)
{
  if (step > current)
    return QS_TIMELINE_PROGRESS_AHEAD;
  if (step == current)
    return QS_TIMELINE_PROGRESS_CURRENT;
  if (since > 0)
    return QS_TIMELINE_PROGRESS_PASSED;
  if (step == QS_JOB_STATUS_PENDING || (current == LAST && !started))
    return QS_TIMELINE_PROGRESS_SKIPPED;

  return QS_TIMELINE_PROGRESS_PASSED;
}

/* The states are passed in order, so a step ends where the next one that was not skipped begins. */
static gint64
find_until (QsStateTimeline *self,
            QsJobDetail     *detail,
            guint            step,
            guint            current)
{
  gboolean started = qs_job_detail_get_started_at (detail) > 0;

  for (guint next = step + 1; next <= current; next++)
    {
      gint64 since = find_since (self, detail, next);

      if (judge_progress (next, current, since, started) != QS_TIMELINE_PROGRESS_SKIPPED)
        return since;
    }

  return 0;
}

static GType
qs_state_timeline_get_item_type (GListModel *model)
{
  return QS_TYPE_TIMELINE_STEP;
}

static guint
qs_state_timeline_get_n_items (GListModel *model)
{
  return QS_N_TIMELINE_STEPS;
}

static gpointer
qs_state_timeline_get_item (GListModel *model,
                            guint       position)
{
  if (position >= QS_N_TIMELINE_STEPS)
    return NULL;

  return g_object_ref (QS_STATE_TIMELINE (model)->steps[position]);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_state_timeline_get_item_type;
  iface->get_n_items = qs_state_timeline_get_n_items;
  iface->get_item = qs_state_timeline_get_item;
}

static void
qs_state_timeline_finalize (GObject *object)
{
  QsStateTimeline *self = QS_STATE_TIMELINE (object);

  for (guint i = 0; i < QS_N_TIMELINE_STEPS; i++)
    g_object_unref (self->steps[i]);

  G_OBJECT_CLASS (qs_state_timeline_parent_class)->finalize (object);
}

static void
qs_state_timeline_class_init (QsStateTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_state_timeline_finalize;
}

static void
qs_state_timeline_init (QsStateTimeline *self)
{
  for (guint i = 0; i < QS_N_TIMELINE_STEPS; i++)
    self->steps[i] = qs_timeline_step_new ((QsJobStatus) i);
}

/**
 * qs_state_timeline_new:
 *
 * Returns: (transfer full): a way not yet begun.
 */
QsStateTimeline *
qs_state_timeline_new (void)
{
  return g_object_new (QS_TYPE_STATE_TIMELINE, NULL);
}

/**
 * qs_state_timeline_record:
 * @time: when the job came into @status, in ms
 *
 * Keeps the time for the next qs_state_timeline_update(). A job that is tried again comes back to a
 * state: what was seen of the states after it is then forgotten.
 */
void
qs_state_timeline_record (QsStateTimeline *self,
                          QsJobStatus      status,
                          gint64           time)
{
  g_return_if_fail (QS_IS_STATE_TIMELINE (self));

  if (status >= QS_JOB_STATUS_UNKNOWN)
    return;

  self->seen[find_step (status)] = time;
  for (guint i = find_step (status) + 1; i < QS_N_TIMELINE_STEPS; i++)
    self->seen[i] = 0;
}

/**
 * qs_state_timeline_learn:
 * @time: when the job came into @status as somebody else saw it, in ms; 0 is nothing new
 *
 * Keeps the time where none is known yet.
 */
void
qs_state_timeline_learn (QsStateTimeline *self,
                         QsJobStatus      status,
                         gint64           time)
{
  g_return_if_fail (QS_IS_STATE_TIMELINE (self));

  if (status < QS_JOB_STATUS_UNKNOWN && self->seen[find_step (status)] == 0)
    self->seen[find_step (status)] = time;
}

/**
 * qs_state_timeline_update:
 *
 * Brings the steps up to what @detail says. A job in a state that is not known leaves them alone.
 */
void
qs_state_timeline_update (QsStateTimeline *self,
                          QsJobDetail     *detail)
{
  QsJobStatus status = qs_job_detail_get_status (detail);
  guint current = find_step (status);
  gboolean started;

  g_return_if_fail (QS_IS_STATE_TIMELINE (self));

  if (status == QS_JOB_STATUS_UNKNOWN)
    return;

  started = qs_job_detail_get_started_at (detail) > 0;
  for (guint i = 0; i < QS_N_TIMELINE_STEPS; i++)
    {
      gint64 since = i <= current ? find_since (self, detail, i) : 0;
      QsTimelineProgress progress = judge_progress (i, current, since, started);
      gboolean passed = progress == QS_TIMELINE_PROGRESS_PASSED;
      QsJobStatus shown = i < LAST ? (QsJobStatus) i
                                   : current == LAST ? status : QS_JOB_STATUS_SUCCEEDED;

      qs_timeline_step_set (self->steps[i], shown, progress, since,
                            passed ? find_until (self, detail, i, current) : 0);
    }
}

/* Returns: (transfer none): the step at @index, below %QS_N_TIMELINE_STEPS. */
QsTimelineStep *
qs_state_timeline_get_step (QsStateTimeline *self,
                            guint            index)
{
  g_return_val_if_fail (QS_IS_STATE_TIMELINE (self), NULL);
  g_return_val_if_fail (index < QS_N_TIMELINE_STEPS, NULL);

  return self->steps[index];
}
