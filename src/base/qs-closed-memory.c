#include "qs-closed-memory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "quayside-config.h"

/**
 * qs_closed_memory_is_wanted:
 *
 * Returns: whether the program is to close its memory when it starts: always, but for a developer
 *   who has asked otherwise.
 */
gboolean
qs_closed_memory_is_wanted (void)
{
  return !QS_DEVELOPMENT || g_strcmp0 (g_getenv ("QUAYSIDE_DEBUGGABLE"), "1") != 0;
}

/**
 * qs_closed_memory_enter:
 *
 * Closes the memory of this process, for good. To be called before anything secret is in it.
 *
 * Returns: whether the system has done it.
 */
gboolean
qs_closed_memory_enter (void)
{
  const struct rlimit none = { 0, 0 };
  gboolean closed = setrlimit (RLIMIT_CORE, &none) == 0;

#ifndef __SANITIZE_ADDRESS__
  closed = prctl (PR_SET_DUMPABLE, 0) == 0 && closed;
#endif

  return closed;
}
