#pragma once

#include "qs-engine.h"
#include "qs-scope.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The job definition of the md5sum sample, and the file it is tried with when a person has none at
 * hand. Both are part of the program.
 */

#define QS_SAMPLE_DEFINITION "md5sum-sample"

DexFuture *qs_sample_definition_ensure (QsEngine *engine,
                                        QsScope  *scope) G_GNUC_WARN_UNUSED_RESULT;
JsonNode  *qs_sample_definition_load (void) G_GNUC_WARN_UNUSED_RESULT;

GFile     *qs_sample_definition_get_input (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
