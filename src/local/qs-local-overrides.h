#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * A job is its definition with what SubmitJob sets over it.
 */

JsonObject *qs_local_overrides_apply (JsonObject *definition,
                                      JsonObject *input) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
