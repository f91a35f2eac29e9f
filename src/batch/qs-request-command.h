#pragma once

#include "qs-request.h"

G_BEGIN_DECLS

/*
 * A request as text: as JSON, which is what --cli-input-json takes, and as the line that somebody
 * would send it by in a terminal.
 */
char *qs_request_command_dup_text (QsRequest *self) G_GNUC_WARN_UNUSED_RESULT;
char *qs_request_command_dup_line (QsRequest *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
