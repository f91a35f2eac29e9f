#pragma once

#include <adwaita.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * The window: a sidebar of sections and the page of the chosen one. It only navigates; pages reach
 * it by its actions win.show-page (s), win.show-job (s), win.submit-job (s), win.submit-again
 * (ss: a job, the nick of a QsSubmitChange) and win.toast (sss, see qs-toast.h).
 *
 * The property "accounts" is NULL until they are open; "account" is the one chosen in the sidebar.
 */
#define QS_TYPE_WINDOW (qs_window_get_type ())
G_DECLARE_FINAL_TYPE (QsWindow,
                      qs_window,
                      QS,
                      WINDOW,
                      AdwApplicationWindow)

QsWindow *qs_window_new (AdwApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void      qs_window_show_page (QsWindow   *self,
                               const char *name);

void qs_window_show_job (QsWindow   *self,
                         const char *account_id,
                         const char *job_id);

G_END_DECLS
