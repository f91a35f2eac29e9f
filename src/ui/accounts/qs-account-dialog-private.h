#pragma once

#include "qs-account-dialog.h"

#include "qs-account-fields.h"
#include "qs-choice-list.h"
#include "qs-login-view.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/* The dialog's way through a login has a file of its own, qs-account-dialog-login.c. */
struct _QsAccountDialog
{
  AdwDialog          parent_instance;

  QsScope           *scope;
  QsAccountDraft    *draft;

  AdwToastOverlay   *toast_overlay;
  AdwNavigationView *navigation_view;
  QsAccountFields   *fields;
  QsLoginView       *login_view;
  QsChoiceList      *account_list;
  QsChoiceList      *role_list;
  GtkWidget         *done_button;
};

void qs_account_dialog_spawn (QsAccountDialog *self,
                              DexFiberFunc     fiber);
void qs_account_dialog_login_bind (GtkWidgetClass *widget_class);

G_END_DECLS
