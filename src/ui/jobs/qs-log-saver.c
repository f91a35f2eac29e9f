#include "qs-log-saver.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-file-choice.h"
#include "qs-log-save.h"
#include "qs-scope.h"
#include "qs-toast.h"

struct _QsLogSaver
{
  QsRecord   parent_instance;

  GtkWidget *widget;     /* not owned: it owns this */
  QsScope   *scope;
  QsLogSave *save;
};

G_DEFINE_FINAL_TYPE (QsLogSaver, qs_log_saver, QS_TYPE_RECORD)

enum
{
  BUSY,
  SUMMARY,
};

static const QsRecordField fields[] = {
  [BUSY] = { "busy", G_TYPE_BOOLEAN },
  [SUMMARY] = { "summary", G_TYPE_STRING },
};

typedef struct
{
  GWeakRef     saver;
  QsLogStream *stream;
  QsLogSave   *save;
  DexFuture   *choice;
} QsSaving;

static void
free_saving (gpointer data)
{
  QsSaving *saving = data;

  g_weak_ref_clear (&saving->saver);
  g_clear_object (&saving->stream);
  g_clear_object (&saving->save);
  dex_clear (&saving->choice);
  g_free (saving);
}

static void
on_save_notify_cb (QsLogSaver *self)
{
  g_autofree char *size = g_format_size (qs_log_save_get_n_bytes (self->save));
  /* Translators: how much of a log was written to a file so far */
  g_autofree char *summary = g_strdup_printf (_("%s saved…"), size);

  qs_record_set_string (QS_RECORD (self), SUMMARY, summary);
}

static void
begin (QsLogSaver *self,
       QsSaving   *saving,
       GFile      *file)
{
  saving->save = qs_log_save_new (qs_log_stream_get_engine (saving->stream),
                                  qs_log_stream_get_name (saving->stream), file);
  g_set_object (&self->save, saving->save);
  g_signal_connect_object (saving->save, "notify", G_CALLBACK (on_save_notify_cb), self,
                           G_CONNECT_SWAPPED);
  on_save_notify_cb (self);
  qs_record_set_bool (QS_RECORD (self), BUSY, TRUE);
}

static void
finish (QsLogSaver   *self,
        const GError *error)
{
  g_clear_object (&self->save);
  qs_record_set_bool (QS_RECORD (self), BUSY, FALSE);
  if (error == NULL)
    qs_toast_show (self->widget, _("The log was saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qs_toast_show_error (self->widget, error);
}

static DexFuture *
save_fiber (gpointer data)
{
  QsSaving *saving = data;
  g_autoptr(QsLogSaver) self = NULL;
  g_autoptr(GFile) file = qs_await_object (dex_ref (saving->choice), NULL);
  g_autoptr(GError) error = NULL;

  if (file == NULL || (self = g_weak_ref_get (&saving->saver)) == NULL)
    return dex_future_new_true ();

  begin (self, saving, file);
  g_clear_object (&self);
  qs_await (qs_log_save_run (saving->save), &error);
  if ((self = g_weak_ref_get (&saving->saver)) != NULL && self->widget != NULL)
    finish (self, error);

  return dex_future_new_true ();
}

static void
qs_log_saver_dispose (GObject *object)
{
  QsLogSaver *self = QS_LOG_SAVER (object);

  self->widget = NULL;
  qs_log_saver_cancel (self);
  g_clear_object (&self->save);

  G_OBJECT_CLASS (qs_log_saver_parent_class)->dispose (object);
}

static void
qs_log_saver_finalize (GObject *object)
{
  qs_scope_unref (QS_LOG_SAVER (object)->scope);

  G_OBJECT_CLASS (qs_log_saver_parent_class)->finalize (object);
}

static void
qs_log_saver_class_init (QsLogSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_log_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = qs_log_saver_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_log_saver_init (QsLogSaver *self)
{
  self->scope = qs_scope_new ();
}

/* @widget owns the saver and shows its messages. */
QsLogSaver *
qs_log_saver_new (GtkWidget *widget)
{
  QsLogSaver *self = g_object_new (QS_TYPE_LOG_SAVER, NULL);

  self->widget = widget;
  return self;
}

/* Asks for a file, at first called @name, and writes the whole log to it; one at a time. */
void
qs_log_saver_save (QsLogSaver  *self,
                   QsLogStream *stream,
                   const char  *name)
{
  QsSaving *saving;

  if (qs_record_get_bool (QS_RECORD (self), BUSY))
    return;

  saving = g_new0 (QsSaving, 1);
  g_weak_ref_init (&saving->saver, self);
  saving->stream = g_object_ref (stream);
  saving->choice = qs_file_choice_save (self->widget, _("Save Log"), name);
  qs_scope_spawn (self->scope, save_fiber, saving, free_saving);
}

void
qs_log_saver_cancel (QsLogSaver *self)
{
  if (self->save != NULL)
    qs_log_save_cancel (self->save);
}
