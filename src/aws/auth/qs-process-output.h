#pragma once

#include "qs-credentials.h"

G_BEGIN_DECLS

QsCredentials *qs_process_output_parse (const char *source,
                                        const char *text,
                                        gsize       length,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
