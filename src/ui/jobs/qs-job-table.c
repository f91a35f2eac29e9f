#include "qs-job-table.h"

#include "qs-format-closures.h"
#include "qs-job-cells.h"
#include "qs-status-icon.h"
#include "qs-ui-resources.h"

struct _QsJobTable
{
  AdwBin               parent_instance;

  QsJobView           *view;
  GtkMultiSelection   *selection;
  gboolean             narrow;

  GtkColumnView       *column_view;
  GtkColumnViewColumn *id_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *status_column;
  GtkColumnViewColumn *created_column;
  GtkColumnViewColumn *duration_column;
  GtkListView         *list_view;
  GtkWidget           *context_menu;
};

G_DEFINE_FINAL_TYPE (QsJobTable, qs_job_table, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_VIEW,
  PROP_SELECTION,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
name_layout (QsJobTable *self,
             gboolean    narrow)
{
  return g_strdup (narrow ? "narrow" : "wide");
}

/* Closure */
static char *
label_status (gpointer    object,
              QsJobStatus status)
{
  return g_strdup (qs_status_get_label (status));
}

/* Only the view that is seen has a model: else both would follow each change. */
static GtkSelectionModel *
wide_model (QsJobTable        *self,
            gboolean           narrow,
            GtkSelectionModel *selection)
{
  return !narrow && selection != NULL ? g_object_ref (selection) : NULL;
}

static GtkSelectionModel *
narrow_model (QsJobTable        *self,
              gboolean           narrow,
              GtkSelectionModel *selection)
{
  return narrow && selection != NULL ? g_object_ref (selection) : NULL;
}

static QsJobSortKey
find_sort_key (QsJobTable          *self,
               GtkColumnViewColumn *column)
{
  if (column == self->id_column)
    return QS_JOB_SORT_ID;
  if (column == self->name_column)
    return QS_JOB_SORT_NAME;
  if (column == self->status_column)
    return QS_JOB_SORT_STATUS;
  if (column == self->duration_column)
    return QS_JOB_SORT_DURATION;

  return QS_JOB_SORT_CREATED;
}

static GtkColumnViewColumn *
find_column (QsJobTable  *self,
             QsJobSortKey key)
{
  GtkColumnViewColumn *columns[] = {
    self->created_column, self->id_column, self->name_column, self->status_column,
    self->duration_column,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (find_sort_key (self, columns[i]) == key)
      return columns[i];

  return self->created_column;
}

/* The headers' sorters compare nothing: they only tell which column was asked for. */
static void
on_sorter_changed_cb (QsJobTable          *self,
                      GtkSorterChange      change,
                      GtkColumnViewSorter *sorter)
{
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  GtkSortType order = gtk_column_view_sorter_get_primary_sort_order (sorter);

  if (self->view != NULL && column != NULL)
    qs_job_view_sort (self->view, find_sort_key (self, column), order == GTK_SORT_DESCENDING);
}

static void
set_view (QsJobTable *self,
          QsJobView  *view)
{
  if (!g_set_object (&self->view, view))
    return;

  gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (view));
  if (view != NULL)
    gtk_column_view_sort_by_column (self->column_view,
                                    find_column (self, qs_job_view_get_sort_key (view)),
                                    qs_job_view_get_descending (view) ? GTK_SORT_DESCENDING
                                                                      : GTK_SORT_ASCENDING);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
on_position_activated_cb (QsJobTable *self,
                          guint       position)
{
  g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (job != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-job", "s", qs_job_get_id (job));
}

static void
pop_menu_up (QsJobTable *self,
             GtkWidget  *at,
             double      x,
             double      y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (at, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu),
                               &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* A menu is about what is selected: pressing elsewhere selects that first. */
static void
pop_menu_up_for_item (QsJobTable  *self,
                      GtkListItem *item,
                      GtkWidget   *at,
                      double       x,
                      double       y)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  guint position = gtk_list_item_get_position (item);

  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);

  pop_menu_up (self, at, x, y);
}

static void
pop_menu_up_for_card (GtkListItem *item,
                      double       x,
                      double       y)
{
  GtkWidget *card = gtk_list_item_get_child (item);
  GtkWidget *self = gtk_widget_get_ancestor (card, QS_TYPE_JOB_TABLE);

  pop_menu_up_for_item (QS_JOB_TABLE (self), item, card, x, y);
}

static void
on_table_pressed_cb (GtkGestureClick *gesture,
                     int              n_press,
                     double           x,
                     double           y,
                     gpointer         user_data)
{
  GtkWidget *table = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *item = qs_job_cells_find_item (gtk_widget_pick (table, x, y, GTK_PICK_DEFAULT));

  if (item == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_menu_up_for_item (user_data, item, table, x, y);
}

static void
on_card_pressed_cb (GtkGestureClick *gesture,
                    int              n_press,
                    double           x,
                    double           y,
                    gpointer         user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_menu_up_for_card (user_data, x, y);
}

static void
on_card_long_pressed_cb (GtkGestureLongPress *gesture,
                         double               x,
                         double               y,
                         gpointer             user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_menu_up_for_card (user_data, x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    pop_menu_up (QS_JOB_TABLE (widget), focus, 24, gtk_widget_get_height (focus));
}

static void
qs_job_table_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsJobTable *self = QS_JOB_TABLE (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_table_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsJobTable *self = QS_JOB_TABLE (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_table_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GTK_WIDGET_CLASS (qs_job_table_parent_class)->size_allocate (widget, width, height, baseline);

  gtk_popover_present (GTK_POPOVER (QS_JOB_TABLE (widget)->context_menu));
}

static void
qs_job_table_dispose (GObject *object)
{
  QsJobTable *self = QS_JOB_TABLE (object);

  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_JOB_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (qs_job_table_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_VIEW] =
    g_param_spec_object ("view", NULL, NULL, QS_TYPE_JOB_VIEW, flags);
  properties[PROP_SELECTION] =
    g_param_spec_object ("selection", NULL, NULL, GTK_TYPE_MULTI_SELECTION,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_table_class_init (QsJobTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_job_table_get_property;
  object_class->set_property = qs_job_table_set_property;
  object_class->dispose = qs_job_table_dispose;
  widget_class->size_allocate = qs_job_table_size_allocate;
  install_properties (object_class);

  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-job-table.ui");
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, column_view);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, id_column);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, name_column);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, status_column);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, created_column);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, duration_column);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, list_view);
  gtk_widget_class_bind_template_child (widget_class, QsJobTable, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, name_layout);
  gtk_widget_class_bind_template_callback (widget_class, label_status);
  gtk_widget_class_bind_template_callback (widget_class, wide_model);
  gtk_widget_class_bind_template_callback (widget_class, narrow_model);
  gtk_widget_class_bind_template_callback (widget_class, on_table_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_position_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_card_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_card_long_pressed_cb);
  qs_format_closures_bind (widget_class);

  gtk_widget_class_install_action (widget_class, "table.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "table.menu", NULL);
}

static void
fill_columns (QsJobTable *self)
{
  GtkColumnViewColumn *columns[] = {
    self->id_column, self->name_column, self->status_column, self->created_column,
    self->duration_column,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GtkListItemFactory) cells = qs_job_cells_new (find_sort_key (self, columns[i]));

      gtk_column_view_column_set_factory (columns[i], cells);
    }
}

static void
qs_job_table_init (QsJobTable *self)
{
  self->selection = gtk_multi_selection_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_columns (self);

  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkSelectionModel *
qs_job_table_get_selection (QsJobTable *self)
{
  g_return_val_if_fail (QS_IS_JOB_TABLE (self), NULL);

  return GTK_SELECTION_MODEL (self->selection);
}

/* The selected jobs, all or those that @matches takes, the first @max of them. */
GListModel *
qs_job_table_dup_selected (QsJobTable *self,
                           QsJobMatch  matches,
                           guint       max)
{
  g_autoptr(GListStore) jobs = g_list_store_new (QS_TYPE_JOB);
  g_autoptr(GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (QS_IS_JOB_TABLE (self), NULL);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position);
       more && g_list_model_get_n_items (G_LIST_MODEL (jobs)) < max;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      if (job != NULL && (matches == NULL || matches (job)))
        g_list_store_append (jobs, job);
    }

  return G_LIST_MODEL (g_steal_pointer (&jobs));
}
