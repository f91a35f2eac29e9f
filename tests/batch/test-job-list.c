#include "qs-job-list.h"

#include "qs-test.h"

static QsJobRecord
make_record (const char *id,
             QsJobStatus status)
{
  return (QsJobRecord) {
           .id = id,
           .name = "align",
           .queue = "default",
           .definition = "bwa:3",
           .status = status,
           .created_at = 1000,
           .exit_code = QS_JOB_NO_EXIT_CODE,
  };
}

static void
merge_one (QsJobList  *list,
           const char *id,
           QsJobStatus status)
{
  QsJobRecord record = make_record (id, status);

  qs_job_list_merge (list, &record, 1);
}

static void
on_counted_cb (gpointer object,
               gpointer what,
               guint   *count)
{
  (*count)++;
}

typedef struct
{
  guint n_signals;
  guint position;
  guint n_removed;
  guint n_added;
} QsSplice;

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     QsSplice   *splice)
{
  *splice = (QsSplice) { splice->n_signals + 1, position, n_removed, n_added };
}

static void
test_a_page_is_one_change (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autofree QsJobRecord *records = g_new0 (QsJobRecord, 1000);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  QsSplice splice = { 0 };

  merge_one (list, "before", QS_JOB_STATUS_RUNNING);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &splice);
  for (guint i = 0; i < 1000; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("job-%u", i));
      records[i] = make_record (g_ptr_array_index (ids, i), QS_JOB_STATUS_RUNNABLE);
    }

  g_assert_cmpuint (qs_job_list_merge (list, records, 1000), ==, 1000);

  g_assert_cmpuint (splice.n_signals, ==, 1);
  g_assert_cmpuint (splice.position, ==, 1);
  g_assert_cmpuint (splice.n_added, ==, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1001);
  for (guint i = 0; i < 1000; i++)
    g_assert_true (qs_job_list_contains (list, g_ptr_array_index (ids, i)));
}

static void
test_the_same_again_changes_nothing (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  QsSplice splice = { 0 };
  g_autoptr(QsJob) job = NULL;
  guint n_notified = 0;
  QsJobRecord record = make_record ("a", QS_JOB_STATUS_RUNNING);

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  job = qs_job_list_find (list, "a");
  g_signal_connect (job, "notify", G_CALLBACK (on_counted_cb), &n_notified);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &splice);

  g_assert_cmpuint (qs_job_list_merge (list, &record, 1), ==, 0);

  g_assert_cmpuint (splice.n_signals, ==, 0);
  g_assert_cmpuint (n_notified, ==, 0);
}

static void
test_a_job_keeps_its_object (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJob) found = NULL;
  QsJob *job;

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  found = qs_job_list_find (list, "a");
  job = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (job == found);
  g_object_unref (job);

  merge_one (list, "b", QS_JOB_STATUS_RUNNING);
  merge_one (list, "a", QS_JOB_STATUS_FAILED);
  job = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (job == found);
  g_object_unref (job);
}

static void
test_objects_go_when_nobody_holds_them (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  QsJob *job;

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  job = qs_job_list_find (list, "a");
  g_assert_finalize_object (job);

  job = qs_job_list_find (list, "a");
  g_assert_cmpstr (qs_job_get_id (job), ==, "a");
  g_assert_finalize_object (job);
}

static void
test_an_object_outlives_the_list (void)
{
  QsJobList *list = qs_job_list_new ();
  g_autoptr(QsJob) job = NULL;

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  job = qs_job_list_find (list, "a");
  g_object_unref (list);

  g_assert_cmpstr (qs_job_get_name (job), ==, "align");
  g_assert_cmpstr (qs_job_get_queue (job), ==, "default");
}

static void
test_an_update_notifies_what_changed (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJob) job = NULL;
  QsJobRecord record = make_record ("a", QS_JOB_STATUS_FAILED);
  guint n_status = 0;
  guint n_name = 0;

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  job = qs_job_list_find (list, "a");
  g_signal_connect (job, "notify::status", G_CALLBACK (on_counted_cb), &n_status);
  g_signal_connect (job, "notify::name", G_CALLBACK (on_counted_cb), &n_name);
  record.reason = "Essential container in task exited";
  record.exit_code = 3;
  qs_job_list_merge (list, &record, 1);

  g_assert_cmpuint (n_status, ==, 1);
  g_assert_cmpuint (n_name, ==, 0);
  g_assert_cmpint (qs_job_get_status (job), ==, QS_JOB_STATUS_FAILED);
  g_assert_cmpint (qs_job_get_exit_code (job), ==, 3);
  g_assert_cmpstr (qs_job_get_status_reason (job), ==, "Essential container in task exited");
}

static void
test_what_a_listing_leaves_out_is_kept (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJob) job = NULL;
  QsJobRecord summary = { .id = "a", .status = QS_JOB_STATUS_RUNNING, .started_at = 5,
                          .exit_code = QS_JOB_NO_EXIT_CODE };

  merge_one (list, "a", QS_JOB_STATUS_STARTING);
  qs_job_list_merge (list, &summary, 1);
  job = qs_job_list_find (list, "a");

  g_assert_cmpstr (qs_job_get_queue (job), ==, "default");
  g_assert_cmpstr (qs_job_get_definition (job), ==, "bwa:3");
  g_assert_cmpint (qs_job_get_created_at (job), ==, 1000);
  g_assert_cmpint (qs_job_get_started_at (job), ==, 5);
}

static void
on_transition_cb (QsJobList  *list,
                  QsJob      *job,
                  QsJobStatus from,
                  QsJobStatus to,
                  GString    *told)
{
  g_string_append_printf (told, "%s %s %s;", qs_job_get_id (job), qs_job_status_to_string (from),
                          qs_job_status_to_string (to));
}

static void
test_transitions_are_told_when_all_is_merged (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(GString) told = g_string_new (NULL);
  QsJobRecord records[] = {
    make_record ("a", QS_JOB_STATUS_RUNNING),
    make_record ("b", QS_JOB_STATUS_SUBMITTED),
    make_record ("c", QS_JOB_STATUS_FAILED),
  };

  merge_one (list, "a", QS_JOB_STATUS_STARTING);
  merge_one (list, "c", QS_JOB_STATUS_FAILED);
  g_signal_connect (list, "transition", G_CALLBACK (on_transition_cb), told);
  qs_job_list_merge (list, records, G_N_ELEMENTS (records));

  g_assert_cmpstr (told->str, ==, "a STARTING RUNNING;b UNKNOWN SUBMITTED;");
}

static void
test_a_round_tells_what_it_missed (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_auto(GStrv) unseen = NULL;

  merge_one (list, "gone", QS_JOB_STATUS_RUNNING);
  merge_one (list, "seen", QS_JOB_STATUS_RUNNING);
  merge_one (list, "ended", QS_JOB_STATUS_SUCCEEDED);
  qs_job_list_begin_round (list);
  merge_one (list, "seen", QS_JOB_STATUS_RUNNING);
  unseen = qs_job_list_dup_unseen (list);

  g_assert_cmpstrv (unseen, ((const char *[]) { "gone", NULL }));
}

static void
test_counts_follow_states (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();

  merge_one (list, "a", QS_JOB_STATUS_RUNNING);
  merge_one (list, "b", QS_JOB_STATUS_RUNNING);
  g_assert_cmpuint (qs_job_list_get_count (list, QS_JOB_STATUS_RUNNING), ==, 2);
  g_assert_true (qs_job_list_has_active (list));

  merge_one (list, "a", QS_JOB_STATUS_FAILED);
  merge_one (list, "b", QS_JOB_STATUS_SUCCEEDED);
  g_assert_cmpuint (qs_job_list_get_count (list, QS_JOB_STATUS_RUNNING), ==, 0);
  g_assert_cmpuint (qs_job_list_get_count (list, QS_JOB_STATUS_FAILED), ==, 1);
  g_assert_false (qs_job_list_has_active (list));
}

static void
test_arrays_tell_their_children (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJob) job = NULL;
  g_auto(GStrv) arrays = NULL;
  guint n_finished = 0;
  QsJobRecord record = make_record ("a", QS_JOB_STATUS_PENDING);

  record.array_size = 100;
  qs_job_list_merge (list, &record, 1);
  job = qs_job_list_find (list, "a");
  g_signal_connect (job, "notify::array-finished", G_CALLBACK (on_counted_cb), &n_finished);
  record.has_counts = TRUE;
  record.counts[QS_JOB_STATUS_SUCCEEDED] = 40;
  record.counts[QS_JOB_STATUS_RUNNING] = 60;
  qs_job_list_merge (list, &record, 1);
  arrays = qs_job_list_dup_active_arrays (list);

  g_assert_cmpuint (n_finished, ==, 1);
  g_assert_cmpuint (qs_job_get_array_size (job), ==, 100);
  g_assert_cmpuint (qs_job_get_array_count (job, QS_JOB_STATUS_SUCCEEDED), ==, 40);
  g_assert_cmpstrv (arrays, ((const char *[]) { "a", NULL }));
}

static void
test_many_ids_are_all_found (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-%012x", i, i * 7);

      merge_one (list, id, QS_JOB_STATUS_RUNNING);
    }

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-%012x", i, i * 7);
      g_autoptr(QsJob) job = qs_job_list_find (list, id);

      g_assert_cmpstr (qs_job_get_id (job), ==, id);
    }

  g_assert_false (qs_job_list_contains (list, "ffffffff-0000-4000-8000-000000000000"));
}

static void
test_overlong_texts_are_cut (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr(QsJob) job = NULL;
  QsJobRecord record = make_record (text, QS_JOB_STATUS_RUNNING);

  record.name = text;
  qs_job_list_merge (list, &record, 1);
  qs_job_list_merge (list, &record, 1);
  job = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpuint (strlen (qs_job_get_id (job)), ==, 1024);
  g_assert_cmpuint (strlen (qs_job_get_name (job)), ==, 1024);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/job-list/a-page-is-one-change", test_a_page_is_one_change);
  g_test_add_func ("/job-list/the-same-again-changes-nothing", test_the_same_again_changes_nothing);
  g_test_add_func ("/job-list/a-job-keeps-its-object", test_a_job_keeps_its_object);
  g_test_add_func ("/job-list/objects-go-when-nobody-holds-them",
                   test_objects_go_when_nobody_holds_them);
  g_test_add_func ("/job-list/an-object-outlives-the-list", test_an_object_outlives_the_list);
  g_test_add_func ("/job-list/an-update-notifies-what-changed",
                   test_an_update_notifies_what_changed);
  g_test_add_func ("/job-list/what-a-listing-leaves-out-is-kept",
                   test_what_a_listing_leaves_out_is_kept);
  g_test_add_func ("/job-list/transitions-are-told-when-all-is-merged",
                   test_transitions_are_told_when_all_is_merged);
  g_test_add_func ("/job-list/a-round-tells-what-it-missed", test_a_round_tells_what_it_missed);
  g_test_add_func ("/job-list/counts-follow-states", test_counts_follow_states);
  g_test_add_func ("/job-list/arrays-tell-their-children", test_arrays_tell_their_children);
  g_test_add_func ("/job-list/many-ids-are-all-found", test_many_ids_are_all_found);
  g_test_add_func ("/job-list/overlong-texts-are-cut", test_overlong_texts_are_cut);

  return g_test_run ();
}
