#include "qs-plain-job.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_STATUS,
  PROP_CREATED,
  PROP_DURATION,
  PROP_QUEUE,
  PROP_DEFINITION,
  N_PROPS
};

struct _QsPlainJob
{
  GObject parent_instance;

  char   *texts[N_PROPS];
};

G_DEFINE_FINAL_TYPE (QsPlainJob, qs_plain_job, G_TYPE_OBJECT)

static const char *const names[N_PROPS] = {
  NULL, "id", "name", "status", "created", "duration", "queue", "definition",
};

static void
qs_plain_job_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_string (value, QS_PLAIN_JOB (object)->texts[prop_id]);
}

static void
qs_plain_job_finalize (GObject *object)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_free (QS_PLAIN_JOB (object)->texts[i]);

  G_OBJECT_CLASS (qs_plain_job_parent_class)->finalize (object);
}

static void
qs_plain_job_class_init (QsPlainJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_plain_job_get_property;
  object_class->finalize = qs_plain_job_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i,
                                     g_param_spec_string (names[i], NULL, NULL, NULL,
                                                          G_PARAM_READABLE |
                                                          G_PARAM_STATIC_STRINGS));
}

static void
qs_plain_job_init (QsPlainJob *self)
{
}

QsPlainJob *
qs_plain_job_new (const QsJobRecord *record)
{
  QsPlainJob *self = g_object_new (QS_TYPE_PLAIN_JOB, NULL);
  g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc (record->created_at / 1000);

  self->texts[PROP_ID] = g_strdup (record->id);
  self->texts[PROP_NAME] = g_strdup (record->name);
  self->texts[PROP_STATUS] = g_strdup (qs_job_status_to_string (record->status));
  self->texts[PROP_QUEUE] = g_strdup (record->queue);
  self->texts[PROP_DEFINITION] = g_strdup (record->definition);
  self->texts[PROP_CREATED] = g_date_time_format (created, "%F %T");
  self->texts[PROP_DURATION] = g_strdup_printf ("%" G_GINT64_FORMAT " s",
                                                (record->stopped_at - record->started_at) / 1000);
  return self;
}

static void
on_cell_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item,
                  gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_cell_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  prop_id)
{
  QsPlainJob *job = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      job->texts[GPOINTER_TO_UINT (prop_id)]);
}

static void
append_column (GtkColumnView *view,
               guint          prop_id,
               int            width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkExpression *text = gtk_property_expression_new (QS_TYPE_PLAIN_JOB, NULL, names[prop_id]);
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_string_sorter_new (text));
  g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (names[prop_id], factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_cell_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_cell_bind_cb), GUINT_TO_POINTER (prop_id));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}

GtkWidget *
qs_plain_job_table (GListStore       *jobs,
                    GtkStringFilter **filter)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  GtkExpression *name = gtk_property_expression_new (QS_TYPE_PLAIN_JOB, NULL, "name");
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  g_autoptr(GtkMultiSelection) selection = NULL;

  append_column (view, PROP_ID, 130);
  append_column (view, PROP_NAME, 0);
  append_column (view, PROP_STATUS, 130);
  append_column (view, PROP_CREATED, 150);
  append_column (view, PROP_DURATION, 110);

  *filter = gtk_string_filter_new (name);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (jobs)),
                                        GTK_FILTER (g_object_ref (*filter)));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    g_object_ref (gtk_column_view_get_sorter (view)));
  selection = gtk_multi_selection_new (G_LIST_MODEL (sorted));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (view));
  return scrolled;
}
