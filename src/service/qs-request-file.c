#include "qs-request-file.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-request-command.h"

/* AWS takes 30 KiB; a file much larger than that is something else. */
#define MAX_SIZE (1024 * 1024)

typedef struct
{
  QsRequest *request;
  GFile     *file;
} QsRequestFile;

static QsRequestFile *
request_file_new (QsRequest *request,
                  GFile     *file)
{
  QsRequestFile *self = g_new0 (QsRequestFile, 1);

  self->request = g_object_ref (request);
  self->file = g_object_ref (file);
  return self;
}

static void
request_file_free (gpointer data)
{
  QsRequestFile *self = data;

  g_object_unref (self->request);
  g_object_unref (self->file);
  g_free (self);
}

/* A device or a pipe has no size, and might have no end. */
static gboolean
check_file (GFile   *file,
            GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GFileInfo) info =
    qs_await_object (dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE ","
                                          G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                          G_PRIORITY_DEFAULT), error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= MAX_SIZE)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("“%s” is not a request: that would be a file of at most 1 MiB"), name);
  return FALSE;
}

static DexFuture *
load_fiber (gpointer data)
{
  QsRequestFile *self = data;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) fault = NULL;
  GError *error = NULL;

  if (!check_file (self->file, &error) ||
      (bytes = qs_await_boxed (dex_file_load_contents_bytes (self->file), &error)) == NULL)
    return dex_future_new_for_error (error);

  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (qs_document_replace (qs_request_get_document (self->request), text, FALSE, &fault))
    return dex_future_new_true ();

  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                _("“%s” is not a request as JSON: %s"), name,
                                fault->message);
}

static DexFuture *
save_fiber (gpointer data)
{
  QsRequestFile *self = data;
  g_autofree char *text = qs_request_command_dup_text (self->request);
  g_autofree char *lines = g_strconcat (text, "\n", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (lines, strlen (lines));

  return dex_file_replace_contents_bytes (self->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE);
}

/**
 * qs_request_file_load:
 *
 * Replaces the request's document by that of a file, as a step that can be undone. The request
 * stays as it was when the file cannot be read or is no JSON object.
 *
 * Returns: (transfer full): a future of success; rejected with a message that names the file.
 */
DexFuture *
qs_request_file_load (QsRequest *request,
                      GFile     *file)
{
  g_return_val_if_fail (QS_IS_REQUEST (request) && G_IS_FILE (file), NULL);

  return qs_fiber_start (load_fiber, request_file_new (request, file), request_file_free);
}

/**
 * qs_request_file_save:
 *
 * Writes what would be sent now. What was in the file stays until the new text is complete.
 *
 * Returns: (transfer full): a future of success.
 */
DexFuture *
qs_request_file_save (QsRequest *request,
                      GFile     *file)
{
  g_return_val_if_fail (QS_IS_REQUEST (request) && G_IS_FILE (file), NULL);

  return qs_fiber_start (save_fiber, request_file_new (request, file), request_file_free);
}
