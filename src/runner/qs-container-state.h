#pragma once

#include <json-glib/json-glib.h>

#include "qs-runner.h"

G_BEGIN_DECLS

QsRunState   qs_container_state_read (JsonNode *container);
QsRunResult *qs_container_state_read_result (JsonNode     *container,
                                             const GError *log_error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
