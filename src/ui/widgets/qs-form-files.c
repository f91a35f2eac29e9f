#include "qs-form-files.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-file-choice.h"
#include "qs-request-file.h"
#include "qs-scope.h"

struct _QsFormFiles
{
  GObject    parent_instance;

  GtkWidget *widget;   /* not owned: it owns this */
  QsScope   *scope;
};

G_DEFINE_FINAL_TYPE (QsFormFiles, qs_form_files, G_TYPE_OBJECT)

typedef DexFuture *(*QsFileFunc) (QsRequest *request,
                                  GFile     *file);

typedef struct
{
  QsDraft   *draft;
  DexFuture *choice;
  QsFileFunc act;
} QsFileTask;

static void
free_task (gpointer data)
{
  QsFileTask *task = data;

  g_object_unref (task->draft);
  dex_clear (&task->choice);
  g_free (task);
}

static DexFuture *
file_fiber (gpointer data)
{
  QsFileTask *task = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = qs_await_object (dex_ref (task->choice), NULL);

  if (file != NULL && !qs_await (task->act (qs_draft_get_request (task->draft), file), &error))
    qs_draft_set_error (task->draft, error);

  return dex_future_new_true ();
}

/* @choice is taken. */
static void
run (QsFormFiles *self,
     QsDraft     *draft,
     DexFuture   *choice,
     QsFileFunc   act)
{
  QsFileTask *task = g_new0 (QsFileTask, 1);

  task->draft = g_object_ref (draft);
  task->choice = choice;
  task->act = act;
  qs_scope_spawn (self->scope, file_fiber, task, free_task);
}

static void
qs_form_files_dispose (GObject *object)
{
  QsFormFiles *self = QS_FORM_FILES (object);

  self->widget = NULL;
  qs_scope_cancel (self->scope);

  G_OBJECT_CLASS (qs_form_files_parent_class)->dispose (object);
}

static void
qs_form_files_finalize (GObject *object)
{
  qs_scope_unref (QS_FORM_FILES (object)->scope);

  G_OBJECT_CLASS (qs_form_files_parent_class)->finalize (object);
}

static void
qs_form_files_class_init (QsFormFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_form_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = qs_form_files_finalize;
}

static void
qs_form_files_init (QsFormFiles *self)
{
  self->scope = qs_scope_new ();
}

QsFormFiles *
qs_form_files_new (GtkWidget *widget)
{
  QsFormFiles *self = g_object_new (QS_TYPE_FORM_FILES, NULL);

  self->widget = widget;
  return self;
}

/* Asks for a file and edits what it says; it can be undone. */
void
qs_form_files_open (QsFormFiles *self,
                    QsDraft     *draft)
{
  g_return_if_fail (QS_IS_FORM_FILES (self) && QS_IS_DRAFT (draft));

  run (self, draft, qs_file_choice_open (self->widget, _("Open Request")), qs_request_file_load);
}

/* Asks where to, and writes what would be sent. */
void
qs_form_files_save (QsFormFiles *self,
                    QsDraft     *draft)
{
  g_autofree char *name = NULL;

  g_return_if_fail (QS_IS_FORM_FILES (self) && QS_IS_DRAFT (draft));

  name = g_strconcat (qs_request_get_operation (qs_draft_get_request (draft)), ".json", NULL);
  run (self, draft, qs_file_choice_save (self->widget, _("Save Request"), name),
       qs_request_file_save);
}
