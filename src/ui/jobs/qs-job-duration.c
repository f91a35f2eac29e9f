#include "qs-job-duration.h"

#include "qs-format.h"

struct _QsJobDuration
{
  AdwBin          parent_instance;

  QsJob          *job;
  gulong          job_handler;
  guint           tick;

  GtkInscription *inscription;
};

G_DEFINE_FINAL_TYPE (QsJobDuration, qs_job_duration, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_JOB,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_duration (QsJobDuration *self)
{
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *text = NULL;

  if (self->job != NULL && qs_job_get_started_at (self->job) > 0)
    text = qs_format_duration (qs_job_get_duration (self->job, now));

  gtk_inscription_set_text (self->inscription, text);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  show_duration (user_data);
  return G_SOURCE_CONTINUE;
}

/* Only a running job's duration changes by itself, and only where it is seen. */
static void
update (QsJobDuration *self)
{
  gboolean ticks = self->job != NULL && qs_job_get_status (self->job) == QS_JOB_STATUS_RUNNING &&
                   gtk_widget_get_mapped (GTK_WIDGET (self));

  if (!ticks)
    g_clear_handle_id (&self->tick, g_source_remove);
  else if (self->tick == 0)
    self->tick = g_timeout_add_seconds (1, on_tick_cb, self);

  /* Without a job it is about to be given another, and not seen until then. */
  if (self->job != NULL)
    show_duration (self);
}

static void
set_job (QsJobDuration *self,
         QsJob         *job)
{
  if (self->job == job)
    return;

  g_clear_signal_handler (&self->job_handler, self->job);
  g_set_object (&self->job, job);
  if (job != NULL)
    self->job_handler = g_signal_connect_swapped (job, "notify", G_CALLBACK (update), self);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

static void
qs_job_duration_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qs_job_duration_parent_class)->map (widget);
  update (QS_JOB_DURATION (widget));
}

static void
qs_job_duration_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qs_job_duration_parent_class)->unmap (widget);
  update (QS_JOB_DURATION (widget));
}

static void
qs_job_duration_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, QS_JOB_DURATION (object)->job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_duration_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_JOB:
      set_job (QS_JOB_DURATION (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_duration_dispose (GObject *object)
{
  QsJobDuration *self = QS_JOB_DURATION (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_signal_handler (&self->job_handler, self->job);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (qs_job_duration_parent_class)->dispose (object);
}

static void
qs_job_duration_class_init (QsJobDurationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_job_duration_get_property;
  object_class->set_property = qs_job_duration_set_property;
  object_class->dispose = qs_job_duration_dispose;
  widget_class->map = qs_job_duration_map;
  widget_class->unmap = qs_job_duration_unmap;

  properties[PROP_JOB] =
    g_param_spec_object ("job", NULL, NULL, QS_TYPE_JOB,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_duration_init (QsJobDuration *self)
{
  self->inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->inscription), "numeric");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->inscription));
}
