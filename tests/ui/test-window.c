#include "qs-window.h"

#include "qs-sidebar-row.h"
#include "qs-ui-test.h"

static AdwApplication *
make_application (void)
{
  AdwApplication *application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  return application;
}

static QsWindow *
make_window (AdwApplication *application)
{
  QsWindow *window = qs_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  qs_ui_test_settle (GTK_WIDGET (window));
  return window;
}

static const char *
get_chosen (QsWindow *window)
{
  GtkListBox *list = qs_ui_test_find (GTK_WIDGET (window), GTK_TYPE_LIST_BOX, NULL);

  return qs_sidebar_row_get_page (QS_SIDEBAR_ROW (gtk_list_box_get_selected_row (list)));
}

static const char *
get_shown (QsWindow *window)
{
  AdwNavigationView *view = qs_ui_test_find (GTK_WIDGET (window), ADW_TYPE_NAVIGATION_VIEW, NULL);

  return adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (view));
}

static void
test_begins_at_the_start (void)
{
  g_autoptr(AdwApplication) application = make_application ();
  QsWindow *window = make_window (application);

  g_assert_cmpstr (get_chosen (window), ==, "start");
  g_assert_cmpstr (get_shown (window), ==, "start");

  qs_ui_test_picture (GTK_WIDGET (window), "window");
  qs_ui_test_close (GTK_WINDOW (window));
}

static void
test_waits_for_the_account (void)
{
  g_autoptr(AdwApplication) application = make_application ();
  QsWindow *window = make_window (application);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "jobs"));
  g_assert_cmpstr (get_chosen (window), ==, "jobs");
  g_assert_cmpstr (get_shown (window), ==, "opening");

  qs_window_show_page (window, "start");
  g_assert_cmpstr (get_shown (window), ==, "start");

  qs_ui_test_close (GTK_WINDOW (window));
}

static void
test_toast_is_no_markup (void)
{
  g_autoptr(AdwApplication) application = make_application ();
  QsWindow *window = make_window (application);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "(sss)",
                                             "<b>a & b</b>", "", ""));
  qs_ui_test_settle (GTK_WIDGET (window));
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "<b>a & b</b>"));

  qs_ui_test_close (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  g_test_add_func ("/window/begins-at-the-start", test_begins_at_the_start);
  g_test_add_func ("/window/waits-for-the-account", test_waits_for_the_account);
  g_test_add_func ("/window/toast-is-no-markup", test_toast_is_no_markup);

  return g_test_run ();
}
