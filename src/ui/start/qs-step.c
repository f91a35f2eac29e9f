#include "qs-step.h"

#include <glib/gi18n.h>

#include "qs-ui-resources.h"

struct _QsStep
{
  GtkBox         parent_instance;

  char          *title;
  char          *figure;
  QsStepProgress progress;
  gboolean       compact;
};

G_DEFINE_FINAL_TYPE (QsStep, qs_step, GTK_TYPE_BOX)

G_DEFINE_ENUM_TYPE (QsStepProgress, qs_step_progress,
                    G_DEFINE_ENUM_VALUE (QS_STEP_TODO, "todo"),
                    G_DEFINE_ENUM_VALUE (QS_STEP_CURRENT, "current"),
                    G_DEFINE_ENUM_VALUE (QS_STEP_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (QS_STEP_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FIGURE,
  PROP_PROGRESS,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_nick (QsStepProgress progress)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (QS_TYPE_STEP_PROGRESS);

  return g_enum_get_value (klass, progress)->value_nick;
}

/* Closure */
static char *
name_mark (QsStep        *self,
           QsStepProgress progress)
{
  return g_strdup (get_nick (progress));
}

/* Closure */
static char **
style_progress (QsStep        *self,
                QsStepProgress progress)
{
  const char *classes[] = { "step", get_nick (progress), NULL };

  return g_strdupv ((char **) classes);
}

static const char *
get_description_format (QsStepProgress progress)
{
  switch (progress)
    {
    case QS_STEP_CURRENT:
      return _("%s: under way");
    case QS_STEP_DONE:
      return _("%s: done");
    case QS_STEP_FAILED:
      return _("%s: failed");
    case QS_STEP_TODO:
    default:
      return _("%s: to come");
    }
}

/* Says in words what the mark says with its form. */
static void
describe (QsStep *self)
{
  const char *format = get_description_format (self->progress);
  g_autoptr(GString) description = g_string_new (format);

  g_string_replace (description, "%s", self->title != NULL ? self->title : "", 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, description->str,
                                  -1);
}

static void
qs_step_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  QsStep *self = QS_STEP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FIGURE:
      g_value_set_string (value, self->figure);
      break;
    case PROP_PROGRESS:
      g_value_set_enum (value, self->progress);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_step_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  QsStep *self = QS_STEP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        {
          describe (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_FIGURE:
      qs_step_set_figure (self, g_value_get_string (value));
      break;
    case PROP_PROGRESS:
      qs_step_set_progress (self, g_value_get_enum (value));
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
qs_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_STEP);

  G_OBJECT_CLASS (qs_step_parent_class)->dispose (object);
}

static void
qs_step_finalize (GObject *object)
{
  QsStep *self = QS_STEP (object);

  g_free (self->title);
  g_free (self->figure);

  G_OBJECT_CLASS (qs_step_parent_class)->finalize (object);
}

static void
qs_step_class_init (QsStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_step_get_property;
  object_class->set_property = qs_step_set_property;
  object_class->dispose = qs_step_dispose;
  object_class->finalize = qs_step_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FIGURE] = g_param_spec_string ("figure", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_enum ("progress", NULL, NULL, QS_TYPE_STEP_PROGRESS,
                                                 QS_STEP_TODO, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, QS_RESOURCE_PATH "start/qs-step.ui");
  gtk_widget_class_bind_template_callback (widget_class, name_mark);
  gtk_widget_class_bind_template_callback (widget_class, style_progress);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
qs_step_init (QsStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
qs_step_set_progress (QsStep        *self,
                      QsStepProgress progress)
{
  g_return_if_fail (QS_IS_STEP (self));

  if (self->progress == progress)
    return;

  self->progress = progress;
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
qs_step_set_figure (QsStep     *self,
                    const char *figure)
{
  g_return_if_fail (QS_IS_STEP (self));

  if (g_set_str (&self->figure, figure))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIGURE]);
}
