#include "qs-job-cells.h"

#include "qs-display-text.h"
#include "qs-format.h"
#include "qs-job-duration.h"
#include "qs-status-icon.h"

/* How the cells of a column are made and filled. */
typedef struct
{
  GtkWidget *(*make) (void);
  void (*show) (GtkWidget *cell,
                QsJob     *job);
  char      *(*dup_tip) (QsJob *job);        /* NULL: has no tooltip */
  void (*forget) (GtkWidget *cell);          /* NULL: holds on to nothing */
} QsJobCells;

/* What a cell knows its item by, and an item its column. */
static const char item_key[] = "qs-job-cells-item";
static const char column_key[] = "qs-job-cells-column";

static GtkWidget *
make_text (void)
{
  return g_object_new (GTK_TYPE_INSCRIPTION,
                       "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                       NULL);
}

static GtkWidget *
make_id (void)
{
  GtkWidget *text = make_text ();

  gtk_widget_add_css_class (text, "monospace");
  return text;
}

static GtkWidget *
make_time (void)
{
  GtkWidget *text = make_text ();

  gtk_widget_add_css_class (text, "numeric");
  return text;
}

/* The word beside the sign says the state already: the sign itself is but a picture. */
static GtkWidget *
make_status (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = make_text ();

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static GtkWidget *
make_duration (void)
{
  return g_object_new (QS_TYPE_JOB_DURATION, NULL);
}

static char *
dup_id (QsJob *job)
{
  return qs_display_text (qs_job_get_id (job), -1);
}

static char *
dup_name (QsJob *job)
{
  return qs_display_text (qs_job_get_name (job), -1);
}

static char *
dup_time (QsJob *job)
{
  return qs_format_time (qs_job_get_created_at (job));
}

static void
show_id (GtkWidget *cell,
         QsJob     *job)
{
  g_autofree char *text = dup_id (job);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
show_name (GtkWidget *cell,
           QsJob     *job)
{
  g_autofree char *text = dup_name (job);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
show_status (GtkWidget *cell,
             QsJob     *job)
{
  GtkWidget *image = gtk_widget_get_first_child (cell);
  QsJobStatus status = qs_job_get_status (job);
  const char *icon_name = qs_status_get_icon_name (status);

  /* Nearly all jobs of a long list are in the same state: another picture would cost the row its
   * size and its style. */
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (image)), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon_name);
  gtk_widget_set_css_classes (image, (const char *[]) { qs_status_get_css_class (status), NULL });
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (cell)),
                            qs_status_get_label (status));
}

static void
show_time (GtkWidget *cell,
           QsJob     *job)
{
  g_autofree char *text =
    qs_format_time_near (qs_job_get_created_at (job), g_get_real_time () / 1000);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
show_duration (GtkWidget *cell,
               QsJob     *job)
{
  g_object_set (cell, "job", job, NULL);
}

static void
forget_duration (GtkWidget *cell)
{
  g_object_set (cell, "job", NULL, NULL);
}

static const QsJobCells columns[] = {
  [QS_JOB_SORT_CREATED] = { make_time, show_time, dup_time },
  [QS_JOB_SORT_ID] = { make_id, show_id, dup_id },
  [QS_JOB_SORT_NAME] = { make_text, show_name, dup_name },
  [QS_JOB_SORT_STATUS] = { make_status, show_status, NULL },
  [QS_JOB_SORT_DURATION] = { make_duration, show_duration, NULL, forget_duration },
};

/* What a tooltip says is written only when one is asked for. */
static gboolean
on_cell_query_tooltip_cb (GtkWidget  *cell,
                          int         x,
                          int         y,
                          gboolean    by_keyboard,
                          GtkTooltip *tooltip,
                          gpointer    user_data)
{
  const QsJobCells *self = user_data;
  QsJob *job = gtk_list_item_get_item (qs_job_cells_find_item (cell));
  g_autofree char *text = job != NULL ? self->dup_tip (job) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
on_item_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item,
                  gpointer                  user_data)
{
  const QsJobCells *self = user_data;
  GtkWidget *cell = self->make ();

  g_object_set_data (G_OBJECT (cell), item_key, item);
  g_object_set_data (G_OBJECT (item), column_key, user_data);
  if (self->dup_tip != NULL)
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect (cell, "query-tooltip", G_CALLBACK (on_cell_query_tooltip_cb), user_data);
    }
  gtk_list_item_set_child (item, cell);
}

static void
on_job_notify_cb (QsJob       *job,
                  GParamSpec  *pspec,
                  GtkListItem *item)
{
  const QsJobCells *self = g_object_get_data (G_OBJECT (item), column_key);

  self->show (gtk_list_item_get_child (item), job);
}

static void
on_item_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  const QsJobCells *self = user_data;
  QsJob *job = gtk_list_item_get_item (item);

  self->show (gtk_list_item_get_child (item), job);
  g_signal_connect (job, "notify", G_CALLBACK (on_job_notify_cb), item);
}

static void
on_item_unbind_cb (GtkSignalListItemFactory *factory,
                   GtkListItem              *item,
                   gpointer                  user_data)
{
  const QsJobCells *self = user_data;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_job_notify_cb, item);
  if (self->forget != NULL)
    self->forget (gtk_list_item_get_child (item));
}

GtkListItemFactory *
qs_job_cells_new (QsJobSortKey key)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gpointer cells = (gpointer) &columns[key];

  g_signal_connect (factory, "setup", G_CALLBACK (on_item_setup_cb), cells);
  g_signal_connect (factory, "bind", G_CALLBACK (on_item_bind_cb), cells);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_item_unbind_cb), cells);
  return factory;
}

GtkListItem *
qs_job_cells_find_item (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkListItem *item = g_object_get_data (G_OBJECT (widget), item_key);

      if (item != NULL)
        return item;
    }

  return NULL;
}
