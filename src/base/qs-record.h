#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_RECORD (qs_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsRecord,
                          qs_record,
                          QS,
                          RECORD,
                          GObject)

/**
 * QsRecordField:
 * @name: the property's name
 * @type: %G_TYPE_STRING, %G_TYPE_INT64, %G_TYPE_BOOLEAN, or %G_TYPE_NONE for what @get_type answers
 * @path: (nullable): where a JSON item has the value, such as "container.image"
 * @fallback: the value of a number or an enumeration that is absent
 * @get_type: (nullable): the type of an object, a boxed value or an enumeration
 */
typedef struct
{
  const char *name;
  GType       type;
  const char *path;
  gint64      fallback;
  GType (*get_type) (void);
} QsRecordField;

/**
 * QsRecord:
 *
 * An object whose properties are a table: each row is one read-only property that the UI can bind
 * to. qs_record_read() fills the fields that have a path from a JSON item and notifies those that
 * changed, so that a refresh is silent where nothing happened. A subclass calls
 * qs_record_class_install() in its class_init; fields are then known by their place in the table.
 *
 * Threading: main thread only. Strings and objects returned belong to the record.
 */
struct _QsRecordClass
{
  GObjectClass         parent_class;

  /* Reads what a table cannot say; chains up first. */
  void                 (*read) (QsRecord   *self,
                                JsonObject *item);

  /*< private >*/
  const QsRecordField *fields;
  GParamSpec         **properties;
  guint                n_fields;
};

void        qs_record_class_install (QsRecordClass       *klass,
                                     const QsRecordField *fields,
                                     guint                n_fields);

void        qs_record_read (QsRecord   *self,
                            JsonObject *item);

const char *qs_record_get_string (QsRecord *self,
                                  guint     field);
gint64      qs_record_get_int (QsRecord *self,
                               guint     field);
gboolean    qs_record_get_bool (QsRecord *self,
                                guint     field);
int         qs_record_get_enum (QsRecord *self,
                                guint     field);
gpointer    qs_record_get_object (QsRecord *self,
                                  guint     field);
gpointer    qs_record_get_boxed (QsRecord *self,
                                 guint     field);

void        qs_record_set_string (QsRecord   *self,
                                  guint       field,
                                  const char *value);
void        qs_record_set_int (QsRecord *self,
                               guint     field,
                               gint64    value);
void        qs_record_set_bool (QsRecord *self,
                                guint     field,
                                gboolean  value);
void        qs_record_set_enum (QsRecord *self,
                                guint     field,
                                int       value);
void        qs_record_set_object (QsRecord *self,
                                  guint     field,
                                  gpointer  value);
void        qs_record_set_boxed (QsRecord     *self,
                                 guint         field,
                                 gconstpointer value);

G_END_DECLS
