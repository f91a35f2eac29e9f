#include "qs-job-filter.h"
#include "qs-job-table.h"

#include "qs-ui-test.h"

typedef struct
{
  QsJobList   *list;
  QsJobView   *view;
  GtkWidget   *box;
  QsJobFilter *filter;
  QsJobTable  *table;
  GtkWindow   *window;
} Fixture;

static const QsJobRecord records[] = {
  { .id = "7999acca-9983-4feb-8eba-99fef48ecdd2", .name = "md5sum-s3-2", .queue = "default",
    .created_at = 1795000000000, .started_at = 1795000001000, .stopped_at = 1795000004200,
    .status = QS_JOB_STATUS_SUCCEEDED, .exit_code = 0 },
  { .id = "d88b9c48-6358-4e74-8907-0fa3d8876ecd", .name = "bwa", .queue = "default",
    .created_at = 1795000100000, .status = QS_JOB_STATUS_RUNNABLE,
    .exit_code = QS_JOB_NO_EXIT_CODE },
  { .id = "173ed42f-eb18-4d15-89a5-d1fba3c61794", .name = "delly", .queue = "first-run-job-queue",
    .created_at = 1795000200000, .started_at = 1795000201000, .stopped_at = 1795000901000,
    .status = QS_JOB_STATUS_FAILED, .exit_code = 1 },
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  const char *queues[] = { "All queues", "default", "first-run-job-queue", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (queues);

  self->list = qs_job_list_new ();
  qs_job_list_merge (self->list, records, G_N_ELEMENTS (records));
  self->view = qs_job_view_new (self->list);
  self->filter = g_object_new (QS_TYPE_JOB_FILTER, "view", self->view, "queues", names, NULL);
  self->table = g_object_new (QS_TYPE_JOB_TABLE, "view", self->view, "vexpand", TRUE, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->table));
  self->window = qs_ui_test_present (self->box, 800, 400);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->table), (gpointer *) &self->table);
  g_object_add_weak_pointer (G_OBJECT (self->filter), (gpointer *) &self->filter);
  qs_ui_test_close (self->window);
  g_assert_null (self->table);
  g_assert_null (self->filter);
  g_assert_finalize_object (self->view);
  g_assert_finalize_object (self->list);
}

static const char *
get_name (Fixture *self,
          guint    position)
{
  g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (self->view), position);

  return qs_job_get_name (job);
}

static GtkColumnView *
get_column_view (Fixture *self)
{
  return qs_ui_test_find (GTK_WIDGET (self->table), GTK_TYPE_COLUMN_VIEW, NULL);
}

static gboolean
shows (GtkWidget  *widget,
       const char *text)
{
  if (GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;

  return FALSE;
}

static void
test_newest_come_first (Fixture      *self,
                        gconstpointer data)
{
  qs_ui_test_picture (GTK_WIDGET (self->window), "job-table");
  g_assert_cmpstr (get_name (self, 0), ==, "delly");
  g_assert_cmpstr (get_name (self, 2), ==, "md5sum-s3-2");
}

static void
test_header_sorts (Fixture      *self,
                   gconstpointer data)
{
  GListModel *columns = gtk_column_view_get_columns (get_column_view (self));
  g_autoptr(GtkColumnViewColumn) name = g_list_model_get_item (columns, 1);

  gtk_column_view_sort_by_column (get_column_view (self), name, GTK_SORT_ASCENDING);
  g_assert_cmpstr (get_name (self, 0), ==, "bwa");
  g_assert_cmpstr (get_name (self, 2), ==, "md5sum-s3-2");

  gtk_column_view_sort_by_column (get_column_view (self), name, GTK_SORT_DESCENDING);
  g_assert_cmpstr (get_name (self, 0), ==, "md5sum-s3-2");
}

static void
test_status_narrows (Fixture      *self,
                     gconstpointer data)
{
  AdwToggleGroup *group = qs_ui_test_find (GTK_WIDGET (self->filter), ADW_TYPE_TOGGLE_GROUP, NULL);

  adw_toggle_group_set_active_name (group, "failed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 1);
  g_assert_cmpstr (get_name (self, 0), ==, "delly");

  adw_toggle_group_set_active_name (group, "running");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 0);

  qs_job_filter_clear (self->filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 3);
}

static void
test_queue_narrows (Fixture      *self,
                    gconstpointer data)
{
  GtkDropDown *queues = qs_ui_test_find (GTK_WIDGET (self->filter), GTK_TYPE_DROP_DOWN, "Queue");

  gtk_drop_down_set_selected (queues, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 2);

  gtk_drop_down_set_selected (queues, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 3);
}

static void
test_text_narrows (Fixture      *self,
                   gconstpointer data)
{
  GtkEditable *search = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (self->filter),
                                                                     QS_TYPE_JOB_FILTER,
                                                                     "search_entry"));

  gtk_editable_set_text (search, "md5");
  for (guint i = 0; i < 10 && qs_job_view_get_search (self->view) == NULL; i++)
    qs_ui_test_settle (GTK_WIDGET (self->window));

  g_assert_cmpstr (qs_job_view_get_search (self->view), ==, "md5");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->view)), ==, 1);
  g_assert_cmpstr (get_name (self, 0), ==, "md5sum-s3-2");
}

static void
test_counts_are_live (Fixture      *self,
                      gconstpointer data)
{
  GtkWidget *filter = GTK_WIDGET (self->filter);
  QsJobRecord ended = records[1];

  g_object_set (filter, "n-shown", 3, NULL);
  g_assert_nonnull (qs_ui_test_find (filter, GTK_TYPE_LABEL, "Viewing 3 of 3"));

  g_assert_nonnull (qs_ui_test_find (filter, GTK_TYPE_LABEL, "1"));
  ended.status = QS_JOB_STATUS_SUCCEEDED;
  qs_job_list_merge (self->list, &ended, 1);
  g_assert_nonnull (qs_ui_test_find (filter, GTK_TYPE_LABEL, "2"));
}

static void
test_enter_opens_the_job (Fixture      *self,
                          gconstpointer data)
{
  g_autofree char *taken = NULL;

  g_signal_emit_by_name (get_column_view (self), "activate", 1);
  taken = qs_ui_test_take_action (self->window);
  g_assert_cmpstr (taken, ==, "show-job 'd88b9c48-6358-4e74-8907-0fa3d8876ecd'");
}

static void
test_selection_keeps_its_jobs (Fixture      *self,
                               gconstpointer data)
{
  GtkSelectionModel *selection = qs_job_table_get_selection (self->table);
  GListModel *columns = gtk_column_view_get_columns (get_column_view (self));
  g_autoptr(GtkColumnViewColumn) name = g_list_model_get_item (columns, 1);
  g_autoptr(GListModel) selected = NULL;
  g_autoptr(QsJob) job = NULL;

  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_column_view_sort_by_column (get_column_view (self), name, GTK_SORT_ASCENDING);

  selected = qs_job_table_dup_selected (self->table, NULL, G_MAXUINT);
  g_assert_cmpuint (g_list_model_get_n_items (selected), ==, 1);
  job = g_list_model_get_item (selected, 0);
  g_assert_cmpstr (qs_job_get_name (job), ==, "bwa");
}

static void
test_narrow_shows_cards (Fixture      *self,
                         gconstpointer data)
{
  GtkWidget *cards = qs_ui_test_find (GTK_WIDGET (self->table), GTK_TYPE_LIST_VIEW, NULL);

  g_object_set (self->table, "narrow", TRUE, NULL);
  g_object_set (self->filter, "compact", TRUE, NULL);
  qs_ui_test_settle (GTK_WIDGET (self->window));
  gtk_window_set_default_size (self->window, 360, 500);
  qs_ui_test_picture (GTK_WIDGET (self->window), "job-table-narrow");

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_column_view (self))));
  g_assert_nonnull (cards);
}

static void
test_only_the_seen_view_follows (Fixture      *self,
                                 gconstpointer data)
{
  GtkListView *cards = NULL;
  GtkWidget *table = GTK_WIDGET (self->table);

  g_assert_nonnull (gtk_column_view_get_model (get_column_view (self)));
  cards = GTK_LIST_VIEW (gtk_widget_get_template_child (table, QS_TYPE_JOB_TABLE, "list_view"));
  g_assert_null (gtk_list_view_get_model (cards));

  g_object_set (table, "narrow", TRUE, NULL);
  g_assert_null (gtk_column_view_get_model (get_column_view (self)));
  g_assert_nonnull (gtk_list_view_get_model (cards));
}

static void
test_cells_follow_their_jobs (Fixture      *self,
                              gconstpointer data)
{
  GtkWidget *table = GTK_WIDGET (self->table);
  QsJobRecord running = records[1];

  g_assert_true (shows (table, "bwa"));
  g_assert_true (shows (table, "Runnable"));
  g_assert_false (shows (table, "Running"));

  running.status = QS_JOB_STATUS_RUNNING;
  running.started_at = 1795000300000;
  qs_job_list_merge (self->list, &running, 1);
  g_assert_false (shows (table, "Runnable"));
  g_assert_true (shows (table, "Running"));
}

static void
test_hostile_names_are_text (Fixture      *self,
                             gconstpointer data)
{
  QsJobRecord hostile = records[0];

  hostile.id = "0a1b2c3d-0000-4000-8000-000000000000";
  hostile.name = "<b>x</b>\033[31m";
  qs_job_list_merge (self->list, &hostile, 1);
  qs_ui_test_settle (GTK_WIDGET (self->window));

  g_assert_false (shows (GTK_WIDGET (self->table), hostile.name));
  g_assert_true (shows (GTK_WIDGET (self->table), "<b>x</b>\u241b[31m"));
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

#define ADD(path, test) g_test_add ("/job-table/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("newest-come-first", test_newest_come_first);
  ADD ("header-sorts", test_header_sorts);
  ADD ("status-narrows", test_status_narrows);
  ADD ("queue-narrows", test_queue_narrows);
  ADD ("text-narrows", test_text_narrows);
  ADD ("counts-are-live", test_counts_are_live);
  ADD ("enter-opens-the-job", test_enter_opens_the_job);
  ADD ("selection-keeps-its-jobs", test_selection_keeps_its_jobs);
  ADD ("narrow-shows-cards", test_narrow_shows_cards);
  ADD ("only-the-seen-view-follows", test_only_the_seen_view_follows);
  ADD ("cells-follow-their-jobs", test_cells_follow_their_jobs);
  ADD ("hostile-names-are-text", test_hostile_names_are_text);
#undef ADD

  return g_test_run ();
}
