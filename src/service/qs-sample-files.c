#include "qs-sample-files.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-file-copy.h"
#include "qs-run-folder.h"

#include <glib/gi18n.h>

#define RESULT_NAME "md5sum.txt"

/* A sum and its line end are 33 bytes; what is longer is no sum, and enough of it is shown. */
#define MAX_RESULT 256

struct _QsSampleFiles
{
  GObject     parent_instance;

  char       *datastore;
  GFile      *input;
  QsClock    *clock;
  QsScope    *scope;

  char       *folder;
  char       *input_path;
  char       *result_path;
  QsFileCopy *copy;
  gboolean    cancelled;
};

G_DEFINE_FINAL_TYPE (QsSampleFiles, qs_sample_files, G_TYPE_OBJECT)

static gboolean
make_folder (QsSampleFiles *self,
             GError       **error)
{
  g_autofree char *basename = g_file_get_basename (self->input);
  g_autofree char *name = qs_run_folder_dup_input_name (basename, RESULT_NAME);

  self->folder = qs_await_string (qs_run_folder_make (self->datastore, "md5sum",
                                                      qs_clock_now (self->clock)), error);
  if (self->folder == NULL)
    return FALSE;

  self->input_path = g_build_filename (self->folder, name, NULL);
  self->result_path = g_build_filename (self->folder, RESULT_NAME, NULL);
  return TRUE;
}

static DexFuture *
copy_fiber (gpointer data)
{
  QsSampleFiles *self = data;
  g_autoptr(GError) error = NULL;

  if (!make_folder (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  self->copy = qs_file_copy_new (self->input, self->input_path);
  if (self->cancelled)
    qs_file_copy_cancel (self->copy);

  /* Awaited here, on the main thread: a fiber must not end by a future that a worker settles. */
  if (!qs_await (qs_file_copy_run (self->copy), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
read_fiber (gpointer data)
{
  QsSampleFiles *self = data;
  g_autoptr(GFile) file = g_file_new_for_path (self->result_path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  stream = qs_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), &error);
  if (stream != NULL)
    bytes = qs_await_boxed (dex_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_RESULT,
                                                         G_PRIORITY_DEFAULT), &error);
  if (bytes == NULL)
    {
      g_prefix_error (&error, _("The job has left no result: "));
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return dex_future_new_take_string (qs_display_line (g_strchomp (text), -1));
}

static DexFuture *
discard_fiber (gpointer data)
{
  QsSampleFiles *self = data;
  g_autoptr(GFile) input = NULL;
  g_autoptr(GFile) folder = NULL;

  if (self->folder == NULL)
    return dex_future_new_true ();

  /* Neither need be there, and a folder that somebody has put something into stays. */
  input = g_file_new_for_path (self->input_path);
  folder = g_file_new_for_path (self->folder);
  if (self->copy != NULL && qs_file_copy_get_sum (self->copy) != NULL)
    qs_await (dex_file_delete (input, G_PRIORITY_DEFAULT), NULL);
  qs_await (dex_file_delete (folder, G_PRIORITY_DEFAULT), NULL);
  return dex_future_new_true ();
}

static void
qs_sample_files_finalize (GObject *object)
{
  QsSampleFiles *self = QS_SAMPLE_FILES (object);

  qs_scope_unref (self->scope);
  g_clear_pointer (&self->copy, qs_file_copy_unref);
  g_clear_pointer (&self->datastore, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->input_path, g_free);
  g_clear_pointer (&self->result_path, g_free);
  g_clear_object (&self->input);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_sample_files_parent_class)->finalize (object);
}

static void
qs_sample_files_class_init (QsSampleFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_sample_files_finalize;
}

static void
qs_sample_files_init (QsSampleFiles *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_sample_files_new:
 * @datastore: the folder that jobs see as /datastore; made when it is absent
 * @input: what to copy
 *
 * Returns: (transfer full): the files of a run that has not begun.
 */
QsSampleFiles *
qs_sample_files_new (const char *datastore,
                     GFile      *input,
                     QsClock    *clock)
{
  QsSampleFiles *self;

  g_return_val_if_fail (datastore != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (input), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_SAMPLE_FILES, NULL);
  self->datastore = g_strdup (datastore);
  self->input = g_object_ref (input);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * qs_sample_files_copy_input:
 *
 * Makes the folder and copies the input into it, once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejected with #GIOErrorEnum.
 */
DexFuture *
qs_sample_files_copy_input (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);

  return qs_scope_run (self->scope, copy_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_sample_files_cancel:
 *
 * Ends the copying with %G_IO_ERROR_CANCELLED.
 */
void
qs_sample_files_cancel (QsSampleFiles *self)
{
  g_return_if_fail (QS_IS_SAMPLE_FILES (self));

  self->cancelled = TRUE;
  if (self->copy != NULL)
    qs_file_copy_cancel (self->copy);
}

/**
 * qs_sample_files_read_result:
 *
 * Returns: (transfer full): a future of what the job has written, a string fit to be shown;
 *   rejected with #GIOErrorEnum when there is nothing.
 */
DexFuture *
qs_sample_files_read_result (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);
  g_return_val_if_fail (self->result_path != NULL, NULL);

  return qs_scope_run (self->scope, read_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_sample_files_discard:
 *
 * Takes away what was made for a run that has come to nothing.
 *
 * Returns: (transfer full): a future that resolves to %TRUE.
 */
DexFuture *
qs_sample_files_discard (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);

  return qs_scope_run (self->scope, discard_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_sample_files_get_fraction:
 *
 * Returns: how much of the input has been copied, from 0 to 1.
 */
double
qs_sample_files_get_fraction (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), 0);

  return self->copy != NULL ? qs_file_copy_get_fraction (self->copy) : 0;
}

/**
 * qs_sample_files_get_sum:
 *
 * Returns: the MD5 sum of the input, computed while copying. To be asked after the copying.
 */
const char *
qs_sample_files_get_sum (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);
  g_return_val_if_fail (self->copy != NULL, NULL);

  return qs_file_copy_get_sum (self->copy);
}

/**
 * qs_sample_files_get_result_path:
 *
 * Returns: (nullable): where the job's result will be, known after the copying.
 */
const char *
qs_sample_files_get_result_path (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);

  return self->result_path;
}

/**
 * qs_sample_files_dup_name:
 *
 * Returns: (transfer full): the folder's own name, which is fit for a job's name.
 */
char *
qs_sample_files_dup_name (QsSampleFiles *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_FILES (self), NULL);
  g_return_val_if_fail (self->folder != NULL, NULL);

  return g_path_get_basename (self->folder);
}

static void
add_path (JsonObject *parameters,
          const char *name,
          const char *folder,
          const char *path)
{
  g_autofree char *basename = g_path_get_basename (path);
  g_autofree char *seen = g_build_filename ("/datastore", folder, basename, NULL);

  json_object_set_string_member (parameters, name, seen);
}

/**
 * qs_sample_files_make_parameters:
 *
 * Returns: (transfer full): the job's parameters: its files by the paths at which it sees them.
 */
JsonObject *
qs_sample_files_make_parameters (QsSampleFiles *self)
{
  g_autofree char *folder = qs_sample_files_dup_name (self);
  JsonObject *parameters = json_object_new ();

  add_path (parameters, "input", folder, self->input_path);
  add_path (parameters, "output", folder, self->result_path);
  return parameters;
}
