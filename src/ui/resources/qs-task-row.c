#include "qs-task-row.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-error-text.h"
#include "qs-ui-resources.h"

struct _QsTaskRow
{
  AdwActionRow      parent_instance;

  QsResourceTasks  *tasks;
  QsResourceAction *action;
};

G_DEFINE_FINAL_TYPE (QsTaskRow, qs_task_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_ACTION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *busy;
  const char *failed;
} titles[] = {
  [QS_RESOURCE_CHANGE_ENABLE] = { N_("Enabling “%s”"), N_("“%s” could not be enabled") },
  [QS_RESOURCE_CHANGE_DISABLE] = { N_("Disabling “%s”"), N_("“%s” could not be disabled") },
  [QS_RESOURCE_CHANGE_DELETE] = { N_("Deleting “%s”"), N_("“%s” could not be deleted") },
};

/* Closures */
static char *
task_title (QsTaskRow       *self,
            QsResourceChange change,
            const char      *title,
            GError          *error)
{
  g_autofree char *name = qs_display_line (title != NULL ? title : "", -1);
  g_autoptr(GString) text =
    g_string_new (_(error != NULL ? titles[change].failed : titles[change].busy));

  g_string_replace (text, "%s", name, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
task_subtitle (QsTaskRow  *self,
               const char *progress,
               GError     *error)
{
  if (error != NULL)
    return qs_error_text_dup (error);

  return qs_display_line (progress != NULL ? progress : "", -1);
}

static gboolean
is_idle (QsTaskRow *self,
         gboolean   busy)
{
  return !busy;
}

static void
on_stop_clicked_cb (QsTaskRow *self)
{
  qs_resource_action_cancel (self->action);
}

static void
on_retry_clicked_cb (QsTaskRow *self)
{
  qs_resource_tasks_start (self->tasks, self->action);
}

static void
on_dismiss_clicked_cb (QsTaskRow *self)
{
  qs_resource_tasks_dismiss (self->tasks, self->action);
}

static void
qs_task_row_dispose (GObject *object)
{
  QsTaskRow *self = QS_TASK_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_TASK_ROW);
  g_clear_object (&self->tasks);
  g_clear_object (&self->action);

  G_OBJECT_CLASS (qs_task_row_parent_class)->dispose (object);
}

static void
qs_task_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  g_value_set_object (value, QS_TASK_ROW (object)->action);
}

static void
qs_task_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  QS_TASK_ROW (object)->action = g_value_dup_object (value);
}

static void
qs_task_row_class_init (QsTaskRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_task_row_dispose;
  object_class->get_property = qs_task_row_get_property;
  object_class->set_property = qs_task_row_set_property;

  properties[PROP_ACTION] =
    g_param_spec_object ("action", NULL, NULL, QS_TYPE_RESOURCE_ACTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_RESOURCE_ACTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "resources/qs-task-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, task_title);
  gtk_widget_class_bind_template_callback (widget_class, task_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss_clicked_cb);
}

static void
qs_task_row_init (QsTaskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qs_task_row_new (QsResourceTasks  *tasks,
                 QsResourceAction *action)
{
  QsTaskRow *self;

  g_return_val_if_fail (QS_IS_RESOURCE_TASKS (tasks), NULL);
  g_return_val_if_fail (QS_IS_RESOURCE_ACTION (action), NULL);

  self = g_object_new (QS_TYPE_TASK_ROW, "action", action, NULL);
  self->tasks = g_object_ref (tasks);
  return GTK_WIDGET (self);
}

static GtkWidget *
make_row (gpointer item,
          gpointer tasks)
{
  return qs_task_row_new (tasks, item);
}

static void
show_list (GtkWidget  *list,
           guint       position,
           guint       removed,
           guint       added,
           GListModel *tasks)
{
  gtk_widget_set_visible (list, g_list_model_get_n_items (tasks) > 0);
}

void
qs_task_row_fill (GtkListBox      *list,
                  QsResourceTasks *tasks)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  gtk_list_box_bind_model (list, G_LIST_MODEL (tasks), make_row, tasks, NULL);
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
  if (tasks == NULL)
    return;

  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (show_list), list,
                           G_CONNECT_SWAPPED);
  show_list (GTK_WIDGET (list), 0, 0, 0, G_LIST_MODEL (tasks));
}
