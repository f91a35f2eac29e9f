#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * Finding the lines of a text that have another text in them, without regard to case, on a worker.
 */

DexFuture *qs_log_match_lines (char       *text,
                               const char *needle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
