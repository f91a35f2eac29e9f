#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "qs-clock.h"
#include "qs-scope.h"

G_BEGIN_DECLS

#define QS_TYPE_SAMPLE_FILES (qs_sample_files_get_type ())
G_DECLARE_FINAL_TYPE (QsSampleFiles,
                      qs_sample_files,
                      QS,
                      SAMPLE_FILES,
                      GObject)

/**
 * QsSampleFiles:
 *
 * The files of one run of the sample: a new folder in the datastore, the input copied into it, and
 * the result that the job leaves there.
 *
 * Threading: main thread; copying is done on a worker.
 */
QsSampleFiles *qs_sample_files_new (const char *datastore,
                                    GFile      *input,
                                    QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

DexFuture     *qs_sample_files_copy_input (QsSampleFiles *self) G_GNUC_WARN_UNUSED_RESULT;
void           qs_sample_files_cancel (QsSampleFiles *self);
DexFuture     *qs_sample_files_read_result (QsSampleFiles *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_sample_files_discard (QsSampleFiles *self) G_GNUC_WARN_UNUSED_RESULT;

double         qs_sample_files_get_fraction (QsSampleFiles *self);
const char    *qs_sample_files_get_sum (QsSampleFiles *self);
const char    *qs_sample_files_get_result_path (QsSampleFiles *self);
char          *qs_sample_files_dup_name (QsSampleFiles *self) G_GNUC_WARN_UNUSED_RESULT;
JsonObject    *qs_sample_files_make_parameters (QsSampleFiles *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
