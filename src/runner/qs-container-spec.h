#pragma once

#include <json-glib/json-glib.h>

#include "qs-run-request.h"

G_BEGIN_DECLS

char     *qs_container_spec_dup_name (QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_container_spec_new (QsRunRequest *request,
                                 const char   *network) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
