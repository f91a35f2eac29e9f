#include "qs-picker-texts.h"

void
qs_picker_texts_clear (QsPickerTexts *self)
{
  for (guint i = 0; i < QS_PICKER_N_TEXTS; i++)
    g_clear_pointer (&self->expressions[i], gtk_expression_unref);
}

/**
 * qs_picker_texts_dup:
 * @item: (nullable): an item of the list
 *
 * Returns: (transfer full): one of the texts of @item; "" when nobody knows it.
 */
char *
qs_picker_texts_dup (const QsPickerTexts *self,
                     QsPickerText         text,
                     gpointer             item)
{
  static const char *(* const own[]) (QsChoice *) = {
    [QS_PICKER_TITLE] = qs_choice_get_title,
    [QS_PICKER_SUBTITLE] = qs_choice_get_subtitle,
    [QS_PICKER_VALUE] = qs_choice_get_value,
  };
  GtkExpression *expression = self->expressions[text];
  g_auto(GValue) value = G_VALUE_INIT;

  if (expression == NULL && QS_IS_CHOICE (item))
    return g_strdup (own[text] (item));
  if (expression == NULL || item == NULL || !gtk_expression_evaluate (expression, item, &value))
    return g_strdup ("");

  return g_value_dup_string (&value);
}

/* Whether @item is what is searched for; what is found is what can be read. */
gboolean
qs_picker_texts_match (const QsPickerTexts *self,
                       QsChoiceSearch      *search,
                       gpointer             item)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *text = NULL;

  if (self->expressions[QS_PICKER_TITLE] == NULL && QS_IS_CHOICE (item))
    return qs_choice_search_finds (search, item);

  title = qs_picker_texts_dup (self, QS_PICKER_TITLE, item);
  subtitle = qs_picker_texts_dup (self, QS_PICKER_SUBTITLE, item);
  text = g_strjoin ("\n", title, subtitle, NULL);
  return qs_choice_search_matches (search, text);
}
