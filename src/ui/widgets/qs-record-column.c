#include "qs-record-column.h"

struct _QsRecordColumn
{
  GObject        parent_instance;

  char          *title;
  char          *path;
  char          *placeholder;
  QsRecordEditor editor;
};

G_DEFINE_FINAL_TYPE (QsRecordColumn, qs_record_column, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (QsRecordEditor, qs_record_editor,
                    G_DEFINE_ENUM_VALUE (QS_RECORD_EDITOR_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (QS_RECORD_EDITOR_NUMBER, "number"),
                    G_DEFINE_ENUM_VALUE (QS_RECORD_EDITOR_CHECK, "check"),
                    G_DEFINE_ENUM_VALUE (QS_RECORD_EDITOR_CHOICE, "choice"))

enum
{
  PROP_TITLE = 1,
  PROP_PATH,
  PROP_PLACEHOLDER,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_record_column_finalize (GObject *object)
{
  QsRecordColumn *self = QS_RECORD_COLUMN (object);

  g_free (self->title);
  g_free (self->path);
  g_free (self->placeholder);

  G_OBJECT_CLASS (qs_record_column_parent_class)->finalize (object);
}

static void
qs_record_column_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsRecordColumn *self = QS_RECORD_COLUMN (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_EDITOR:
      g_value_set_enum (value, self->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_record_column_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  QsRecordColumn *self = QS_RECORD_COLUMN (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      break;
    case PROP_PATH:
      g_set_str (&self->path, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      g_set_str (&self->placeholder, g_value_get_string (value));
      break;
    case PROP_EDITOR:
      self->editor = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_record_column_class_init (QsRecordColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = qs_record_column_finalize;
  object_class->get_property = qs_record_column_get_property;
  object_class->set_property = qs_record_column_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_EDITOR] = g_param_spec_enum ("editor", NULL, NULL, QS_TYPE_RECORD_EDITOR,
                                               QS_RECORD_EDITOR_TEXT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_record_column_init (QsRecordColumn *self)
{
}

const char *
qs_record_column_get_title (QsRecordColumn *self)
{
  g_return_val_if_fail (QS_IS_RECORD_COLUMN (self), NULL);

  return self->title;
}

const char *
qs_record_column_get_path (QsRecordColumn *self)
{
  g_return_val_if_fail (QS_IS_RECORD_COLUMN (self), NULL);

  return self->path;
}

QsRecordEditor
qs_record_column_get_editor (QsRecordColumn *self)
{
  g_return_val_if_fail (QS_IS_RECORD_COLUMN (self), QS_RECORD_EDITOR_TEXT);

  return self->editor;
}

/* Returns: (nullable): what an empty entry shows. */
const char *
qs_record_column_get_placeholder (QsRecordColumn *self)
{
  g_return_val_if_fail (QS_IS_RECORD_COLUMN (self), NULL);

  return self->placeholder;
}
