#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Memory may hold what others must not read: a process that closes it leaves no core dump, is
 * skipped by whatever collects them, and lets no debugger of the same person in. What it starts is
 * as open as any program: exec() begins anew, apart from the limit on core dumps.
 *
 * A developer who wants to debug has to say so by QUAYSIDE_DEBUGGABLE=1, which a build for
 * development alone listens to. The sanitizers' search for leaks is a debugger too, so that a build
 * with them closes the way of core dumps only.
 */

gboolean qs_closed_memory_enter (void);
gboolean qs_closed_memory_is_wanted (void);

G_END_DECLS
