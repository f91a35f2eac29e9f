#include "qs-timeline-view.h"

#include "qs-state-timeline.h"
#include "qs-timeline-step-view.h"
#include "qs-ui-resources.h"

struct _QsTimelineView
{
  AdwBin           parent_instance;

  QsStateTimeline *timeline;
  gint64           now;
  gboolean         compact;
};

G_DEFINE_FINAL_TYPE (QsTimelineView, qs_timeline_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TIMELINE,
  PROP_NOW,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsTimelineStep *
get_step (gpointer         object,
          QsStateTimeline *timeline,
          int              index)
{
  return timeline != NULL ? g_object_ref (qs_state_timeline_get_step (timeline, index)) : NULL;
}

static GtkOrientation
get_orientation (gpointer object,
                 gboolean compact)
{
  return compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static int
get_spacing (gpointer object,
             gboolean compact)
{
  return compact ? 12 : 0;
}

static void
qs_timeline_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsTimelineView *self = QS_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_TIMELINE:
      g_value_set_object (value, self->timeline);
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
qs_timeline_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  QsTimelineView *self = QS_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_TIMELINE:
      if (g_set_object (&self->timeline, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
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
qs_timeline_view_dispose (GObject *object)
{
  QsTimelineView *self = QS_TIMELINE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_TIMELINE_VIEW);
  g_clear_object (&self->timeline);

  G_OBJECT_CLASS (qs_timeline_view_parent_class)->dispose (object);
}

static void
qs_timeline_view_class_init (QsTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_timeline_view_dispose;
  object_class->get_property = qs_timeline_view_get_property;
  object_class->set_property = qs_timeline_view_set_property;

  properties[PROP_TIMELINE] = g_param_spec_object ("timeline", NULL, NULL, QS_TYPE_STATE_TIMELINE,
                                                   flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_TIMELINE_STEP);
  g_type_ensure (QS_TYPE_TIMELINE_STEP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-timeline-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_step);
  gtk_widget_class_bind_template_callback (widget_class, get_orientation);
  gtk_widget_class_bind_template_callback (widget_class, get_spacing);
}

static void
qs_timeline_view_init (QsTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
