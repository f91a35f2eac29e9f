#include "qs-notifier.h"

#include "qs-job-list.h"
#include "qs-test-desktop.h"
#include "qs-test.h"

typedef struct
{
  QsTestDesktop *desktop;
  GApplication  *application;
  QsNotifier    *notifier;
  QsJobList     *jobs;
  char          *action;   /* the last one invoked, with its target */
} Fixture;

static void
on_action_activate_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *target = g_variant_print (parameter, FALSE);

  g_free (fixture->action);
  fixture->action = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), target);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry actions[] = {
    { .name = "show-job", .activate = on_action_activate_cb, .parameter_type = "(ss)" },
    { .name = "open-results", .activate = on_action_activate_cb, .parameter_type = "(ss)" },
  };
  g_autoptr(GError) error = NULL;

  fixture->desktop = qs_test_desktop_new ();
  fixture->application = g_application_new ("io.github.quayside.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), actions,
                                   G_N_ELEMENTS (actions), fixture);
  g_application_register (fixture->application, NULL, &error);
  g_assert_no_error (error);
  fixture->jobs = qs_job_list_new ();
  fixture->notifier = qs_notifier_new (fixture->application);
  qs_notifier_watch (fixture->notifier, "here", G_OBJECT (fixture->jobs));
}

/* GLib 2.84's back end does not survive its end while something is shown. */
static void
withdraw_all (Fixture *fixture)
{
  g_application_withdraw_notification (fixture->application, "jobs:here");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->jobs)); i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (fixture->jobs), i);

      qs_notifier_withdraw (fixture->notifier, "here", qs_job_get_id (job));
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  GDBusConnection *client = g_application_get_dbus_connection (fixture->application);

  qs_test_desktop_settle (fixture->desktop, client);
  withdraw_all (fixture);
  qs_test_desktop_settle (fixture->desktop, client);
  g_assert_finalize_object (fixture->notifier);
  g_clear_object (&fixture->jobs);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->desktop);
  g_free (fixture->action);
}

static void
merge (Fixture    *fixture,
       const char *id,
       QsJobStatus status)
{
  const QsJobRecord record = { .id = id, .name = id, .status = status,
                               .exit_code = QS_JOB_NO_EXIT_CODE };

  qs_job_list_merge (fixture->jobs, &record, 1);
}

static void
assert_shown (Fixture    *fixture,
              guint       position,
              const char *text)
{
  g_autofree char *shown = qs_test_desktop_dup_shown (fixture->desktop, position);

  g_assert_cmpstr (shown, ==, text);
}

static void
test_one_notification_follows_a_job (Fixture      *fixture,
                                     gconstpointer data)
{
  merge (fixture, "sum", QS_JOB_STATUS_SUBMITTED);
  merge (fixture, "sum", QS_JOB_STATUS_RUNNING);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 1);
  assert_shown (fixture, 0, "sum is running [Show job]");

  merge (fixture, "sum", QS_JOB_STATUS_SUCCEEDED);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 2);
  g_assert_cmpuint (qs_test_desktop_get_n_shown (fixture->desktop), ==, 1);
  assert_shown (fixture, 0, "sum has succeeded [Show job] [Open results]");

  qs_notifier_withdraw (fixture->notifier, "here", "sum");
  qs_test_until (qs_test_desktop_get_n_shown (fixture->desktop) == 0);
}

static void
test_clicks_name_the_account_and_the_job (Fixture      *fixture,
                                          gconstpointer data)
{
  merge (fixture, "sum", QS_JOB_STATUS_SUCCEEDED);
  qs_test_until (qs_test_desktop_get_n_shown (fixture->desktop) == 1);

  qs_test_desktop_click (fixture->desktop, 0, "Open results");
  qs_test_until (fixture->action != NULL);
  g_assert_cmpstr (fixture->action, ==, "open-results ('here', 'sum')");
}

static void
test_a_click_on_the_notification_shows_the_job (Fixture      *fixture,
                                                gconstpointer data)
{
  merge (fixture, "sum", QS_JOB_STATUS_RUNNING);
  qs_test_until (qs_test_desktop_get_n_shown (fixture->desktop) == 1);

  qs_test_desktop_click (fixture->desktop, 0, "");
  qs_test_until (fixture->action != NULL);
  g_assert_cmpstr (fixture->action, ==, "show-job ('here', 'sum')");
}

static void
test_a_failure_says_why_and_nothing_hostile (Fixture      *fixture,
                                             gconstpointer data)
{
  const QsJobRecord record = {
    .id = "x", .name = "evil\x1b[31m\xe2\x80\xae<b>", .status = QS_JOB_STATUS_FAILED,
    .reason = "Essential container in task exited: password=secret", .exit_code = 3,
  };
  g_autofree char *shown = NULL;

  qs_job_list_merge (fixture->jobs, &record, 1);
  qs_test_until (qs_test_desktop_get_n_shown (fixture->desktop) == 1);
  shown = qs_test_desktop_dup_shown (fixture->desktop, 0);

  g_assert_nonnull (strstr (shown, "has failed"));
  g_assert_nonnull (strstr (shown, "exit code 3"));
  g_assert_null (strchr (shown, '\x1b'));
  g_assert_null (strstr (shown, "\xe2\x80\xae"));
  g_assert_null (strstr (shown, "secret"));
}

static void
merge_array (Fixture    *fixture,
             QsJobStatus status,
             guint       succeeded,
             guint       failed)
{
  QsJobRecord record = { .id = "a", .name = "array", .status = status, .array_size = 100,
                         .exit_code = QS_JOB_NO_EXIT_CODE, .has_counts = TRUE };

  record.counts[QS_JOB_STATUS_SUCCEEDED] = succeeded;
  record.counts[QS_JOB_STATUS_FAILED] = failed;
  record.counts[QS_JOB_STATUS_RUNNING] = 100 - succeeded - failed;
  qs_job_list_merge (fixture->jobs, &record, 1);
}

static void
test_an_array_counts_its_children_in_one (Fixture      *fixture,
                                          gconstpointer data)
{
  merge_array (fixture, QS_JOB_STATUS_PENDING, 0, 0);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 1);
  merge_array (fixture, QS_JOB_STATUS_PENDING, 36, 1);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 2);
  assert_shown (fixture, 0, "array is running / 37 of 100 done, 1 failed [Show job]");

  merge_array (fixture, QS_JOB_STATUS_FAILED, 98, 2);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 3);
  assert_shown (fixture, 0, "array has failed / 100 of 100 done, 2 failed [Show job]");
  g_assert_cmpuint (qs_test_desktop_get_n_shown (fixture->desktop), ==, 1);
}

static void
test_many_changes_become_a_digest (Fixture      *fixture,
                                   gconstpointer data)
{
  QsJobRecord records[40] = { 0 };
  g_auto(GStrv) names = g_new0 (char *, G_N_ELEMENTS (records) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      names[i] = g_strdup_printf ("job-%u", i);
      records[i].id = records[i].name = names[i];
      records[i].exit_code = QS_JOB_NO_EXIT_CODE;
      records[i].status = i < 3 ? QS_JOB_STATUS_FAILED : QS_JOB_STATUS_SUCCEEDED;
    }

  qs_job_list_merge (fixture->jobs, records, G_N_ELEMENTS (records));
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 1);
  assert_shown (fixture, 0, "Several jobs have moved on / 3 failed, 37 succeeded");
}

static void
test_kinds_can_be_switched_off (Fixture      *fixture,
                                gconstpointer data)
{
  g_object_set (fixture->notifier, "running", FALSE, "succeeded", FALSE, NULL);

  merge (fixture, "a", QS_JOB_STATUS_RUNNING);
  merge (fixture, "b", QS_JOB_STATUS_SUCCEEDED);
  merge (fixture, "c", QS_JOB_STATUS_FAILED);
  qs_test_until (qs_test_desktop_get_n_calls (fixture->desktop) == 1);
  assert_shown (fixture, 0, "c has failed / It ended before its program was run. [Show job]");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void        (*test) (Fixture      *fixture,
                         gconstpointer data);
  } tests[] = {
    { "/notifier/one-notification-follows-a-job", test_one_notification_follows_a_job },
    { "/notifier/clicks-name-the-account-and-the-job", test_clicks_name_the_account_and_the_job },
    { "/notifier/a-click-shows-the-job", test_a_click_on_the_notification_shows_the_job },
    { "/notifier/a-failure-says-why", test_a_failure_says_why_and_nothing_hostile },
    { "/notifier/an-array-counts-in-one", test_an_array_counts_its_children_in_one },
    { "/notifier/many-changes-become-a-digest", test_many_changes_become_a_digest },
    { "/notifier/kinds-can-be-switched-off", test_kinds_can_be_switched_off },
  };

  qs_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
