#include "qs-file-copy.h"

#include "qs-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define BLOCK_SIZE (1024 * 1024)

struct _QsFileCopy
{
  gatomicrefcount ref_count;

  GFile          *source;
  char           *target;
  char           *partial;
  GCancellable   *cancellable;

  /* Written by the worker: in thousandths while it works, the sum before it ends. */
  int             progress;
  char           *sum;
};

static void
set_errno_error (GError    **error,
                 const char *path,
                 int         code)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", shown,
               g_strerror (code));
}

static gboolean
query_size (QsFileCopy *self,
            goffset    *size,
            GError    **error)
{
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (self->source,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, self->cancellable, error);
  if (info == NULL)
    return FALSE;

  /* A folder cannot be read, and a pipe might never end. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_autofree char *name = g_file_get_parse_name (self->source);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s is not a file"), name);
      return FALSE;
    }

  *size = g_file_info_get_size (info);
  return TRUE;
}

static gboolean
write_block (QsFileCopy *self,
             int         fd,
             const char *block,
             gsize       length,
             GError    **error)
{
  while (length > 0)
    {
      gssize written = write (fd, block, length);

      if (written < 0 && errno == EINTR)
        continue;

      if (written < 0)
        {
          set_errno_error (error, self->target, errno);
          return FALSE;
        }

      block += written;
      length -= written;
    }

  return TRUE;
}

static gboolean
copy_blocks (QsFileCopy   *self,
             GInputStream *input,
             int           fd,
             goffset       size,
             GError      **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  goffset done = 0;
  gssize length;

  while ((length = g_input_stream_read (input, block, BLOCK_SIZE, self->cancellable, error)) > 0)
    {
      g_checksum_update (checksum, (const unsigned char *) block, length);
      if (!write_block (self, fd, block, length, error))
        return FALSE;

      done += length;
      if (size > 0)
        g_atomic_int_set (&self->progress, (int) (MIN (done, size) * 1000 / size));
    }

  if (length < 0)
    return FALSE;

  self->sum = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

/* Some file systems cannot rename without overwriting; a second name for the file does the same. */
static gboolean
give_name (QsFileCopy *self,
           GError    **error)
{
  int result = renameat2 (AT_FDCWD, self->partial, AT_FDCWD, self->target, RENAME_NOREPLACE);

  if (result != 0 && (errno == EINVAL || errno == ENOSYS))
    result = link (self->partial, self->target);

  if (result != 0)
    set_errno_error (error, self->target, errno);

  return result == 0;
}

static gboolean
fill_partial (QsFileCopy *self,
              GError    **error)
{
  g_autoptr(GFileInputStream) input = NULL;
  g_autofd int fd = -1;
  goffset size = 0;

  if (!query_size (self, &size, error) ||
      (input = g_file_read (self->source, self->cancellable, error)) == NULL)
    return FALSE;

  fd = open (self->partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      set_errno_error (error, self->partial, errno);
      return FALSE;
    }

  if (!copy_blocks (self, G_INPUT_STREAM (input), fd, size, error))
    return FALSE;

  if (fsync (fd) != 0)
    {
      set_errno_error (error, self->target, errno);
      return FALSE;
    }

  return TRUE;
}

static void
copy_file (gpointer    data,
           DexPromise *promise)
{
  QsFileCopy *self = data;
  GError *error = NULL;
  gboolean copied = fill_partial (self, &error) && give_name (self, &error);

  g_unlink (self->partial);
  if (copied)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

/**
 * qs_file_copy_new:
 * @source: what to copy, of any kind that GIO can read
 * @target: the path of the copy; its folder exists
 *
 * Returns: (transfer full): a copy that has not begun.
 */
QsFileCopy *
qs_file_copy_new (GFile      *source,
                  const char *target)
{
  g_autofree char *folder = NULL;
  g_autofree char *unique = NULL;
  QsFileCopy *self;

  g_return_val_if_fail (G_IS_FILE (source), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  folder = g_path_get_dirname (target);
  unique = g_uuid_string_random ();

  self = g_new0 (QsFileCopy, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->source = g_object_ref (source);
  self->target = g_strdup (target);
  self->partial = g_strdup_printf ("%s/.%s.part", folder, unique);
  self->cancellable = g_cancellable_new ();
  return self;
}

QsFileCopy *
qs_file_copy_ref (QsFileCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_file_copy_unref (QsFileCopy *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->source);
  g_object_unref (self->cancellable);
  g_free (self->target);
  g_free (self->partial);
  g_free (self->sum);
  g_free (self);
}

/**
 * qs_file_copy_run:
 *
 * Copies, once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the copy is there; rejected with
 *   #GIOErrorEnum: CANCELLED, EXISTS when something has the target's name, NO_SPACE and so on.
 */
DexFuture *
qs_file_copy_run (QsFileCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return qs_worker_run (copy_file, qs_file_copy_ref (self), (GDestroyNotify) qs_file_copy_unref);
}

void
qs_file_copy_cancel (QsFileCopy *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->cancellable);
}

/**
 * qs_file_copy_get_fraction:
 *
 * Returns: how much has been copied, from 0 to 1.
 */
double
qs_file_copy_get_fraction (QsFileCopy *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_atomic_int_get (&self->progress) / 1000.0;
}

/**
 * qs_file_copy_get_sum:
 *
 * Returns: the MD5 sum of what was read, as 32 hexadecimal digits. To be asked once the copy is
 *   there.
 */
const char *
qs_file_copy_get_sum (QsFileCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sum;
}
