#include "qs-error-view.h"

#include "qs-error-text.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsErrorView
{
  AdwBin   parent_instance;

  GError  *error;
  gboolean show_title;
  gboolean centered;
};

G_DEFINE_FINAL_TYPE (QsErrorView, qs_error_view, ADW_TYPE_BIN)

enum
{
  PROP_ERROR = 1,
  PROP_SHOW_TITLE,
  PROP_CENTERED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closures */

static GtkJustification
choose_justification (QsErrorView *self,
                      gboolean     centered)
{
  return centered ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT;
}

static float
choose_alignment (QsErrorView *self,
                  gboolean     centered)
{
  return centered ? 0.5 : 0;
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsErrorView *self = QS_ERROR_VIEW (widget);
  g_autofree char *details = qs_error_text_dup_details (self->error);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), details);
}

static void
set_error (QsErrorView  *self,
           const GError *error)
{
  if (self->error == error)
    return;

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_flag (QsErrorView *self,
          gboolean    *flag,
          gboolean     value,
          GParamSpec  *pspec)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
qs_error_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsErrorView *self = QS_ERROR_VIEW (object);

  switch (prop_id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_SHOW_TITLE:
      g_value_set_boolean (value, self->show_title);
      break;
    case PROP_CENTERED:
      g_value_set_boolean (value, self->centered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_error_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsErrorView *self = QS_ERROR_VIEW (object);

  switch (prop_id)
    {
    case PROP_ERROR:
      set_error (self, g_value_get_boxed (value));
      break;
    case PROP_SHOW_TITLE:
      set_flag (self, &self->show_title, g_value_get_boolean (value), pspec);
      break;
    case PROP_CENTERED:
      set_flag (self, &self->centered, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_error_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ERROR_VIEW);

  G_OBJECT_CLASS (qs_error_view_parent_class)->dispose (object);
}

static void
qs_error_view_finalize (GObject *object)
{
  g_clear_error (&QS_ERROR_VIEW (object)->error);

  G_OBJECT_CLASS (qs_error_view_parent_class)->finalize (object);
}

static void
qs_error_view_class_init (QsErrorViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_error_view_get_property;
  object_class->set_property = qs_error_view_set_property;
  object_class->dispose = qs_error_view_dispose;
  object_class->finalize = qs_error_view_finalize;

  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_SHOW_TITLE] =
    g_param_spec_boolean ("show-title", NULL, NULL, FALSE, flags);
  properties[PROP_CENTERED] = g_param_spec_boolean ("centered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "error.copy", NULL, copy_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-error-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, choose_justification);
  gtk_widget_class_bind_template_callback (widget_class, choose_alignment);
  qs_format_closures_bind (widget_class);
}

static void
qs_error_view_init (QsErrorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
