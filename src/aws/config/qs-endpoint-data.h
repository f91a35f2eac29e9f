#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What data/aws/endpoints.json says: the partitions of AWS, their regions, and where services are.
 * build-aux/make-endpoints makes it and says how it is to be read.
 *
 * Threading: any thread; what is answered lives as long as the program.
 */

JsonArray  *qs_endpoint_data_get_partitions (void);
JsonObject *qs_endpoint_data_find_partition (const char *region);
JsonObject *qs_endpoint_data_find_service (const char  *name,
                                           const char **canonical);

G_END_DECLS
