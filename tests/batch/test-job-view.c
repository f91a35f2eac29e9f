#include "qs-job-view.h"

#include "qs-test-clock.h"
#include "qs-test.h"

/* A copy of a model, kept up to date by what the model says about its changes and nothing else. */
typedef struct
{
  GPtrArray *jobs;
  guint      n_signals;
} QsMirror;

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     QsMirror   *mirror)
{
  mirror->n_signals++;
  g_ptr_array_remove_range (mirror->jobs, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror->jobs, position + i, g_list_model_get_item (model, position + i));

  g_assert_cmpuint (mirror->jobs->len, ==, g_list_model_get_n_items (model));
}

static void
mirror_open (QsMirror  *mirror,
             QsJobView *view)
{
  mirror->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_signals = 0;
  on_items_changed_cb (G_LIST_MODEL (view), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (view)),
                       mirror);
  mirror->n_signals = 0;
  g_signal_connect (view, "items-changed", G_CALLBACK (on_items_changed_cb), mirror);
}

static void
mirror_close (QsMirror *mirror)
{
  g_clear_pointer (&mirror->jobs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsMirror, mirror_close)

static void
add_job (QsJobList  *list,
         const char *id,
         const char *name,
         QsJobStatus status,
         gint64      created_at)
{
  QsJobRecord record = {
    .id = id,
    .name = name,
    .queue = strlen (id) % 2 ? "odd" : "even",
    .definition = "Bwa-Mem:3",
    .status = status,
    .created_at = created_at,
    .started_at = status >= QS_JOB_STATUS_RUNNING ? created_at + 10 : 0,
    .stopped_at = status >= QS_JOB_STATUS_SUCCEEDED ? created_at + 15 : 0,
    .exit_code = QS_JOB_NO_EXIT_CODE,
  };

  qs_job_list_merge (list, &record, 1);
}

static guint
get_number (QsJobView  *view,
            const char *property)
{
  guint number;

  g_object_get (view, property, &number, NULL);
  return number;
}

static char *
join_ids (QsJobView *view)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (view)); i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (view), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", qs_job_get_id (job));
    }

  return g_string_free (ids, FALSE);
}

#define assert_shows(view, expected) \
        G_STMT_START { \
          g_autofree char *shown = join_ids (view); \
          g_assert_cmpstr (shown, ==, expected); \
        } G_STMT_END

static QsJobList *
make_list (void)
{
  QsJobList *list = qs_job_list_new ();

  add_job (list, "a", "Zebra", QS_JOB_STATUS_RUNNING, 100);
  add_job (list, "bb", "align-long-name-2", QS_JOB_STATUS_FAILED, 300);
  add_job (list, "c", "align-long-name-10", QS_JOB_STATUS_RUNNABLE, 200);
  add_job (list, "dd", "Größe", QS_JOB_STATUS_SUCCEEDED, 300);
  return list;
}

static void
test_newest_first (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);

  assert_shows (view, "bb dd c a");
}

static void
test_sorts_by_each_key (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000);
  g_autoptr(QsJobView) view = g_object_new (QS_TYPE_JOB_VIEW, "list", list, "clock", clock, NULL);

  qs_job_view_sort (view, QS_JOB_SORT_CREATED, FALSE);
  assert_shows (view, "a c bb dd");
  qs_job_view_sort (view, QS_JOB_SORT_ID, TRUE);
  assert_shows (view, "dd c bb a");
  qs_job_view_sort (view, QS_JOB_SORT_NAME, FALSE);
  assert_shows (view, "c bb dd a");
  qs_job_view_sort (view, QS_JOB_SORT_NAME, TRUE);
  assert_shows (view, "a dd bb c");
  qs_job_view_sort (view, QS_JOB_SORT_STATUS, FALSE);
  assert_shows (view, "c a dd bb");
  qs_job_view_sort (view, QS_JOB_SORT_DURATION, TRUE);
  assert_shows (view, "a bb dd c");
}

static void
test_searches_name_id_and_definition (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);

  qs_job_view_set_search (view, "ZEB");
  assert_shows (view, "a");
  qs_job_view_set_search (view, "  GRÖSSE ");
  assert_shows (view, "dd");
  qs_job_view_set_search (view, "gro\xcc\x88\xc3\x9f");
  assert_shows (view, "dd");
  qs_job_view_set_search (view, "bB");
  assert_shows (view, "bb");
  qs_job_view_set_search (view, "bwa-MEM");
  assert_shows (view, "bb dd c a");
  qs_job_view_set_search (view, "nothing");
  assert_shows (view, "");
  qs_job_view_set_search (view, NULL);
  assert_shows (view, "bb dd c a");
}

static void
test_filters_by_queue_and_status (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);

  qs_job_view_set_queue (view, "odd");
  assert_shows (view, "c a");
  qs_job_view_set_statuses (view, QS_JOB_STATUS_BIT (QS_JOB_STATUS_RUNNING) |
                            QS_JOB_STATUS_BIT (QS_JOB_STATUS_FAILED));
  assert_shows (view, "a");
  qs_job_view_set_queue (view, NULL);
  assert_shows (view, "bb a");
  qs_job_view_set_queue (view, "no such queue");
  assert_shows (view, "");
}

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              GString    *notified)
{
  g_string_append_printf (notified, "%s ", pspec->name);
}

static void
test_counts_ignore_the_chosen_states (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);
  g_autoptr(GString) notified = g_string_new (NULL);

  qs_job_view_set_statuses (view, QS_JOB_STATUS_BIT (QS_JOB_STATUS_FAILED));
  g_assert_cmpuint (get_number (view, "n-total"), ==, 4);
  g_assert_cmpuint (qs_job_view_get_count (view, QS_JOB_STATUS_RUNNING), ==, 1);

  g_signal_connect (view, "notify", G_CALLBACK (on_notify_cb), notified);
  add_job (list, "a", "Zebra", QS_JOB_STATUS_FAILED, 100);
  g_assert_cmpstr (notified->str, ==, "n-running n-failed ");
  g_assert_cmpuint (qs_job_view_get_count (view, QS_JOB_STATUS_FAILED), ==, 2);
  assert_shows (view, "bb a");

  qs_job_view_set_search (view, "align");
  g_assert_cmpuint (get_number (view, "n-total"), ==, 2);
}

static void
test_all_of_the_queue_are_counted_whatever_is_searched (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);

  qs_job_view_set_search (view, "zebra");
  qs_job_view_set_statuses (view, QS_JOB_STATUS_BIT (QS_JOB_STATUS_FAILED));
  g_assert_cmpuint (get_number (view, "n-in-queue"), ==, 4);

  qs_job_view_set_queue (view, "odd");
  g_assert_cmpuint (get_number (view, "n-in-queue"), ==, 2);
  g_assert_cmpuint (get_number (view, "n-total"), ==, 1);

  add_job (list, "e", "new", QS_JOB_STATUS_SUBMITTED, 250);
  g_assert_cmpuint (get_number (view, "n-in-queue"), ==, 3);
  add_job (list, "e", "new", QS_JOB_STATUS_RUNNING, 250);
  g_assert_cmpuint (get_number (view, "n-in-queue"), ==, 3);
  add_job (list, "g", "zebra", QS_JOB_STATUS_SUBMITTED, 260);
  g_assert_cmpuint (get_number (view, "n-in-queue"), ==, 4);
  g_assert_cmpuint (get_number (view, "n-total"), ==, 2);
}

static void
test_a_change_of_state_moves_nothing_else (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);
  g_auto(QsMirror) mirror = { NULL };

  mirror_open (&mirror, view);
  add_job (list, "a", "Zebra", QS_JOB_STATUS_FAILED, 100);
  g_assert_cmpuint (mirror.n_signals, ==, 0);

  add_job (list, "e", "new", QS_JOB_STATUS_SUBMITTED, 250);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  assert_shows (view, "bb dd e c a");
}

static void
test_a_move_is_one_change (void)
{
  g_autoptr(QsJobList) list = make_list ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);
  g_auto(QsMirror) mirror = { NULL };

  qs_job_view_sort (view, QS_JOB_SORT_STATUS, FALSE);
  assert_shows (view, "c a dd bb");
  mirror_open (&mirror, view);
  add_job (list, "c", "align-long-name-10", QS_JOB_STATUS_FAILED, 200);

  g_assert_cmpuint (mirror.n_signals, ==, 1);
  assert_shows (view, "a dd bb c");
}

static void
test_ended_jobs_leave_in_one_change_a_run (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobView) view = NULL;
  g_auto(QsMirror) mirror = { NULL };
  QsJobRecord records[5] = { { NULL } };
  const char *ids[] = { "a", "b", "c", "d", "e" };

  for (guint i = 0; i < 5; i++)
    add_job (list, ids[i], "job", QS_JOB_STATUS_RUNNING, 100 - i);
  view = qs_job_view_new (list);
  qs_job_view_set_statuses (view, QS_JOB_STATUS_BIT (QS_JOB_STATUS_RUNNING));
  mirror_open (&mirror, view);
  for (guint i = 0; i < 5; i++)
    records[i] = (QsJobRecord) { .id = ids[i], .status = QS_JOB_STATUS_FAILED }
  ;
  records[2].status = QS_JOB_STATUS_RUNNING;
  qs_job_list_merge (list, records, 5);

  assert_shows (view, "c");
  g_assert_cmpuint (mirror.n_signals, ==, 2);
}

/* What the view must show, worked out the plain way. */
static char *
work_out_ids (QsJobList  *list,
              guint       statuses,
              const char *search)
{
  g_autoptr(QsJobView) fresh = qs_job_view_new (list);

  qs_job_view_sort (fresh, QS_JOB_SORT_STATUS, FALSE);
  qs_job_view_set_statuses (fresh, statuses);
  qs_job_view_set_search (fresh, search);
  return join_ids (fresh);
}

static void
change_some (QsJobList *list,
             guint      n_changes)
{
  g_autofree QsJobRecord *records = g_new0 (QsJobRecord, n_changes);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_changes; i++)
    {
      char *id = g_strdup_printf ("id-%d", g_test_rand_int_range (0, 2000));

      g_ptr_array_add (texts, id);
      records[i] = (QsJobRecord) {
        .id = id,
        .name = g_test_rand_int_range (0, 2) ? "align" : "call",
        .status = g_test_rand_int_range (0, QS_N_JOB_STATUSES),
        .created_at = g_test_rand_int_range (1, 500),
        .exit_code = QS_JOB_NO_EXIT_CODE,
      };
    }

  qs_job_list_merge (list, records, n_changes);
}

static void
test_following_equals_starting_anew (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);
  g_auto(QsMirror) mirror = { NULL };
  guint statuses = 0x2d;

  qs_job_view_sort (view, QS_JOB_SORT_STATUS, FALSE);
  qs_job_view_set_statuses (view, statuses);
  qs_job_view_set_search (view, "ALIGN");
  mirror_open (&mirror, view);

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *expected = NULL;

      change_some (list, i % 10 == 0 ? 400 : 1 + i % 7);
      expected = work_out_ids (list, statuses, "align");
      assert_shows (view, expected);
      for (guint j = 0; j < mirror.jobs->len; j++)
        {
          g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (view), j);

          g_assert_true (job == g_ptr_array_index (mirror.jobs, j));
        }
    }
}

static void
test_sorting_agrees_with_comparing (void)
{
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobView) view = qs_job_view_new (list);
  const char *before = NULL;

  qs_job_view_sort (view, QS_JOB_SORT_NAME, FALSE);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      g_autofree char *name = g_strnfill (g_test_rand_int_range (0, 20), 'x');

      if (*name != '\0' && g_test_rand_int_range (0, 2))
        name[strlen (name) - 1] = (char) g_test_rand_int_range ('A', 'z');
      add_job (list, id, name, QS_JOB_STATUS_RUNNING, i);
    }

  /* One by one they were put in by comparing; now they are sorted at once. */
  for (guint pass = 0; pass < 2; pass++)
    {
      before = "";
      for (guint i = 0; i < 500; i++)
        {
          g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (view), i);

          g_assert_cmpint (g_ascii_strcasecmp (before, qs_job_get_name (job)), <=, 0);
          before = qs_job_get_name (job);
        }
      qs_job_view_sort (view, QS_JOB_SORT_ID, FALSE);
      qs_job_view_sort (view, QS_JOB_SORT_NAME, FALSE);
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/job-view/newest-first", test_newest_first);
  g_test_add_func ("/job-view/sorts-by-each-key", test_sorts_by_each_key);
  g_test_add_func ("/job-view/searches-name-id-and-definition",
                   test_searches_name_id_and_definition);
  g_test_add_func ("/job-view/filters-by-queue-and-status", test_filters_by_queue_and_status);
  g_test_add_func ("/job-view/counts-ignore-the-chosen-states",
                   test_counts_ignore_the_chosen_states);
  g_test_add_func ("/job-view/all-of-the-queue-are-counted-whatever-is-searched",
                   test_all_of_the_queue_are_counted_whatever_is_searched);
  g_test_add_func ("/job-view/a-change-of-state-moves-nothing-else",
                   test_a_change_of_state_moves_nothing_else);
  g_test_add_func ("/job-view/a-move-is-one-change", test_a_move_is_one_change);
  g_test_add_func ("/job-view/ended-jobs-leave-in-one-change-a-run",
                   test_ended_jobs_leave_in_one_change_a_run);
  g_test_add_func ("/job-view/following-equals-starting-anew",
                   test_following_equals_starting_anew);
  g_test_add_func ("/job-view/sorting-agrees-with-comparing",
                   test_sorting_agrees_with_comparing);

  return g_test_run ();
}
