#pragma once

#include <gio/gio.h>

#include "qs-engine.h"

G_BEGIN_DECLS

/*
 * An engine for whoever writes lines of JSON. Each line of the input
 *
 *     {"id": …, "service": "batch"?, "operation": "ListJobs", "input": {…}}
 *
 * is a call, each line of the output a reply, as soon as there is one and so in any order:
 *
 *     {"id": …, "output": {…}}
 *     {"id": …, "error": {"code": "INVALID", "message": "…", "name": "ClientException", …}}
 *
 * where the code is that of QsEngineError and the rest is in QsErrorDetails.
 */
GDataInputStream *qs_engine_lines_open_input (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer          qs_engine_lines_settle (DexFuture *future) G_GNUC_WARN_UNUSED_RESULT;
gboolean          qs_engine_lines_serve (QsEngine         *engine,
                                         GDataInputStream *lines);

G_END_DECLS
