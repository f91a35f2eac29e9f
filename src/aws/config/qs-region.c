#include "qs-region.h"

#include "qs-endpoint-data.h"
#include "qs-json.h"

enum
{
  ID,
  NAME,
  LABEL,
  PARTITION,
  PARTITION_NAME,
};

static const QsRecordField fields[] = {
  [ID] = { "id", G_TYPE_STRING },
  [NAME] = { "name", G_TYPE_STRING },
  [LABEL] = { "label", G_TYPE_STRING },
  [PARTITION] = { "partition", G_TYPE_STRING },
  [PARTITION_NAME] = { "partition-name", G_TYPE_STRING },
};

struct _QsRegion
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsRegion, qs_region, QS_TYPE_RECORD)

static void
qs_region_class_init (QsRegionClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_region_init (QsRegion *self)
{
}

/**
 * qs_region_new:
 *
 * Returns: (transfer full): a region by its id and names.
 */
QsRegion *
qs_region_new (const char *id,
               const char *name,
               const char *partition,
               const char *partition_name)
{
  QsRegion *self = g_object_new (QS_TYPE_REGION, NULL);
  QsRecord *record = QS_RECORD (self);
  g_autofree char *label = g_strdup_printf ("%s · %s", name, id);

  qs_record_set_string (record, ID, id);
  qs_record_set_string (record, NAME, name);
  qs_record_set_string (record, LABEL, label);
  qs_record_set_string (record, PARTITION, partition);
  qs_record_set_string (record, PARTITION_NAME, partition_name);

  return self;
}

const char *
qs_region_get_id (QsRegion *self)
{
  return qs_record_get_string (QS_RECORD (self), ID);
}

const char *
qs_region_get_name (QsRegion *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

/**
 * qs_region_has_service:
 * @service: as botocore names it: "batch"
 *
 * Returns: whether the region has the service, as far as is known; of a service that is not listed
 *   nothing is known, and it may be there.
 */
gboolean
qs_region_has_service (QsRegion   *self,
                       const char *service)
{
  JsonObject *facts;
  g_auto(GStrv) missing = NULL;

  g_return_val_if_fail (QS_IS_REGION (self), FALSE);
  g_return_val_if_fail (service != NULL, FALSE);

  facts = qs_endpoint_data_find_service (service, NULL);
  missing = qs_json_dup_strv (facts, "missing");
  return missing == NULL ||
         !g_strv_contains ((const char * const *) missing, qs_region_get_id (self));
}
