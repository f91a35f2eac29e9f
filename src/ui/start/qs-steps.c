#include "qs-steps.h"

#include "qs-format.h"
#include "qs-job-status.h"
#include "qs-step.h"
#include "qs-ui-resources.h"

#define N_STEPS 6

struct _QsSteps
{
  GtkBox   parent_instance;

  char    *status;
  gboolean compact;
  int      reached;               /* the step that is under way, -1 before the first */
  gint64   entered[N_STEPS];      /* monotonic, 0 for a state that was passed unseen */
  guint    tick;

  QsStep  *submitted;
  QsStep  *pending;
  QsStep  *runnable;
  QsStep  *starting;
  QsStep  *running;
  QsStep  *succeeded;
};

G_DEFINE_FINAL_TYPE (QsSteps, qs_steps, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsStep *
get_step (QsSteps *self,
          int      index)
{
  QsStep *steps[N_STEPS] = {
    self->submitted, self->pending, self->runnable, self->starting, self->running,
    self->succeeded,
  };

  return steps[index];
}

/* A state lasts until the next one that was seen. */
static void
show_figure (QsSteps *self,
             int      index)
{
  gint64 end = g_get_monotonic_time ();
  g_autofree char *figure = NULL;

  for (int next = index + 1; next <= self->reached; next++)
    if (self->entered[next] != 0)
      {
        end = self->entered[next];
        break;
      }

  if (self->entered[index] != 0 && index < N_STEPS - 1)
    figure = qs_format_duration ((end - self->entered[index]) / 1000);

  qs_step_set_figure (get_step (self, index), figure);
}

static QsStepProgress
find_progress (QsSteps *self,
               int      index,
               gboolean ended,
               gboolean failed)
{
  if (index > self->reached)
    return QS_STEP_TODO;
  if (index < self->reached)
    return QS_STEP_DONE;
  if (failed)
    return QS_STEP_FAILED;

  return ended ? QS_STEP_DONE : QS_STEP_CURRENT;
}

static void
show_steps (QsSteps *self)
{
  QsJobStatus status = qs_job_status_from_string (self->status);
  gboolean ended = qs_job_status_is_final (status);

  for (int i = 0; i < N_STEPS; i++)
    {
      qs_step_set_progress (get_step (self, i),
                            find_progress (self, i, ended, status == QS_JOB_STATUS_FAILED));
      show_figure (self, i);
    }
}

static gboolean
on_tick_cb (gpointer user_data)
{
  QsSteps *self = user_data;

  show_figure (self, self->reached);
  return G_SOURCE_CONTINUE;
}

static void
reach (QsSteps    *self,
       QsJobStatus status)
{
  int index = (int) status;

  /* A failure ends the step it happened in. */
  if (status == QS_JOB_STATUS_FAILED || status == QS_JOB_STATUS_UNKNOWN)
    index = MAX (self->reached, 0);
  if (index < self->reached)
    return;

  self->reached = index;
  if (self->entered[index] == 0)
    self->entered[index] = g_get_monotonic_time ();
}

static void
clear (QsSteps *self)
{
  self->reached = -1;
  memset (self->entered, 0, sizeof self->entered);
}

static void
qs_steps_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  QsSteps *self = QS_STEPS (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_steps_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  QsSteps *self = QS_STEPS (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      qs_steps_set_status (self, g_value_get_string (value));
      break;
    case PROP_COMPACT:
      if (self->compact != g_value_get_boolean (value))
        {
          self->compact = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_steps_dispose (GObject *object)
{
  QsSteps *self = QS_STEPS (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_STEPS);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (qs_steps_parent_class)->dispose (object);
}

static void
qs_steps_class_init (QsStepsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_steps_get_property;
  object_class->set_property = qs_steps_set_property;
  object_class->dispose = qs_steps_dispose;

  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_STEP);
  gtk_widget_class_set_template_from_resource (widget_class, QS_RESOURCE_PATH "start/qs-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, QsSteps, submitted);
  gtk_widget_class_bind_template_child (widget_class, QsSteps, pending);
  gtk_widget_class_bind_template_child (widget_class, QsSteps, runnable);
  gtk_widget_class_bind_template_child (widget_class, QsSteps, starting);
  gtk_widget_class_bind_template_child (widget_class, QsSteps, running);
  gtk_widget_class_bind_template_child (widget_class, QsSteps, succeeded);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
qs_steps_init (QsSteps *self)
{
  self->reached = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Moves on to @status; NULL begins anew. */
void
qs_steps_set_status (QsSteps    *self,
                     const char *status)
{
  QsJobStatus reached = qs_job_status_from_string (status);

  g_return_if_fail (QS_IS_STEPS (self));

  if (!g_set_str (&self->status, status))
    return;

  if (status == NULL)
    clear (self);
  else
    reach (self, reached);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (status != NULL && !qs_job_status_is_final (reached))
    self->tick = g_timeout_add_seconds (1, on_tick_cb, self);

  show_steps (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}
