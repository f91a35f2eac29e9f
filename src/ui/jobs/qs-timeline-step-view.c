#include "qs-timeline-step-view.h"

#include <glib/gi18n.h>

#include "qs-format.h"
#include "qs-status-icon.h"
#include "qs-timeline-step.h"
#include "qs-ui-resources.h"

struct _QsTimelineStepView
{
  AdwBin          parent_instance;

  QsTimelineStep *step;
  gint64          now;
  gboolean        compact;
};

G_DEFINE_FINAL_TYPE (QsTimelineStepView, qs_timeline_step_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STEP,
  PROP_NOW,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char * const progress_classes[] = {
  [QS_TIMELINE_PROGRESS_AHEAD] = "ahead",
  [QS_TIMELINE_PROGRESS_CURRENT] = "current",
  [QS_TIMELINE_PROGRESS_PASSED] = "passed",
  [QS_TIMELINE_PROGRESS_SKIPPED] = "skipped",
};

static char *
get_label (gpointer    object,
           QsJobStatus status)
{
  return g_strdup (qs_status_get_label (status));
}

/* A state that was passed unseen is told by a check mark alone; an end by when it came. */
static char *
describe_time (gpointer           object,
               QsTimelineProgress progress,
               QsJobStatus        status,
               gint64             since,
               gint64             until,
               gint64             now)
{
  if (progress == QS_TIMELINE_PROGRESS_CURRENT && qs_job_status_is_final (status))
    return qs_format_time_near (since, now);
  if (progress == QS_TIMELINE_PROGRESS_CURRENT)
    return qs_format_span (since, now);
  if (progress == QS_TIMELINE_PROGRESS_PASSED)
    return qs_format_span (since, until);
  if (progress == QS_TIMELINE_PROGRESS_SKIPPED)
    return g_strdup (_("skipped"));

  return g_strdup ("");
}

static GtkOrientation
get_orientation (gpointer object,
                 gboolean compact)
{
  return compact ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
}

static float
get_xalign (gpointer object,
            gboolean compact)
{
  return compact ? 0 : 0.5;
}

static void
on_step_progress_cb (QsTimelineStepView *self)
{
  QsTimelineProgress progress = qs_timeline_step_get_progress (self->step);

  for (gsize i = 0; i < G_N_ELEMENTS (progress_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), progress_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), progress_classes[progress]);
}

static void
set_step (QsTimelineStepView *self,
          QsTimelineStep     *step)
{
  if (self->step == step)
    return;

  if (self->step != NULL)
    g_signal_handlers_disconnect_by_data (self->step, self);
  g_set_object (&self->step, step);
  if (step != NULL)
    {
      g_signal_connect_object (step, "notify::progress", G_CALLBACK (on_step_progress_cb), self,
                               G_CONNECT_SWAPPED);
      on_step_progress_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
qs_timeline_step_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  QsTimelineStepView *self = QS_TIMELINE_STEP_VIEW (object);

  switch (prop_id)
    {
    case PROP_STEP:
      g_value_set_object (value, self->step);
      break;

    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;

    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_timeline_step_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  QsTimelineStepView *self = QS_TIMELINE_STEP_VIEW (object);

  switch (prop_id)
    {
    case PROP_STEP:
      set_step (self, g_value_get_object (value));
      break;

    case PROP_NOW:
      self->now = g_value_get_int64 (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_timeline_step_view_dispose (GObject *object)
{
  QsTimelineStepView *self = QS_TIMELINE_STEP_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_TIMELINE_STEP_VIEW);
  g_clear_object (&self->step);

  G_OBJECT_CLASS (qs_timeline_step_view_parent_class)->dispose (object);
}

static void
qs_timeline_step_view_class_init (QsTimelineStepViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_timeline_step_view_dispose;
  object_class->get_property = qs_timeline_step_view_get_property;
  object_class->set_property = qs_timeline_step_view_set_property;

  properties[PROP_STEP] = g_param_spec_object ("step", NULL, NULL, QS_TYPE_TIMELINE_STEP, flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, QS_RESOURCE_PATH
                                               "jobs/qs-timeline-step-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_label);
  gtk_widget_class_bind_template_callback (widget_class, describe_time);
  gtk_widget_class_bind_template_callback (widget_class, get_orientation);
  gtk_widget_class_bind_template_callback (widget_class, get_xalign);
  gtk_widget_class_set_css_name (widget_class, "timelinestep");
}

static void
qs_timeline_step_view_init (QsTimelineStepView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
