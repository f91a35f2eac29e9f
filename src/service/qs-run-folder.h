#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * The folder of one run in the datastore, named for a person who looks for it in a file manager:
 * "md5sum-2026-11-23-004512". It is always a new one.
 */

DexFuture *qs_run_folder_make (const char *datastore,
                               const char *prefix,
                               gint64      now) G_GNUC_WARN_UNUSED_RESULT;
char      *qs_run_folder_dup_input_name (const char *basename,
                                         const char *output) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
