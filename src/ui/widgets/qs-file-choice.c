#include "qs-file-choice.h"

/* @file is taken. */
static void
settle (DexPromise *promise,
        GFile      *file,
        GError     *error)
{
  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else
    dex_promise_reject (promise, error);
}

static void
on_open_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  settle (promise, file, error);
}

static void
on_save_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  settle (promise, file, error);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

DexFuture *
qs_file_choice_open (GtkWidget  *widget,
                     const char *title)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  promise = dex_promise_new ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, get_window (widget), NULL, on_open_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

/* @name is what the file is called unless somebody calls it something else. */
DexFuture *
qs_file_choice_save (GtkWidget  *widget,
                     const char *title,
                     const char *name)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  promise = dex_promise_new ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (widget), NULL, on_save_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
