#include "qs-shortcut-row.h"

#include "qs-ui-resources.h"

struct _QsShortcutRow
{
  AdwActionRow parent_instance;

  char        *accelerator;
};

G_DEFINE_FINAL_TYPE (QsShortcutRow, qs_shortcut_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_ACCELERATOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
label_accelerator (QsShortcutRow *self,
                   const char    *accelerator)
{
  GdkModifierType modifiers;
  guint key;

  if (accelerator == NULL || !gtk_accelerator_parse (accelerator, &key, &modifiers))
    return NULL;

  return gtk_accelerator_get_label (key, modifiers);
}

static void
qs_shortcut_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCELERATOR:
      g_value_set_string (value, QS_SHORTCUT_ROW (object)->accelerator);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_shortcut_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCELERATOR:
      if (g_set_str (&QS_SHORTCUT_ROW (object)->accelerator, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_shortcut_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SHORTCUT_ROW);
  g_clear_pointer (&QS_SHORTCUT_ROW (object)->accelerator, g_free);

  G_OBJECT_CLASS (qs_shortcut_row_parent_class)->dispose (object);
}

static void
qs_shortcut_row_class_init (QsShortcutRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_shortcut_row_get_property;
  object_class->set_property = qs_shortcut_row_set_property;
  object_class->dispose = qs_shortcut_row_dispose;

  properties[PROP_ACCELERATOR] =
    g_param_spec_string ("accelerator", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "shell/qs-shortcut-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, label_accelerator);
}

static void
qs_shortcut_row_init (QsShortcutRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
