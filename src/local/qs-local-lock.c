#include "qs-local-lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "qs-engine.h"

struct _QsLocalLock
{
  int fd;
};

static void
set_taken (int         fd,
           const char *folder,
           GError    **error)
{
  char holder[32] = "";

  if (pread (fd, holder, sizeof holder - 1, 0) <= 0)
    g_strlcpy (holder, "unknown", sizeof holder);

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
               "Another Quayside (process %s) looks after the jobs in %s",
               g_strstrip (holder), folder);
}

static gboolean
write_holder (int      fd,
              GError **error)
{
  g_autofree char *pid = g_strdup_printf ("%d\n", (int) getpid ());

  if (ftruncate (fd, 0) == 0 && pwrite (fd, pid, strlen (pid), 0) == (gssize) strlen (pid))
    return TRUE;

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
               "Cannot write the lock file: %s", g_strerror (errno));
  return FALSE;
}

/**
 * qs_local_lock_take:
 * @folder: an existing folder
 *
 * Returns: (transfer full) (nullable): the lock; %NULL with %QS_ENGINE_ERROR_UNAVAILABLE when
 *   another process holds it, whose id is in the message.
 */
QsLocalLock *
qs_local_lock_take (const char *folder,
                    GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  g_autoptr(QsLocalLock) self = g_new0 (QsLocalLock, 1);

  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                   "Cannot open %s: %s", path, g_strerror (errno));
      return NULL;
    }

  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      set_taken (self->fd, folder, error);
      return NULL;
    }

  return write_holder (self->fd, error) ? g_steal_pointer (&self) : NULL;
}

void
qs_local_lock_free (QsLocalLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
