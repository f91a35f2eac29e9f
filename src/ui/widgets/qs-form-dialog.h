#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-draft.h"

G_BEGIN_DECLS

#define QS_TYPE_FORM_DIALOG (qs_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsFormDialog,
                          qs_form_dialog,
                          QS,
                          FORM_DIALOG,
                          AdwDialog)

/*
 * The frame around every form: a button that sends and counts the faults that are left, the request
 * as JSON beside the rows, undo and redo over the whole form, files, and a question before work is
 * thrown away.
 *
 * A kind of form names its title, "content" (a preferences page with rows), "send-label",
 * "busy-label" and "focus-widget" (the row to begin with) in its template, and gives its draft by
 * qs_form_dialog_set_draft() when constructed; qs_form_dialog_keep_draft() then keeps what is
 * entered until it is sent, whatever ends the program. The dialog closes by itself when the draft
 * was sent; sent() then says so where it was opened.
 */
struct _QsFormDialogClass
{
  AdwDialogClass parent_class;

  void           (*sent) (QsFormDialog *self,
                          const char   *name);
};

QsDraft *qs_form_dialog_get_draft (QsFormDialog *self);
void     qs_form_dialog_set_draft (QsFormDialog *self,
                                   QsDraft      *draft);
void     qs_form_dialog_keep_draft (QsFormDialog *self,
                                    QsAccount    *account,
                                    const char   *subject);

G_END_DECLS
