#include "qs-outcome.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* Sets why. A reason is one line; the first one stays. */
void
qs_outcome_set_reason (QsOutcome  *self,
                       const char *format,
                       ...)
{
  va_list values;

  if (self->reason[0] != '\0')
    return;

  va_start (values, format);
  vsnprintf (self->reason, sizeof self->reason, format, values);
  va_end (values);

  for (char *at = self->reason; *at != '\0'; at++)
    if (*at == '\n' || *at == '\r')
      *at = at[1] == '\0' ? '\0' : ' ';
}

/* Writes the file in the current folder, whole or not at all, also when the computer dies. */
bool
qs_outcome_write (QsOutcome *self)
{
  int fd = open ("result.new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  int folder;
  bool written;

  if (fd < 0)
    return false;

  written = dprintf (fd, "[result]\nexit-code=%d\nfailure=%s\nreason=%s\n"
                     "started=%lld\nstopped=%lld\n",
                     self->exit_code, self->failure != NULL ? self->failure : "", self->reason,
                     (long long) self->started, (long long) self->stopped) > 0 &&
            fsync (fd) == 0;
  close (fd);
  if (!written || rename ("result.new", "result") != 0)
    return false;

  folder = open (".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0)
    {
      fsync (folder);
      close (folder);
    }

  return true;
}
