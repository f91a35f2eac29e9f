#include "qs-job-list-private.h"

struct _QsJob
{
  GObject    parent_instance;

  QsJobList *list;
  guint32    number;
};

G_DEFINE_FINAL_TYPE (QsJob, qs_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_QUEUE,
  PROP_DEFINITION,
  PROP_STATUS,
  PROP_STATUS_REASON,
  PROP_CREATED_AT,
  PROP_STARTED_AT,
  PROP_STOPPED_AT,
  PROP_EXIT_CODE,
  PROP_ARRAY_SIZE,
  PROP_ARRAY_FINISHED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  QsJobFields field;
  int         prop;
} field_props[] = {
  { QS_JOB_FIELD_QUEUE, PROP_QUEUE },
  { QS_JOB_FIELD_DEFINITION, PROP_DEFINITION },
  { QS_JOB_FIELD_STATUS, PROP_STATUS },
  { QS_JOB_FIELD_REASON, PROP_STATUS_REASON },
  { QS_JOB_FIELD_CREATED, PROP_CREATED_AT },
  { QS_JOB_FIELD_STARTED, PROP_STARTED_AT },
  { QS_JOB_FIELD_STOPPED, PROP_STOPPED_AT },
  { QS_JOB_FIELD_EXIT_CODE, PROP_EXIT_CODE },
  { QS_JOB_FIELD_ARRAY_SIZE, PROP_ARRAY_SIZE },
  { QS_JOB_FIELD_COUNTS, PROP_ARRAY_FINISHED },
};

static const QsJobRow *
get_row (QsJob *self)
{
  return qs_job_rows_get (qs_job_list_get_rows (self->list), self->number);
}

static const char *
get_text (QsJob  *self,
          guint32 number)
{
  return qs_text_pool_get (qs_job_rows_get_pool (qs_job_list_get_rows (self->list)), number);
}

static guint
count_finished (QsJob *self)
{
  return qs_job_get_array_count (self, QS_JOB_STATUS_SUCCEEDED) +
         qs_job_get_array_count (self, QS_JOB_STATUS_FAILED);
}

static void
qs_job_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  QsJob *self = QS_JOB (object);
  const QsJobRow *row = get_row (self);

  switch (prop_id)
    {
    case PROP_ID: g_value_set_string (value, row->id); break;
    case PROP_NAME: g_value_set_string (value, qs_job_row_get_name (row)); break;
    case PROP_QUEUE: g_value_set_string (value, get_text (self, row->queue)); break;
    case PROP_DEFINITION: g_value_set_string (value, get_text (self, row->definition)); break;
    case PROP_STATUS: g_value_set_enum (value, row->status); break;
    case PROP_STATUS_REASON: g_value_set_string (value, get_text (self, row->reason)); break;
    case PROP_CREATED_AT: g_value_set_int64 (value, row->created_at); break;
    case PROP_STARTED_AT: g_value_set_int64 (value, row->started_at); break;
    case PROP_STOPPED_AT: g_value_set_int64 (value, row->stopped_at); break;
    case PROP_EXIT_CODE: g_value_set_int (value, row->exit_code); break;
    case PROP_ARRAY_SIZE: g_value_set_uint (value, row->array_size); break;
    case PROP_ARRAY_FINISHED: g_value_set_uint (value, count_finished (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_finalize (GObject *object)
{
  QsJob *self = QS_JOB (object);

  qs_job_list_forget (self->list, self->number);
  g_object_unref (self->list);

  G_OBJECT_CLASS (qs_job_parent_class)->finalize (object);
}

static void
install_text (guint       prop_id,
              const char *name)
{
  properties[prop_id] = g_param_spec_string (name, NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_time (guint       prop_id,
              const char *name)
{
  properties[prop_id] = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_count (guint       prop_id,
               const char *name)
{
  properties[prop_id] = g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
qs_job_class_init (QsJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_job_get_property;
  object_class->finalize = qs_job_finalize;

  install_text (PROP_ID, "id");
  install_text (PROP_NAME, "name");
  install_text (PROP_QUEUE, "queue");
  install_text (PROP_DEFINITION, "definition");
  install_text (PROP_STATUS_REASON, "status-reason");
  install_time (PROP_CREATED_AT, "created-at");
  install_time (PROP_STARTED_AT, "started-at");
  install_time (PROP_STOPPED_AT, "stopped-at");
  install_count (PROP_ARRAY_SIZE, "array-size");
  install_count (PROP_ARRAY_FINISHED, "array-finished");
  properties[PROP_STATUS] =
    g_param_spec_enum ("status", NULL, NULL, QS_TYPE_JOB_STATUS, QS_JOB_STATUS_UNKNOWN,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXIT_CODE] =
    g_param_spec_int ("exit-code", NULL, NULL, G_MININT, G_MAXINT, QS_JOB_NO_EXIT_CODE,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_init (QsJob *self)
{
}

/* For QsJobList: the object of row @number, of which there must not be another. */
QsJob *
qs_job_new (QsJobList *list,
            guint32    number)
{
  QsJob *self = g_object_new (QS_TYPE_JOB, NULL);

  self->list = g_object_ref (list);
  self->number = number;
  return self;
}

/* For QsJobList: tells who is bound to the job what has changed. */
void
qs_job_notify (QsJob      *self,
               QsJobFields fields)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < G_N_ELEMENTS (field_props); i++)
    if (fields & field_props[i].field)
      g_object_notify_by_pspec (G_OBJECT (self), properties[field_props[i].prop]);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
qs_job_get_id (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), NULL);

  return get_row (self)->id;
}

const char *
qs_job_get_name (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), NULL);

  return qs_job_row_get_name (get_row (self));
}

/**
 * qs_job_get_queue:
 *
 * Returns: (nullable): the name of the job's queue.
 */
const char *
qs_job_get_queue (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), NULL);

  return get_text (self, get_row (self)->queue);
}

/**
 * qs_job_get_definition:
 *
 * Returns: (nullable): the job's definition as "name:revision".
 */
const char *
qs_job_get_definition (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), NULL);

  return get_text (self, get_row (self)->definition);
}

QsJobStatus
qs_job_get_status (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), QS_JOB_STATUS_UNKNOWN);

  return get_row (self)->status;
}

/**
 * qs_job_get_status_reason:
 *
 * Returns: (nullable): the engine's own words; plain text, to be shown as such.
 */
const char *
qs_job_get_status_reason (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), NULL);

  return get_text (self, get_row (self)->reason);
}

/**
 * qs_job_get_created_at:
 *
 * Returns: ms since the epoch, 0 when not known; the other times likewise.
 */
gint64
qs_job_get_created_at (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), 0);

  return get_row (self)->created_at;
}

gint64
qs_job_get_started_at (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), 0);

  return get_row (self)->started_at;
}

gint64
qs_job_get_stopped_at (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), 0);

  return get_row (self)->stopped_at;
}

/**
 * qs_job_get_exit_code:
 *
 * Returns: the exit code of the job's last attempt, or %QS_JOB_NO_EXIT_CODE.
 */
int
qs_job_get_exit_code (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), QS_JOB_NO_EXIT_CODE);

  return get_row (self)->exit_code;
}

/**
 * qs_job_get_array_size:
 *
 * Returns: how many children the array has; 0 for a plain job.
 */
guint
qs_job_get_array_size (QsJob *self)
{
  g_return_val_if_fail (QS_IS_JOB (self), 0);

  return get_row (self)->array_size;
}

/**
 * qs_job_get_array_count:
 * @status: one of the seven states
 *
 * Returns: how many children of an array were last said to be in @status. Changes are told by
 *   notifications of the property array-finished.
 */
guint
qs_job_get_array_count (QsJob      *self,
                        QsJobStatus status)
{
  g_return_val_if_fail (QS_IS_JOB (self), 0);

  return qs_job_rows_get_count (qs_job_list_get_rows (self->list), self->number, status);
}

/**
 * qs_job_get_duration:
 * @now: ms since the epoch
 *
 * Returns: ms from start to end, or to @now while the job runs; -1 for a job that has not started.
 */
gint64
qs_job_get_duration (QsJob *self,
                     gint64 now)
{
  g_return_val_if_fail (QS_IS_JOB (self), -1);

  return qs_job_row_get_duration (get_row (self), now);
}
