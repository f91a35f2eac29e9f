#include "qs-status-toggle.h"

#include <glib/gi18n.h>

#include "qs-job-status.h"
#include "qs-status-icon.h"
#include "qs-ui-resources.h"

struct _QsStatusToggle
{
  GtkBox      parent_instance;

  QsJobStatus status;
  guint       count;
  gboolean    compact;
};

G_DEFINE_FINAL_TYPE (QsStatusToggle, qs_status_toggle, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_COUNT,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
label_status (QsStatusToggle *self,
              QsJobStatus     status)
{
  return g_strdup (status == QS_JOB_STATUS_UNKNOWN ? _("All") : qs_status_get_label (status));
}

/* Closure */
static gboolean
shows_label (QsStatusToggle *self,
             QsJobStatus     status,
             gboolean        compact)
{
  return !compact || status == QS_JOB_STATUS_UNKNOWN;
}

/* Closure */
static gboolean
shows_icon (QsStatusToggle *self,
            QsJobStatus     status,
            gboolean        compact)
{
  return !shows_label (self, status, compact);
}

/* Closure: by locale, with its separator of thousands. */
static char *
format_count (QsStatusToggle *self,
              guint           count)
{
  return g_strdup_printf ("%'u", count);
}

static void
qs_status_toggle_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsStatusToggle *self = QS_STATUS_TOGGLE (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_status_toggle_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  QsStatusToggle *self = QS_STATUS_TOGGLE (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      self->status = g_value_get_enum (value);
      break;
    case PROP_COUNT:
      self->count = g_value_get_uint (value);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_status_toggle_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_STATUS_TOGGLE);

  G_OBJECT_CLASS (qs_status_toggle_parent_class)->dispose (object);
}

static void
qs_status_toggle_class_init (QsStatusToggleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_status_toggle_get_property;
  object_class->set_property = qs_status_toggle_set_property;
  object_class->dispose = qs_status_toggle_dispose;

  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, QS_TYPE_JOB_STATUS,
                                               QS_JOB_STATUS_UNKNOWN, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-status-toggle.ui");
  gtk_widget_class_bind_template_callback (widget_class, label_status);
  gtk_widget_class_bind_template_callback (widget_class, shows_label);
  gtk_widget_class_bind_template_callback (widget_class, shows_icon);
  gtk_widget_class_bind_template_callback (widget_class, format_count);
}

static void
qs_status_toggle_init (QsStatusToggle *self)
{
  self->status = QS_JOB_STATUS_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
}
