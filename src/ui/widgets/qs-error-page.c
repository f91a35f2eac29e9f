#include "qs-error-page.h"

#include "qs-error-view.h"
#include "qs-ui-resources.h"

struct _QsErrorPage
{
  AdwBin  parent_instance;

  char   *title;
  char   *retry_action;
  GError *error;
};

G_DEFINE_FINAL_TYPE (QsErrorPage, qs_error_page, ADW_TYPE_BIN)

enum
{
  PROP_TITLE = 1,
  PROP_RETRY_ACTION,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_error_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsErrorPage *self = QS_ERROR_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_RETRY_ACTION:
      g_value_set_string (value, self->retry_action);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_error_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsErrorPage *self = QS_ERROR_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      if (!g_set_str (&self->title, g_value_get_string (value)))
        return;
      break;
    case PROP_RETRY_ACTION:
      if (!g_set_str (&self->retry_action, g_value_get_string (value)))
        return;
      break;
    case PROP_ERROR:
      g_clear_error (&self->error);
      self->error = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
qs_error_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ERROR_PAGE);

  G_OBJECT_CLASS (qs_error_page_parent_class)->dispose (object);
}

static void
qs_error_page_finalize (GObject *object)
{
  QsErrorPage *self = QS_ERROR_PAGE (object);

  g_free (self->title);
  g_free (self->retry_action);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_error_page_parent_class)->finalize (object);
}

static void
qs_error_page_class_init (QsErrorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_error_page_get_property;
  object_class->set_property = qs_error_page_set_property;
  object_class->dispose = qs_error_page_dispose;
  object_class->finalize = qs_error_page_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_RETRY_ACTION] = g_param_spec_string ("retry-action", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "widgets/qs-error-page.ui");
}

static void
qs_error_page_init (QsErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
