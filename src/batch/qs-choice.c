#include "qs-choice.h"

G_DEFINE_INTERFACE (QsChoice, qs_choice, G_TYPE_OBJECT)

static void
qs_choice_default_init (QsChoiceInterface *iface)
{
  const char *names[] = { "title", "subtitle", "value" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_interface_install_property (
      iface, g_param_spec_string (names[i], NULL, NULL, NULL,
                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

const char *
qs_choice_get_title (QsChoice *self)
{
  g_return_val_if_fail (QS_IS_CHOICE (self), NULL);

  return QS_CHOICE_GET_IFACE (self)->get_title (self);
}

const char *
qs_choice_get_subtitle (QsChoice *self)
{
  g_return_val_if_fail (QS_IS_CHOICE (self), NULL);

  return QS_CHOICE_GET_IFACE (self)->get_subtitle (self);
}

const char *
qs_choice_get_value (QsChoice *self)
{
  g_return_val_if_fail (QS_IS_CHOICE (self), NULL);

  return QS_CHOICE_GET_IFACE (self)->get_value (self);
}

JsonObject *
qs_choice_get_facts (QsChoice *self)
{
  g_return_val_if_fail (QS_IS_CHOICE (self), NULL);

  return QS_CHOICE_GET_IFACE (self)->get_facts (self);
}
