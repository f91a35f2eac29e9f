#include "qs-job-container.h"

#include "qs-attempt.h"

struct _QsJobContainer
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsJobContainer, qs_job_container, QS_TYPE_RECORD)

enum
{
  NAME,
  IMAGE,
  COMMAND,
  ESSENTIAL,
  EXIT_CODE,
  REASON,
  LOG_STREAM,
};

static const QsRecordField fields[] = {
  [NAME] = { "name", G_TYPE_STRING, "name" },
  [IMAGE] = { "image", G_TYPE_STRING, "image" },
  [COMMAND] = { "command", G_TYPE_STRING, NULL },
  [ESSENTIAL] = { "essential", G_TYPE_BOOLEAN, "essential" },
  [EXIT_CODE] = { "exit-code", G_TYPE_INT64, "exitCode", QS_EXIT_CODE_NONE },
  [REASON] = { "reason", G_TYPE_STRING, "reason" },
  [LOG_STREAM] = { "log-stream", G_TYPE_STRING, "logStreamName" },
};

static void
qs_job_container_read (QsRecord   *record,
                       JsonObject *item)
{
  JsonNode *command = item != NULL ? json_object_get_member (item, "command") : NULL;
  g_autofree char *text = command != NULL ? json_to_string (command, FALSE) : NULL;

  QS_RECORD_CLASS (qs_job_container_parent_class)->read (record, item);
  qs_record_set_string (record, COMMAND, text);
}

static void
qs_job_container_class_init (QsJobContainerClass *klass)
{
  QS_RECORD_CLASS (klass)->read = qs_job_container_read;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_job_container_init (QsJobContainer *self)
{
}

const char *
qs_job_container_get_name (QsJobContainer *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

const char *
qs_job_container_get_log_stream (QsJobContainer *self)
{
  return qs_record_get_string (QS_RECORD (self), LOG_STREAM);
}

gint64
qs_job_container_get_exit_code (QsJobContainer *self)
{
  return qs_record_get_int (QS_RECORD (self), EXIT_CODE);
}
