#include "qs-status-icon.h"

#include <glib/gi18n.h>

#include "qs-ui-resources.h"

struct _QsStatusIcon
{
  AdwBin      parent_instance;

  QsJobStatus status;
  gboolean    show_label;
};

G_DEFINE_FINAL_TYPE (QsStatusIcon, qs_status_icon, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_SHOW_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *label;
} looks[] = {
  [QS_JOB_STATUS_SUBMITTED] = { "qs-submitted-symbolic", "status-submitted", N_("Submitted") },
  [QS_JOB_STATUS_PENDING] = { "qs-pending-symbolic", "status-pending", N_("Pending") },
  [QS_JOB_STATUS_RUNNABLE] = { "qs-runnable-symbolic", "status-runnable", N_("Runnable") },
  [QS_JOB_STATUS_STARTING] = { "qs-starting-symbolic", "status-starting", N_("Starting") },
  [QS_JOB_STATUS_RUNNING] = { "qs-running-symbolic", "status-running", N_("Running") },
  [QS_JOB_STATUS_SUCCEEDED] = { "qs-succeeded-symbolic", "status-succeeded", N_("Succeeded") },
  [QS_JOB_STATUS_FAILED] = { "qs-failed-symbolic", "status-failed", N_("Failed") },
  [QS_JOB_STATUS_UNKNOWN] = { "qs-unknown-symbolic", "status-unknown", N_("Unknown") },
};

static QsJobStatus
clamp_status (QsJobStatus status)
{
  return MIN (status, QS_JOB_STATUS_UNKNOWN);
}

static char *
get_icon_name (gpointer    object,
               QsJobStatus status)
{
  return g_strdup (qs_status_get_icon_name (status));
}

static char *
get_label (gpointer    object,
           QsJobStatus status)
{
  return g_strdup (qs_status_get_label (status));
}

static void
update_look (QsStatusIcon *self)
{
  gtk_widget_set_css_classes (GTK_WIDGET (self),
                              (const char *[]) { qs_status_get_css_class (self->status), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  qs_status_get_label (self->status), -1);
}

static void
qs_status_icon_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_STATUS_ICON);

  G_OBJECT_CLASS (qs_status_icon_parent_class)->dispose (object);
}

static void
qs_status_icon_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsStatusIcon *self = QS_STATUS_ICON (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;

    case PROP_SHOW_LABEL:
      g_value_set_boolean (value, self->show_label);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_status_icon_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsStatusIcon *self = QS_STATUS_ICON (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      qs_status_icon_set_status (self, g_value_get_enum (value));
      break;

    case PROP_SHOW_LABEL:
      if (self->show_label == g_value_get_boolean (value))
        break;
      self->show_label = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_status_icon_class_init (QsStatusIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_status_icon_dispose;
  object_class->get_property = qs_status_icon_get_property;
  object_class->set_property = qs_status_icon_set_property;

  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, QS_TYPE_JOB_STATUS,
                                               QS_JOB_STATUS_UNKNOWN, flags);
  properties[PROP_SHOW_LABEL] = g_param_spec_boolean ("show-label", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, QS_RESOURCE_PATH
                                               "widgets/qs-status-icon.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_icon_name);
  gtk_widget_class_bind_template_callback (widget_class, get_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    QS_RESOURCE_PATH "icons");
}

static void
qs_status_icon_init (QsStatusIcon *self)
{
  self->status = QS_JOB_STATUS_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_look (self);
}

QsJobStatus
qs_status_icon_get_status (QsStatusIcon *self)
{
  g_return_val_if_fail (QS_IS_STATUS_ICON (self), QS_JOB_STATUS_UNKNOWN);

  return self->status;
}

void
qs_status_icon_set_status (QsStatusIcon *self,
                           QsJobStatus   status)
{
  g_return_if_fail (QS_IS_STATUS_ICON (self));

  if (self->status == clamp_status (status))
    return;

  self->status = clamp_status (status);
  update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

const char *
qs_status_get_icon_name (QsJobStatus status)
{
  return looks[clamp_status (status)].icon_name;
}

const char *
qs_status_get_css_class (QsJobStatus status)
{
  return looks[clamp_status (status)].css_class;
}

/* Returns: the state's name in the person's language. */
const char *
qs_status_get_label (QsJobStatus status)
{
  return _(looks[clamp_status (status)].label);
}
