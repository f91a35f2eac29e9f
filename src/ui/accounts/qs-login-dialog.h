#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/* Logs in anew for an account that is there: the browser opens, and the dialog closes by itself. */
#define QS_TYPE_LOGIN_DIALOG (qs_login_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsLoginDialog,
                      qs_login_dialog,
                      QS,
                      LOGIN_DIALOG,
                      AdwDialog)

AdwDialog *qs_login_dialog_new (QsAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
