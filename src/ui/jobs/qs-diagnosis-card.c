#include "qs-diagnosis-card.h"

#include "qs-diagnosis.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsDiagnosisCard
{
  AdwBin       parent_instance;

  QsDiagnosis *diagnosis;
};

G_DEFINE_FINAL_TYPE (QsDiagnosisCard, qs_diagnosis_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DIAGNOSIS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [QS_DIAGNOSIS_KIND_WAITING] = { "qs-runnable-symbolic", "waiting" },
  [QS_DIAGNOSIS_KIND_STUCK] = { "dialog-warning-symbolic", "stuck" },
  [QS_DIAGNOSIS_KIND_FAILED] = { "qs-failed-symbolic", "failed" },
};

static char *
get_icon_name (gpointer        object,
               QsDiagnosisKind kind)
{
  return g_strdup (looks[kind].icon_name);
}

static gboolean
is_about_memory (gpointer       object,
                 QsSubmitChange remedy)
{
  return remedy == QS_SUBMIT_CHANGE_MEMORY;
}

static gboolean
is_about_queue (gpointer       object,
                QsSubmitChange remedy)
{
  return remedy == QS_SUBMIT_CHANGE_QUEUE;
}

static gboolean
is_set (gpointer object,
        GObject *value)
{
  return value != NULL;
}

static void
set_diagnosis (QsDiagnosisCard *self,
               QsDiagnosis     *diagnosis)
{
  if (!g_set_object (&self->diagnosis, diagnosis))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  if (diagnosis != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self),
                              looks[qs_diagnosis_get_kind (diagnosis)].css_class);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIAGNOSIS]);
}

static void
qs_diagnosis_card_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_DIAGNOSIS)
    g_value_set_object (value, QS_DIAGNOSIS_CARD (object)->diagnosis);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_diagnosis_card_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (prop_id == PROP_DIAGNOSIS)
    set_diagnosis (QS_DIAGNOSIS_CARD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_diagnosis_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_DIAGNOSIS_CARD);
  g_clear_object (&QS_DIAGNOSIS_CARD (object)->diagnosis);

  G_OBJECT_CLASS (qs_diagnosis_card_parent_class)->dispose (object);
}

static void
qs_diagnosis_card_class_init (QsDiagnosisCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_diagnosis_card_dispose;
  object_class->get_property = qs_diagnosis_card_get_property;
  object_class->set_property = qs_diagnosis_card_set_property;

  properties[PROP_DIAGNOSIS] =
    g_param_spec_object ("diagnosis", NULL, NULL, QS_TYPE_DIAGNOSIS,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-diagnosis-card.ui");
  qs_format_closures_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_name);
  gtk_widget_class_bind_template_callback (widget_class, is_about_memory);
  gtk_widget_class_bind_template_callback (widget_class, is_about_queue);
  gtk_widget_class_bind_template_callback (widget_class, is_set);
}

static void
qs_diagnosis_card_init (QsDiagnosisCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
