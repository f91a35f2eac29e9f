#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Names of container images: "registry:port/repository:tag@digest", as the OCI distribution
 * specification and Docker's reference grammar have them.
 */
char *qs_image_reference_dup_fault (const char *image) G_GNUC_WARN_UNUSED_RESULT;
char *qs_image_reference_dup_architecture (const char *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
