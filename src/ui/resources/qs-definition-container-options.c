#include "qs-definition-container-options.h"

#include "qs-choice-row.h"
#include "qs-number-row.h"
#include "qs-pairs-row.h"
#include "qs-picker-row.h"
#include "qs-records-row.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-ui-resources.h"

struct _QsDefinitionContainerOptions
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (QsDefinitionContainerOptions, qs_definition_container_options,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
qs_definition_container_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_DEFINITION_CONTAINER_OPTIONS);

  G_OBJECT_CLASS (qs_definition_container_options_parent_class)->dispose (object);
}

static void
qs_definition_container_options_class_init (QsDefinitionContainerOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_definition_container_options_dispose;

  g_type_ensure (QS_TYPE_CHOICE_ROW);
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_PICKER_ROW);
  g_type_ensure (QS_TYPE_PAIRS_ROW);
  g_type_ensure (QS_TYPE_RECORDS_ROW);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH
                                               "resources/qs-definition-container-options.ui");
}

static void
qs_definition_container_options_init (QsDefinitionContainerOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
