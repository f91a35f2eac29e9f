#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Paths of the models, "/{Bucket}/{Key+}?uploads": a label stands for a member whose location is
 * "uri"; a greedy one, with a plus sign, keeps its slashes.
 */

char *qs_uri_template_expand (const char *uri_template,
                              GHashTable *labels,
                              char      **missing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
