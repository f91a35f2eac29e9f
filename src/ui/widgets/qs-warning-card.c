#include "qs-warning-card.h"

#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsWarningCard
{
  AdwBin parent_instance;

  char  *title;
  char  *text;
};

G_DEFINE_FINAL_TYPE (QsWarningCard, qs_warning_card, ADW_TYPE_BIN)

enum
{
  PROP_TITLE = 1,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_warning_card_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QsWarningCard *self = QS_WARNING_CARD (object);

  g_value_set_string (value, prop_id == PROP_TITLE ? self->title : self->text);
}

static void
qs_warning_card_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  QsWarningCard *self = QS_WARNING_CARD (object);

  if (g_set_str (prop_id == PROP_TITLE ? &self->title : &self->text, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_warning_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_WARNING_CARD);

  G_OBJECT_CLASS (qs_warning_card_parent_class)->dispose (object);
}

static void
qs_warning_card_finalize (GObject *object)
{
  QsWarningCard *self = QS_WARNING_CARD (object);

  g_free (self->title);
  g_free (self->text);

  G_OBJECT_CLASS (qs_warning_card_parent_class)->finalize (object);
}

static void
qs_warning_card_class_init (QsWarningCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_warning_card_dispose;
  object_class->finalize = qs_warning_card_finalize;
  object_class->get_property = qs_warning_card_get_property;
  object_class->set_property = qs_warning_card_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-warning-card.ui");
  qs_format_closures_bind (widget_class);
}

static void
qs_warning_card_init (QsWarningCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
