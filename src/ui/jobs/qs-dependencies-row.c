#include "qs-dependencies-row.h"

#include "qs-dependency-line.h"
#include "qs-job-view.h"
#include "qs-json.h"
#include "qs-picker.h"
#include "qs-ui-resources.h"

struct _QsDependenciesRow
{
  QsFieldRow parent_instance;

  QsJobView *jobs;
  GtkBox    *lines;
  GtkEntry  *text;
};

G_DEFINE_FINAL_TYPE (QsDependenciesRow, qs_dependencies_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_JOBS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static JsonObject *
make_dependency (const char *job_id,
                 const char *kind)
{
  JsonObject *object = json_object_new ();

  if (*job_id != '\0')
    json_object_set_string_member (object, "jobId", job_id);
  if (*kind != '\0')
    json_object_set_string_member (object, "type", kind);

  return object;
}

/* The lines as they stand, and one more job. */
static void
read_lines (QsDependenciesRow *self,
            const char        *more,
            gboolean           typing)
{
  g_autoptr(JsonNode) value = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      QsDependencyLine *line = QS_DEPENDENCY_LINE (child);

      json_array_add_object_element (array,
                                     make_dependency (qs_dependency_line_get_job_id (line),
                                                      qs_dependency_line_get_kind (line)));
    }

  if (more != NULL && *more != '\0')
    json_array_add_object_element (array, make_dependency (more, ""));

  json_node_take_array (value, array);
  if (typing)
    qs_field_row_type (QS_FIELD_ROW (self), value);
  else
    qs_field_row_choose (QS_FIELD_ROW (self), value);
}

static void
show_lines (QsDependenciesRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->lines),
                          gtk_widget_get_first_child (GTK_WIDGET (self->lines)) != NULL);
}

static void
on_line_changed_cb (QsDependenciesRow *self)
{
  read_lines (self, gtk_editable_get_text (GTK_EDITABLE (self->text)), FALSE);
}

static void
on_line_removed_cb (QsDependenciesRow *self,
                    GtkWidget         *line)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_box_remove (self->lines, line);
  show_lines (self);
  on_line_changed_cb (self);
}

static void
add_line (QsDependenciesRow *self,
          const char        *job_id,
          const char        *kind)
{
  QsJobList *list = self->jobs != NULL ? qs_job_view_get_list (self->jobs) : NULL;
  g_autoptr(QsJob) job = list != NULL ? qs_job_list_find (list, job_id) : NULL;
  GtkWidget *line = qs_dependency_line_new (job_id, job != NULL ? qs_job_get_name (job) : NULL,
                                            kind);

  g_signal_connect_object (line, "changed", G_CALLBACK (on_line_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "removed", G_CALLBACK (on_line_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->lines, line);
  show_lines (self);
}

/* A typed id counts while it is typed; Enter makes a line of it. */
static void
on_text_changed_cb (QsDependenciesRow *self)
{
  read_lines (self, gtk_editable_get_text (GTK_EDITABLE (self->text)), TRUE);
}

static void
on_text_activate_cb (QsDependenciesRow *self)
{
  g_autofree char *job_id = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));

  g_strstrip (job_id);
  if (*job_id == '\0')
    return;

  add_line (self, job_id, "");
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
}

static void
on_picker_picked_cb (QsDependenciesRow *self,
                     const char        *job_id)
{
  add_line (self, job_id, "");
  on_line_changed_cb (self);
}

static void
qs_dependencies_row_sync (QsFieldRow *row)
{
  QsDependenciesRow *self = QS_DEPENDENCIES_ROW (row);
  JsonNode *value = qs_field_row_get_value (row);
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value)
                                                                    : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);
  show_lines (self);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_line (self, qs_json_get_string (qs_json_element (array, i), "jobId", ""),
              qs_json_get_string (qs_json_element (array, i), "type", ""));
}

static void
qs_dependencies_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_DEPENDENCIES_ROW);
  g_clear_object (&QS_DEPENDENCIES_ROW (object)->jobs);

  G_OBJECT_CLASS (qs_dependencies_row_parent_class)->dispose (object);
}

static void
qs_dependencies_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_object (value, QS_DEPENDENCIES_ROW (object)->jobs);
}

static void
qs_dependencies_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  if (g_set_object (&QS_DEPENDENCIES_ROW (object)->jobs, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_dependencies_row_class_init (QsDependenciesRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_dependencies_row_dispose;
  object_class->get_property = qs_dependencies_row_get_property;
  object_class->set_property = qs_dependencies_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_dependencies_row_sync;

  properties[PROP_JOBS] =
    g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_VIEW,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_JOB);
  g_type_ensure (QS_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-dependencies-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsDependenciesRow, lines);
  gtk_widget_class_bind_template_child (widget_class, QsDependenciesRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
}

static void
qs_dependencies_row_init (QsDependenciesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
