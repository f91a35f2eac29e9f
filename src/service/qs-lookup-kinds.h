#pragma once

#include "qs-lookup-reader.h"

G_BEGIN_DECLS

/*
 * How the kinds of a lookup are read; the table is in qs-lookup-reader.c. A maker makes a choice of
 * one item, or NULL of one that is not meant. A reader adds to the choices of a reading what takes
 * more than one question.
 */

QsLookupChoice *qs_lookup_make_service_role (JsonObject *item);
QsLookupChoice *qs_lookup_make_job_role (JsonObject *item);
QsLookupChoice *qs_lookup_make_spot_role (JsonObject *item);
QsLookupChoice *qs_lookup_make_instance_profile (JsonObject *item);

QsLookupChoice *qs_lookup_make_vpc (JsonObject *item);
QsLookupChoice *qs_lookup_make_security_group (JsonObject *item);
gboolean        qs_lookup_read_subnets (QsLookupReading *reading,
                                        GError         **error);

QsLookupChoice *qs_lookup_make_key_pair (JsonObject *item);
QsLookupChoice *qs_lookup_make_launch_template (JsonObject *item);
QsLookupChoice *qs_lookup_make_placement_group (JsonObject *item);
QsLookupChoice *qs_lookup_make_log_group (JsonObject *item);
gboolean        qs_lookup_read_versions (QsLookupReading *reading,
                                         GError         **error);
gboolean        qs_lookup_read_images (QsLookupReading *reading,
                                       GError         **error);

gboolean        qs_lookup_read_types (QsLookupReading *reading,
                                      GError         **error);
GPtrArray      *qs_lookup_price_types (QsLookupReading *reading,
                                       GPtrArray       *choices);

G_END_DECLS
