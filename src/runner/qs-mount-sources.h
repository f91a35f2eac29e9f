#pragma once

#include "qs-run-request.h"

G_BEGIN_DECLS

void qs_mount_sources_make (QsRunRequest *request);

G_END_DECLS
