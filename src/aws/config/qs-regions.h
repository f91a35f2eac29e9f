#pragma once

#include <gio/gio.h>

#include "qs-region.h"

G_BEGIN_DECLS

/*
 * The regions of AWS, for lists to choose from.
 *
 * Threading: main thread.
 */

GListModel *qs_regions_new (const char *service) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_regions_dup_name (const char *id) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_regions_dup_partition (const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
