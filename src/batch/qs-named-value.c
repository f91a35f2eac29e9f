#include "qs-named-value.h"

struct _QsNamedValue
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsNamedValue, qs_named_value, QS_TYPE_RECORD)

enum
{
  NAME,
  VALUE,
  NOTE,
};

static const QsRecordField fields[] = {
  [NAME] = { "name", G_TYPE_STRING, "name" },
  [VALUE] = { "value", G_TYPE_STRING, "value" },
  [NOTE] = { "note", G_TYPE_STRING, "note" },
};

static void
qs_named_value_class_init (QsNamedValueClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_named_value_init (QsNamedValue *self)
{
}

const char *
qs_named_value_get_name (QsNamedValue *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

const char *
qs_named_value_get_value (QsNamedValue *self)
{
  return qs_record_get_string (QS_RECORD (self), VALUE);
}

const char *
qs_named_value_get_note (QsNamedValue *self)
{
  return qs_record_get_string (QS_RECORD (self), NOTE);
}
