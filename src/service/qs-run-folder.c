#include "qs-run-folder.h"

#include "qs-worker.h"

#include <errno.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* So many runs in one second are no runs of a person. */
#define MAX_TRIES 100

/* Bytes; leaves room for what a copy that is under way adds to it. */
#define MAX_NAME 200

typedef struct
{
  char *datastore;
  char *name;
} QsMaking;

static void
free_making (gpointer data)
{
  QsMaking *making = data;

  g_free (making->datastore);
  g_free (making->name);
  g_free (making);
}

static void
set_error (GError    **error,
           const char *path,
           int         code)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("The folder %s cannot be made: %s"), shown, g_strerror (code));
}

static char *
make_folder (QsMaking *making,
             GError  **error)
{
  if (g_mkdir_with_parents (making->datastore, 0755) != 0)
    {
      set_error (error, making->datastore, errno);
      return NULL;
    }

  for (int i = 1; i <= MAX_TRIES; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (making->name)
                                     : g_strdup_printf ("%s-%d", making->name, i);
      g_autofree char *path = g_build_filename (making->datastore, name, NULL);

      if (g_mkdir (path, 0755) == 0)
        return g_steal_pointer (&path);

      if (errno != EEXIST || i == MAX_TRIES)
        {
          set_error (error, path, errno);
          return NULL;
        }
    }

  return NULL;
}

static void
make_folder_work (gpointer    data,
                  DexPromise *promise)
{
  g_autofree char *path = NULL;
  GError *error = NULL;

  if ((path = make_folder (data, &error)) != NULL)
    dex_promise_resolve_string (promise, g_steal_pointer (&path));
  else
    dex_promise_reject (promise, error);
}

/**
 * qs_run_folder_make:
 * @datastore: made when it is absent
 * @prefix: what is run, in ASCII
 * @now: ms since the epoch
 *
 * Returns: (transfer full): a future of the path of a new, empty folder; rejected with
 *   #GIOErrorEnum.
 */
DexFuture *
qs_run_folder_make (const char *datastore,
                    const char *prefix,
                    gint64      now)
{
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *stamp = NULL;
  QsMaking *making;

  g_return_val_if_fail (datastore != NULL && prefix != NULL, NULL);

  time = g_date_time_new_from_unix_local (now / 1000);
  stamp = g_date_time_format (time, "%Y-%m-%d-%H%M%S");

  making = g_new0 (QsMaking, 1);
  making->datastore = g_strdup (datastore);
  making->name = g_strdup_printf ("%s-%s", prefix, stamp);
  return qs_worker_run (make_folder_work, making, free_making);
}

/**
 * qs_run_folder_dup_input_name:
 * @basename: the name of the file a person chose
 * @output: the name the job's result will have
 *
 * A job gets its input's name in JSON, so it must be UTF-8; names of control characters, names that
 * are too long and the name of the result are not taken over.
 *
 * Returns: (transfer full): @basename, or "input" when it will not do.
 */
char *
qs_run_folder_dup_input_name (const char *basename,
                              const char *output)
{
  g_return_val_if_fail (basename != NULL && output != NULL, NULL);

  if (*basename == '\0' || *basename == '.' || strlen (basename) > MAX_NAME ||
      g_str_equal (basename, output) || strchr (basename, G_DIR_SEPARATOR) != NULL ||
      !g_utf8_validate (basename, -1, NULL))
    return g_strdup ("input");

  for (const char *p = basename; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return g_strdup ("input");

  return g_strdup (basename);
}
