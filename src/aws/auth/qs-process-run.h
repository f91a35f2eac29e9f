#pragma once

#include <libdex.h>

#include "qs-clock.h"

G_BEGIN_DECLS

GBytes *qs_process_run (const char         *source,
                        const char * const *argv,
                        QsClock            *clock,
                        gint64              timeout,
                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
