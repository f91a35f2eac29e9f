#pragma once

#include <gtk/gtk.h>

#include "qs-draft.h"

G_BEGIN_DECLS

/*
 * Opens and saves the request of a form as a file. What went wrong stands where the draft's errors
 * do. The widget owns this, and is where the file dialogs open.
 */
#define QS_TYPE_FORM_FILES (qs_form_files_get_type ())
G_DECLARE_FINAL_TYPE (QsFormFiles,
                      qs_form_files,
                      QS,
                      FORM_FILES,
                      GObject)

QsFormFiles *qs_form_files_new (GtkWidget   *widget) G_GNUC_WARN_UNUSED_RESULT;

void         qs_form_files_open (QsFormFiles *self,
                                 QsDraft     *draft);
void         qs_form_files_save (QsFormFiles *self,
                                 QsDraft     *draft);

G_END_DECLS
