#pragma once

#include "qs-invocation.h"

G_BEGIN_DECLS

/*
 * The command line: `quayside run|jobs|logs` and the options that need no window. A command runs in
 * this program, or in the window's when one is open, over the same services.
 */

gboolean   qs_command_is_wanted (int                 argc,
                                 const char * const *argv);
int        qs_command_main (int                 argc,
                            const char * const *argv);

DexFuture *qs_command_run (QsInvocation       *invocation,
                           const char * const *arguments) G_GNUC_WARN_UNUSED_RESULT;
gboolean   qs_command_handle (QsAccounts              *accounts,
                              GApplicationCommandLine *command_line);

G_END_DECLS
