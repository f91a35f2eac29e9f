#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "qs-request.h"

G_BEGIN_DECLS

/*
 * Requests as files: what the AWS command line takes with --cli-input-json.
 *
 * Threading: main thread.
 */

DexFuture *qs_request_file_load (QsRequest *request,
                                 GFile     *file) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_request_file_save (QsRequest *request,
                                 GFile     *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
