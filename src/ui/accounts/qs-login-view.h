#pragma once

#include <adwaita.h>

#include "qs-login.h"

G_BEGIN_DECLS

/*
 * A login at IAM Identity Center under way: opens the browser, shows the code to compare where
 * there is one, and what went wrong.
 *
 * The signal #QsLoginView::done follows a login that has succeeded.
 */
#define QS_TYPE_LOGIN_VIEW (qs_login_view_get_type ())
G_DECLARE_FINAL_TYPE (QsLoginView,
                      qs_login_view,
                      QS,
                      LOGIN_VIEW,
                      AdwBin)

void qs_login_view_start (QsLoginView *self,
                          QsLogin     *login);

G_END_DECLS
