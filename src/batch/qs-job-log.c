#include "qs-job-log.h"

struct _QsJobLog
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsJobLog, qs_job_log, QS_TYPE_RECORD)

enum
{
  TITLE,
  STREAM,
};

static const QsRecordField fields[] = {
  [TITLE] = { "title", G_TYPE_STRING, "title" },
  [STREAM] = { "stream", G_TYPE_STRING, "stream" },
};

static void
qs_job_log_class_init (QsJobLogClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_job_log_init (QsJobLog *self)
{
}

const char *
qs_job_log_get_title (QsJobLog *self)
{
  return qs_record_get_string (QS_RECORD (self), TITLE);
}

const char *
qs_job_log_get_stream (QsJobLog *self)
{
  return qs_record_get_string (QS_RECORD (self), STREAM);
}
