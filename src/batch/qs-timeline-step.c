#include "qs-timeline-step.h"

struct _QsTimelineStep
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsTimelineStep, qs_timeline_step, QS_TYPE_RECORD)

G_DEFINE_ENUM_TYPE (QsTimelineProgress, qs_timeline_progress,
                    G_DEFINE_ENUM_VALUE (QS_TIMELINE_PROGRESS_AHEAD, "ahead"),
                    G_DEFINE_ENUM_VALUE (QS_TIMELINE_PROGRESS_CURRENT, "current"),
                    G_DEFINE_ENUM_VALUE (QS_TIMELINE_PROGRESS_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (QS_TIMELINE_PROGRESS_SKIPPED, "skipped"))

enum
{
  STATUS,
  PROGRESS,
  SINCE,
  UNTIL,
};

static const QsRecordField fields[] = {
  [STATUS] = { "status", G_TYPE_NONE, NULL, QS_JOB_STATUS_UNKNOWN, qs_job_status_get_type },
  [PROGRESS] = { "progress", G_TYPE_NONE, NULL, QS_TIMELINE_PROGRESS_AHEAD,
                 qs_timeline_progress_get_type },
  [SINCE] = { "since", G_TYPE_INT64, NULL },
  [UNTIL] = { "until", G_TYPE_INT64, NULL },
};

static void
qs_timeline_step_class_init (QsTimelineStepClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_timeline_step_init (QsTimelineStep *self)
{
}

/**
 * qs_timeline_step_new:
 *
 * Returns: (transfer full): a step ahead.
 */
QsTimelineStep *
qs_timeline_step_new (QsJobStatus status)
{
  QsTimelineStep *self = g_object_new (QS_TYPE_TIMELINE_STEP, NULL);

  qs_record_set_enum (QS_RECORD (self), STATUS, status);
  return self;
}

QsJobStatus
qs_timeline_step_get_status (QsTimelineStep *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATUS);
}

QsTimelineProgress
qs_timeline_step_get_progress (QsTimelineStep *self)
{
  return qs_record_get_enum (QS_RECORD (self), PROGRESS);
}

gint64
qs_timeline_step_get_since (QsTimelineStep *self)
{
  return qs_record_get_int (QS_RECORD (self), SINCE);
}

gint64
qs_timeline_step_get_until (QsTimelineStep *self)
{
  return qs_record_get_int (QS_RECORD (self), UNTIL);
}

/**
 * qs_timeline_step_set:
 *
 * For the timeline: says where the job stands with regard to this step.
 */
void
qs_timeline_step_set (QsTimelineStep    *self,
                      QsJobStatus        status,
                      QsTimelineProgress progress,
                      gint64             since,
                      gint64             until)
{
  QsRecord *record = QS_RECORD (self);

  g_object_freeze_notify (G_OBJECT (self));
  qs_record_set_enum (record, STATUS, status);
  qs_record_set_enum (record, PROGRESS, progress);
  qs_record_set_int (record, SINCE, since);
  qs_record_set_int (record, UNTIL, until);
  g_object_thaw_notify (G_OBJECT (self));
}
