#include "qs-attempt-row.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-status-icon.h"
#include "qs-ui-resources.h"

struct _QsAttemptRow
{
  AdwActionRow parent_instance;

  QsAttempt   *attempt;
};

G_DEFINE_FINAL_TYPE (QsAttemptRow, qs_attempt_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_ATTEMPT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
format_title (gpointer object,
              gint64   number)
{
  return g_strdup_printf (_("Attempt %u"), (guint) number);
}

static char *
join_reasons (gpointer    object,
              const char *status_reason,
              const char *reason)
{
  g_autofree char *text = NULL;

  if (status_reason == NULL || reason == NULL)
    return qs_display_text (status_reason != NULL ? status_reason : reason, -1);

  text = g_strconcat (status_reason, " – ", reason, NULL);
  return qs_display_text (text, -1);
}

static char *
format_exit_code (gpointer object,
                  gint64   exit_code)
{
  if (exit_code == QS_EXIT_CODE_NONE)
    return g_strdup ("");

  return g_strdup_printf (_("Exit code %" G_GINT64_FORMAT), exit_code);
}

static QsJobStatus
judge (gpointer object,
       gint64   exit_code,
       gint64   stopped_at)
{
  if (stopped_at == 0)
    return QS_JOB_STATUS_RUNNING;

  return exit_code == 0 ? QS_JOB_STATUS_SUCCEEDED : QS_JOB_STATUS_FAILED;
}

static void
qs_attempt_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (prop_id == PROP_ATTEMPT)
    g_value_set_object (value, QS_ATTEMPT_ROW (object)->attempt);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_attempt_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (prop_id == PROP_ATTEMPT)
    g_set_object (&QS_ATTEMPT_ROW (object)->attempt, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_attempt_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ATTEMPT_ROW);
  g_clear_object (&QS_ATTEMPT_ROW (object)->attempt);

  G_OBJECT_CLASS (qs_attempt_row_parent_class)->dispose (object);
}

static void
qs_attempt_row_class_init (QsAttemptRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_attempt_row_dispose;
  object_class->get_property = qs_attempt_row_get_property;
  object_class->set_property = qs_attempt_row_set_property;

  properties[PROP_ATTEMPT] =
    g_param_spec_object ("attempt", NULL, NULL, QS_TYPE_ATTEMPT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-attempt-row.ui");
  qs_format_closures_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, format_title);
  gtk_widget_class_bind_template_callback (widget_class, join_reasons);
  gtk_widget_class_bind_template_callback (widget_class, format_exit_code);
  gtk_widget_class_bind_template_callback (widget_class, judge);
}

static void
qs_attempt_row_init (QsAttemptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qs_attempt_row_new (QsAttempt *attempt)
{
  return g_object_new (QS_TYPE_ATTEMPT_ROW, "attempt", attempt, NULL);
}
