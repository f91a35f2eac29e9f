#pragma once

#include <libdex.h>

#include "qs-sandbox-plan.h"

G_BEGIN_DECLS

DexFuture *qs_sandbox_probe (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
