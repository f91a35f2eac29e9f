#pragma once

#include <gtk/gtk.h>

#include "qs-engine.h"
#include "qs-request.h"

G_BEGIN_DECLS

/*
 * A widget that holds the rows of a request, such as a dialog. Rows find it among their ancestors:
 * a template only names their paths. A form whose request is for an account says which, so that
 * rows can look up what there is to pick.
 */
#define QS_TYPE_FORM (qs_form_get_type ())
G_DECLARE_INTERFACE (QsForm,
                     qs_form,
                     QS,
                     FORM,
                     GtkWidget)

struct _QsFormInterface
{
  GTypeInterface parent_iface;

  QsRequest     *(*get_request) (QsForm *self);
  QsEngine      *(*get_engine)  (QsForm *self);
};

QsRequest *qs_form_get_request (QsForm *self);
QsEngine  *qs_form_get_engine (QsForm *self);
gboolean   qs_form_focus_first_fault (QsForm *self);

G_END_DECLS
