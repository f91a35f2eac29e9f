#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *qs_process_end_new (int pidfd) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
