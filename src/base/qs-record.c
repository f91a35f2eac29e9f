#include "qs-record.h"

#include <string.h>

#include "qs-json.h"

typedef struct
{
  GValue *values;
} QsRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QsRecord, qs_record, G_TYPE_OBJECT)

#define get_private(self) ((QsRecordPrivate *) qs_record_get_instance_private (self))

static GType
get_field_type (const QsRecordField *field)
{
  return field->get_type != NULL ? field->get_type () : field->type;
}

static GParamSpec *
make_property (const QsRecordField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GType type = get_field_type (field);

  if (type == G_TYPE_STRING)
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
  if (type == G_TYPE_INT64)
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, field->fallback,
                               flags);
  if (type == G_TYPE_BOOLEAN)
    return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
  if (G_TYPE_IS_ENUM (type))
    return g_param_spec_enum (field->name, NULL, NULL, type, field->fallback, flags);
  if (G_TYPE_IS_BOXED (type))
    return g_param_spec_boxed (field->name, NULL, NULL, type, flags);

  return g_param_spec_object (field->name, NULL, NULL, type, flags);
}

/* Puts @value, which is then empty, into the field; tells whoever is bound to it. */
static void
take_value (QsRecord *self,
            guint     index,
            GValue   *value)
{
  QsRecordClass *klass = QS_RECORD_GET_CLASS (self);
  GValue *slot = &get_private (self)->values[index];
  gboolean same;

  same = g_param_values_cmp (klass->properties[index + 1], slot, value) == 0;
  g_value_unset (slot);
  *slot = *value;
  memset (value, 0, sizeof *value);

  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), klass->properties[index + 1]);
}

static void
init_value (QsRecord *self,
            guint     index,
            GValue   *value)
{
  QsRecordClass *klass = QS_RECORD_GET_CLASS (self);

  g_assert (index < klass->n_fields);
  g_param_value_set_default (klass->properties[index + 1],
                             g_value_init (value, get_field_type (&klass->fields[index])));
}

static JsonObject *
find_parent (JsonObject   *item,
             char * const *steps)
{
  JsonObject *object = item;

  for (; steps[1] != NULL && object != NULL; steps++)
    object = qs_json_get_object (object, *steps);

  return object;
}

static void
read_field (QsRecord   *self,
            guint       index,
            JsonObject *item)
{
  const QsRecordField *field = &QS_RECORD_GET_CLASS (self)->fields[index];
  g_auto(GStrv) steps = g_strsplit (field->path, ".", -1);
  const char *member = steps[g_strv_length (steps) - 1];
  JsonObject *parent = find_parent (item, steps);
  GValue value = G_VALUE_INIT;

  init_value (self, index, &value);
  if (field->type == G_TYPE_STRING)
    g_value_set_string (&value, qs_json_get_string (parent, member, NULL));
  else if (field->type == G_TYPE_INT64)
    g_value_set_int64 (&value, qs_json_get_int (parent, member, field->fallback));
  else if (field->type == G_TYPE_BOOLEAN)
    g_value_set_boolean (&value, qs_json_get_bool (parent, member, FALSE));
  else
    g_assert_not_reached ();

  take_value (self, index, &value);
}

static void
qs_record_real_read (QsRecord   *self,
                     JsonObject *item)
{
  QsRecordClass *klass = QS_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].path != NULL)
      read_field (self, i, item);
}

static void
qs_record_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  g_value_copy (&get_private (QS_RECORD (object))->values[prop_id - 1], value);
}

static void
qs_record_constructed (GObject *object)
{
  QsRecord *self = QS_RECORD (object);
  QsRecordClass *klass = QS_RECORD_GET_CLASS (self);

  G_OBJECT_CLASS (qs_record_parent_class)->constructed (object);

  get_private (self)->values = g_new0 (GValue, klass->n_fields);
  for (guint i = 0; i < klass->n_fields; i++)
    init_value (self, i, &get_private (self)->values[i]);
}

static void
qs_record_finalize (GObject *object)
{
  QsRecord *self = QS_RECORD (object);

  for (guint i = 0; i < QS_RECORD_GET_CLASS (self)->n_fields; i++)
    g_value_unset (&get_private (self)->values[i]);
  g_free (get_private (self)->values);

  G_OBJECT_CLASS (qs_record_parent_class)->finalize (object);
}

static void
qs_record_class_init (QsRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = qs_record_constructed;
  object_class->finalize = qs_record_finalize;
  klass->read = qs_record_real_read;
}

static void
qs_record_init (QsRecord *self)
{
}

/**
 * qs_record_class_install:
 * @fields: (array length=n_fields): the properties; kept, so usually static
 */
void
qs_record_class_install (QsRecordClass       *klass,
                         const QsRecordField *fields,
                         guint                n_fields)
{
  g_return_if_fail (fields != NULL && n_fields > 0);

  /* GObject gives every class empty property functions of its own. */
  G_OBJECT_CLASS (klass)->get_property = qs_record_get_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->properties = g_new0 (GParamSpec *, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    klass->properties[i + 1] = make_property (&fields[i]);

  g_object_class_install_properties (G_OBJECT_CLASS (klass), n_fields + 1, klass->properties);
}

/**
 * qs_record_read:
 * @item: (nullable): what to read; %NULL sets every field that has a path to its fallback
 *
 * Fills each field that has a path. What is absent or of another type gets the fallback.
 */
void
qs_record_read (QsRecord   *self,
                JsonObject *item)
{
  g_return_if_fail (QS_IS_RECORD (self));

  g_object_freeze_notify (G_OBJECT (self));
  QS_RECORD_GET_CLASS (self)->read (self, item);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
qs_record_get_string (QsRecord *self,
                      guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), NULL);

  return g_value_get_string (&get_private (self)->values[field]);
}

gint64
qs_record_get_int (QsRecord *self,
                   guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), 0);

  return g_value_get_int64 (&get_private (self)->values[field]);
}

gboolean
qs_record_get_bool (QsRecord *self,
                    guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), FALSE);

  return g_value_get_boolean (&get_private (self)->values[field]);
}

int
qs_record_get_enum (QsRecord *self,
                    guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), 0);

  return g_value_get_enum (&get_private (self)->values[field]);
}

/* Returns: (transfer none) (nullable) */
gpointer
qs_record_get_object (QsRecord *self,
                      guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), NULL);

  return g_value_get_object (&get_private (self)->values[field]);
}

/* Returns: (transfer none) (nullable) */
gpointer
qs_record_get_boxed (QsRecord *self,
                     guint     field)
{
  g_return_val_if_fail (QS_IS_RECORD (self), NULL);

  return g_value_get_boxed (&get_private (self)->values[field]);
}

void
qs_record_set_string (QsRecord   *self,
                      guint       field,
                      const char *value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_string (&new_value, value);
  take_value (self, field, &new_value);
}

void
qs_record_set_int (QsRecord *self,
                   guint     field,
                   gint64    value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_int64 (&new_value, value);
  take_value (self, field, &new_value);
}

void
qs_record_set_bool (QsRecord *self,
                    guint     field,
                    gboolean  value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_boolean (&new_value, value);
  take_value (self, field, &new_value);
}

void
qs_record_set_enum (QsRecord *self,
                    guint     field,
                    int       value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_enum (&new_value, value);
  take_value (self, field, &new_value);
}

void
qs_record_set_object (QsRecord *self,
                      guint     field,
                      gpointer  value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_object (&new_value, value);
  take_value (self, field, &new_value);
}

void
qs_record_set_boxed (QsRecord     *self,
                     guint         field,
                     gconstpointer value)
{
  GValue new_value = G_VALUE_INIT;

  g_return_if_fail (QS_IS_RECORD (self));

  init_value (self, field, &new_value);
  g_value_set_boxed (&new_value, value);
  take_value (self, field, &new_value);
}
