#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The program as the desktop sees it: one process, one window, the actions behind notifications and
 * menus. It owns what outlives a window.
 */
#define QS_TYPE_APPLICATION (qs_application_get_type ())
G_DECLARE_FINAL_TYPE (QsApplication,
                      qs_application,
                      QS,
                      APPLICATION,
                      AdwApplication)

QsApplication *qs_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
