#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Asking a Quayside that runs already to do a command: it has the engine, and a job it starts is
 * shown and goes on there.
 */
gboolean qs_forwarder_try (int                 argc,
                           const char * const *argv,
                           int                *exit_code);

G_END_DECLS
