#include "qs-attempt.h"

#include "qs-job-facts.h"
#include "qs-json.h"

struct _QsAttempt
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsAttempt, qs_attempt, QS_TYPE_RECORD)

enum
{
  NUMBER,
  EXIT_CODE,
  REASON,
  STATUS_REASON,
  STARTED_AT,
  STOPPED_AT,
  LOG_STREAM,
};

static const QsRecordField fields[] = {
  [NUMBER] = { "number", G_TYPE_INT64, NULL, 1 },
  [EXIT_CODE] = { "exit-code", G_TYPE_INT64, "container.exitCode", QS_EXIT_CODE_NONE },
  [REASON] = { "reason", G_TYPE_STRING, "container.reason" },
  [STATUS_REASON] = { "status-reason", G_TYPE_STRING, "statusReason" },
  [STARTED_AT] = { "started-at", G_TYPE_INT64, "startedAt" },
  [STOPPED_AT] = { "stopped-at", G_TYPE_INT64, "stoppedAt" },
  [LOG_STREAM] = { "log-stream", G_TYPE_STRING, "container.logStreamName" },
};

/* An attempt of several containers has the end of the one that decided. */
static void
qs_attempt_read (QsRecord   *record,
                 JsonObject *item)
{
  JsonObject *task = qs_json_element (qs_json_get_array (item, "taskProperties"), 0);
  JsonObject *decisive = qs_job_facts_find_decisive (qs_json_get_array (task, "containers"));

  QS_RECORD_CLASS (qs_attempt_parent_class)->read (record, item);

  if (decisive == NULL)
    return;

  qs_record_set_int (record, EXIT_CODE,
                     qs_json_get_int (decisive, "exitCode", QS_EXIT_CODE_NONE));
  qs_record_set_string (record, REASON, qs_json_get_string (decisive, "reason", NULL));
}

static void
qs_attempt_class_init (QsAttemptClass *klass)
{
  QS_RECORD_CLASS (klass)->read = qs_attempt_read;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_attempt_init (QsAttempt *self)
{
}

gint64
qs_attempt_get_number (QsAttempt *self)
{
  return qs_record_get_int (QS_RECORD (self), NUMBER);
}

void
qs_attempt_set_number (QsAttempt *self,
                       gint64     number)
{
  qs_record_set_int (QS_RECORD (self), NUMBER, number);
}

gint64
qs_attempt_get_exit_code (QsAttempt *self)
{
  return qs_record_get_int (QS_RECORD (self), EXIT_CODE);
}

const char *
qs_attempt_get_reason (QsAttempt *self)
{
  return qs_record_get_string (QS_RECORD (self), REASON);
}

const char *
qs_attempt_get_status_reason (QsAttempt *self)
{
  return qs_record_get_string (QS_RECORD (self), STATUS_REASON);
}

gint64
qs_attempt_get_started_at (QsAttempt *self)
{
  return qs_record_get_int (QS_RECORD (self), STARTED_AT);
}

gint64
qs_attempt_get_stopped_at (QsAttempt *self)
{
  return qs_record_get_int (QS_RECORD (self), STOPPED_AT);
}

const char *
qs_attempt_get_log_stream (QsAttempt *self)
{
  return qs_record_get_string (QS_RECORD (self), LOG_STREAM);
}
