#include "qs-job-monitor.h"

#include "qs-job-follower.h"
#include "qs-job-sightings.h"

struct _QsJobMonitor
{
  QsRecord        parent_instance;

  QsEngine       *engine;
  QsClock        *clock;
  char           *job_id;

  QsJobSightings *sightings;
  QsJobFollower  *follower;
};

G_DEFINE_FINAL_TYPE (QsJobMonitor, qs_job_monitor, QS_TYPE_RECORD)

G_DEFINE_ENUM_TYPE (QsMonitorState, qs_monitor_state,
                    G_DEFINE_ENUM_VALUE (QS_MONITOR_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (QS_MONITOR_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (QS_MONITOR_STATE_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (QS_MONITOR_STATE_FAILED, "failed"))

enum
{
  DETAIL,
  TIMELINE,
  DIAGNOSIS,
  STATE,
  ERROR,
};

static const QsRecordField fields[] = {
  [DETAIL] = { "detail", .get_type = qs_job_detail_get_type },
  [TIMELINE] = { "timeline", .get_type = qs_state_timeline_get_type },
  [DIAGNOSIS] = { "diagnosis", .get_type = qs_diagnosis_get_type },
  [STATE] = { "state", .get_type = qs_monitor_state_get_type },
  [ERROR] = { "error", .get_type = g_error_get_type },
};

static void
set_state (QsJobMonitor  *self,
           QsMonitorState state,
           const GError  *error)
{
  qs_record_set_boxed (QS_RECORD (self), ERROR, error);
  qs_record_set_enum (QS_RECORD (self), STATE, state);
}

static void
update_diagnosis (QsJobMonitor *self)
{
  g_autoptr(QsDiagnosis) diagnosis = qs_diagnosis_new (qs_job_monitor_get_detail (self));

  if (!qs_diagnosis_equal (diagnosis, qs_job_monitor_get_diagnosis (self)))
    qs_record_set_object (QS_RECORD (self), DIAGNOSIS, diagnosis);
}

/* The state that the job was in before is known, so the time of the change is: now. */
static void
record_transition (QsJobMonitor *self,
                   QsJobStatus   before)
{
  QsJobStatus now = qs_job_detail_get_status (qs_job_monitor_get_detail (self));

  if (before != QS_JOB_STATUS_UNKNOWN && now != before)
    qs_state_timeline_record (qs_job_monitor_get_timeline (self), now, qs_clock_now (self->clock));
}

/* What was seen before this job was looked at closely. */
static void
learn_times (QsJobMonitor *self)
{
  QsStateTimeline *timeline = qs_job_monitor_get_timeline (self);
  guint current = qs_job_detail_get_status (qs_job_monitor_get_detail (self));

  for (guint status = 0; self->sightings != NULL && status <= current; status++)
    qs_state_timeline_learn (timeline, status,
                             qs_job_sightings_get (self->sightings, self->job_id, status));
}

static void
on_follower_refreshed_cb (QsJobFollower *follower,
                          QsJobMonitor  *self)
{
  QsJobDetail *detail = qs_job_monitor_get_detail (self);
  QsJobStatus before = qs_job_detail_get_status (detail);

  qs_record_read (QS_RECORD (detail), qs_job_follower_get_detail (follower));
  record_transition (self, before);
  learn_times (self);
  qs_state_timeline_update (qs_job_monitor_get_timeline (self), detail);
  update_diagnosis (self);
  set_state (self, QS_MONITOR_STATE_READY, NULL);
}

static DexFuture *
accept_error (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(QsJobMonitor) self = g_weak_ref_get (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND))
    set_state (self, QS_MONITOR_STATE_MISSING, error);
  else
    set_state (self, QS_MONITOR_STATE_FAILED, error);

  return NULL;
}

static void
free_weak (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
stop (QsJobMonitor *self)
{
  if (self->follower == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->follower, self);
  qs_job_follower_stop (self->follower);
  g_clear_object (&self->follower);
}

static void
qs_job_monitor_dispose (GObject *object)
{
  stop (QS_JOB_MONITOR (object));

  G_OBJECT_CLASS (qs_job_monitor_parent_class)->dispose (object);
}

static void
qs_job_monitor_finalize (GObject *object)
{
  QsJobMonitor *self = QS_JOB_MONITOR (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_clear_object (&self->sightings);
  g_free (self->job_id);

  G_OBJECT_CLASS (qs_job_monitor_parent_class)->finalize (object);
}

static void
qs_job_monitor_constructed (GObject *object)
{
  g_autoptr(QsJobDetail) detail = qs_job_detail_new ();
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  G_OBJECT_CLASS (qs_job_monitor_parent_class)->constructed (object);

  qs_record_set_object (QS_RECORD (object), DETAIL, detail);
  qs_record_set_object (QS_RECORD (object), TIMELINE, timeline);
}

static void
qs_job_monitor_class_init (QsJobMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = qs_job_monitor_constructed;
  object_class->dispose = qs_job_monitor_dispose;
  object_class->finalize = qs_job_monitor_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_job_monitor_init (QsJobMonitor *self)
{
}

/**
 * qs_job_monitor_new:
 *
 * Returns: (transfer full): a monitor that asks nothing before qs_job_monitor_start().
 */
QsJobMonitor *
qs_job_monitor_new (QsEngine   *engine,
                    QsClock    *clock,
                    const char *job_id)
{
  QsJobMonitor *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (job_id != NULL, NULL);

  self = g_object_new (QS_TYPE_JOB_MONITOR, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->job_id = g_strdup (job_id);
  return self;
}

/**
 * qs_job_monitor_set_sightings:
 * @sightings: (nullable): the times that a watcher has seen
 */
void
qs_job_monitor_set_sightings (QsJobMonitor   *self,
                              QsJobSightings *sightings)
{
  g_return_if_fail (QS_IS_JOB_MONITOR (self));

  g_set_object (&self->sightings, sightings);
}

/**
 * qs_job_monitor_start:
 *
 * Begins to follow the job, or begins again after a failure.
 */
void
qs_job_monitor_start (QsJobMonitor *self)
{
  GWeakRef *weak;

  g_return_if_fail (QS_IS_JOB_MONITOR (self));

  stop (self);
  if (qs_job_monitor_get_state (self) != QS_MONITOR_STATE_READY)
    set_state (self, QS_MONITOR_STATE_LOADING, NULL);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->follower = qs_job_follower_new (self->engine, self->clock, self->job_id);
  g_signal_connect (self->follower, "refreshed", G_CALLBACK (on_follower_refreshed_cb), self);
  dex_future_disown (dex_future_catch (qs_job_follower_run (self->follower), accept_error,
                                       weak, free_weak));
}

/* Returns: (transfer none) */
QsJobDetail *
qs_job_monitor_get_detail (QsJobMonitor *self)
{
  return qs_record_get_object (QS_RECORD (self), DETAIL);
}

/* Returns: (transfer none) */
QsStateTimeline *
qs_job_monitor_get_timeline (QsJobMonitor *self)
{
  return qs_record_get_object (QS_RECORD (self), TIMELINE);
}

/* Returns: (transfer none) (nullable) */
QsDiagnosis *
qs_job_monitor_get_diagnosis (QsJobMonitor *self)
{
  return qs_record_get_object (QS_RECORD (self), DIAGNOSIS);
}

QsMonitorState
qs_job_monitor_get_state (QsJobMonitor *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATE);
}
