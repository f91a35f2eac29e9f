#include "qs-start-page.h"

#include "qs-format-closures.h"
#include "qs-sample-card.h"
#include "qs-ui-resources.h"

struct _QsStartPage
{
  AdwNavigationPage parent_instance;

  QsAccount        *account;
};

G_DEFINE_FINAL_TYPE (QsStartPage, qs_start_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_start_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsStartPage *self = QS_START_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_start_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsStartPage *self = QS_START_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      if (g_set_object (&self->account, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_start_page_dispose (GObject *object)
{
  QsStartPage *self = QS_START_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_START_PAGE);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_start_page_parent_class)->dispose (object);
}

static void
qs_start_page_class_init (QsStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_start_page_get_property;
  object_class->set_property = qs_start_page_set_property;
  object_class->dispose = qs_start_page_dispose;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_SAMPLE_CARD);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "start/qs-start-page.ui");
  qs_format_closures_bind (GTK_WIDGET_CLASS (klass));
}

static void
qs_start_page_init (QsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
