#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *qs_container_start_fiber (gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
