#include "qs-dependency-line.h"

#include "qs-display-text.h"
#include "qs-ui-resources.h"

struct _QsDependencyLine
{
  GtkBox       parent_instance;

  char        *job_id;
  GtkLabel    *name_label;
  GtkLabel    *id_label;
  GtkDropDown *kinds;
};

G_DEFINE_FINAL_TYPE (QsDependencyLine, qs_dependency_line, GTK_TYPE_BOX)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the drop-down. */
static const char * const kind_values[] = { "", "SEQUENTIAL", "N_TO_N" };

static void
on_kind_selected_cb (QsDependencyLine *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_clicked_cb (QsDependencyLine *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
qs_dependency_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_DEPENDENCY_LINE);

  G_OBJECT_CLASS (qs_dependency_line_parent_class)->dispose (object);
}

static void
qs_dependency_line_finalize (GObject *object)
{
  g_free (QS_DEPENDENCY_LINE (object)->job_id);

  G_OBJECT_CLASS (qs_dependency_line_parent_class)->finalize (object);
}

static void
qs_dependency_line_class_init (QsDependencyLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_dependency_line_dispose;
  object_class->finalize = qs_dependency_line_finalize;

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_DEPENDENCY_LINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", QS_TYPE_DEPENDENCY_LINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-dependency-line.ui");
  gtk_widget_class_bind_template_child (widget_class, QsDependencyLine, name_label);
  gtk_widget_class_bind_template_child (widget_class, QsDependencyLine, id_label);
  gtk_widget_class_bind_template_child (widget_class, QsDependencyLine, kinds);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
qs_dependency_line_init (QsDependencyLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qs_dependency_line_new (const char *job_id,
                        const char *name,
                        const char *kind)
{
  QsDependencyLine *self = g_object_new (QS_TYPE_DEPENDENCY_LINE, NULL);
  g_autofree char *shown_id = qs_display_text (job_id, -1);
  g_autofree char *shown_name = qs_display_text (name != NULL ? name : "", -1);

  self->job_id = g_strdup (job_id);
  gtk_label_set_text (self->id_label, shown_id);
  gtk_label_set_text (self->name_label, shown_name);
  gtk_widget_set_visible (GTK_WIDGET (self->name_label), *shown_name != '\0');

  for (guint i = 0; i < G_N_ELEMENTS (kind_values); i++)
    if (g_strcmp0 (kind_values[i], kind) == 0)
      gtk_drop_down_set_selected (self->kinds, i);

  return GTK_WIDGET (self);
}

const char *
qs_dependency_line_get_job_id (QsDependencyLine *self)
{
  g_return_val_if_fail (QS_IS_DEPENDENCY_LINE (self), NULL);

  return self->job_id;
}

const char *
qs_dependency_line_get_kind (QsDependencyLine *self)
{
  guint selected;

  g_return_val_if_fail (QS_IS_DEPENDENCY_LINE (self), NULL);

  selected = gtk_drop_down_get_selected (self->kinds);
  return selected < G_N_ELEMENTS (kind_values) ? kind_values[selected] : "";
}
