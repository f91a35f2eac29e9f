#include "qs-submit-change.h"

G_DEFINE_ENUM_TYPE (QsSubmitChange, qs_submit_change,
                    G_DEFINE_ENUM_VALUE (QS_SUBMIT_CHANGE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (QS_SUBMIT_CHANGE_MEMORY, "memory"),
                    G_DEFINE_ENUM_VALUE (QS_SUBMIT_CHANGE_QUEUE, "queue"))

/* Returns: (nullable): the place of a SubmitJob request that the change is about. */
const char *
qs_submit_change_get_path (QsSubmitChange change)
{
  switch (change)
    {
    case QS_SUBMIT_CHANGE_MEMORY:
      return "containerOverrides.resourceRequirements[type=MEMORY].value";
    case QS_SUBMIT_CHANGE_QUEUE:
      return "jobQueue";
    case QS_SUBMIT_CHANGE_NONE:
    default:
      return NULL;
    }
}

static GEnumClass *
get_class (void)
{
  static gsize klass;

  if (g_once_init_enter (&klass))
    g_once_init_leave (&klass, (gsize) g_type_class_ref (QS_TYPE_SUBMIT_CHANGE));

  return (GEnumClass *) klass;
}

/* What the change is called where it has to be text, as in the target of an action. */
const char *
qs_submit_change_get_nick (QsSubmitChange change)
{
  GEnumValue *value = g_enum_get_value (get_class (), change);

  return value != NULL ? value->value_nick : "none";
}

QsSubmitChange
qs_submit_change_find (const char *nick)
{
  GEnumValue *value = g_enum_get_value_by_nick (get_class (), nick);

  return value != NULL ? (QsSubmitChange) value->value : QS_SUBMIT_CHANGE_NONE;
}
