#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_TEST_DESKTOP (qs_test_desktop_get_type ())
G_DECLARE_FINAL_TYPE (QsTestDesktop,
                      qs_test_desktop,
                      QS,
                      TEST_DESKTOP,
                      GObject)

/*
 * A session bus of the test's own on which the desktop's notification service is played: what was
 * shown is kept by its id, and clicks can be sent.
 */

QsTestDesktop *qs_test_desktop_new (void) G_GNUC_WARN_UNUSED_RESULT;

void           qs_test_desktop_settle (QsTestDesktop   *self,
                                       GDBusConnection *client);

guint          qs_test_desktop_get_n_calls (QsTestDesktop *self);
guint          qs_test_desktop_get_n_shown (QsTestDesktop *self);
char          *qs_test_desktop_dup_shown (QsTestDesktop *self,
                                          guint          position) G_GNUC_WARN_UNUSED_RESULT;
void           qs_test_desktop_click (QsTestDesktop *self,
                                      guint          position,
                                      const char    *label);

G_END_DECLS
