#include "qs-picker-note.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-error-text.h"

static char *
describe (QsChoice *choice)
{
  const char *title = qs_choice_get_title (choice);
  const char *subtitle = qs_choice_get_subtitle (choice);
  g_autofree char *text = NULL;

  if (g_strcmp0 (title, qs_choice_get_value (choice)) == 0)
    return qs_display_text (subtitle, -1);

  text = *subtitle != '\0' ? g_strdup_printf ("%s · %s", title, subtitle) : g_strdup (title);
  return qs_display_text (text, -1);
}

/* Returns: (transfer full) (nullable): why the choices cannot be read; %NULL when they can. */
char *
qs_picker_note_dup_error (QsChoices *source)
{
  g_autoptr(GError) error = source != NULL ? qs_choices_dup_error (source) : NULL;
  g_autofree char *text = NULL;

  if (error == NULL)
    return NULL;

  text = qs_error_text_dup (error);
  return g_strdup_printf (_("There is no list to pick from; type what you know. %s"), text);
}

/**
 * qs_picker_note_dup:
 * @source: (nullable): the choices
 * @value: (nullable): what is picked or typed
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL when there is nothing to say.
 */
char *
qs_picker_note_dup (QsChoices  *source,
                    const char *value)
{
  g_autoptr(QsChoice) choice = NULL;
  char *error = qs_picker_note_dup_error (source);

  if (error != NULL || source == NULL || value == NULL || *value == '\0')
    return error;

  choice = qs_choices_find (source, value);
  return choice != NULL ? describe (choice) : NULL;
}
