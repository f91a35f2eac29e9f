#include "qs-field-fault.h"

#include <glib/gi18n.h>

/* The rules are phrases; a row shows a sentence. */
static char *
make_sentence (const char *phrase)
{
  gunichar first = g_utf8_get_char (phrase);
  char upper[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (first), upper);
  return g_strconcat (upper, g_utf8_next_char (phrase), NULL);
}

/* A row that has no name for a member calls it as the API does. */
static char *
name_member (QsFieldRow *row,
             const char *member)
{
  QsFieldRowClass *klass = QS_FIELD_ROW_GET_CLASS (row);
  char *name = klass->name_member != NULL ? klass->name_member (row, member) : NULL;

  return name != NULL ? name : g_strdup (member);
}

/* "[0].sourceVolume" as "Line 1, Source volume". */
static char *
name_place (QsFieldRow *row,
            const char *place)
{
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;
  char *rest = (char *) place;

  if (*place == '[' && g_ascii_isdigit (place[1]))
    {
      guint64 index = g_ascii_strtoull (place + 1, &rest, 10);

      line = g_strdup_printf (_("Line %u"), (guint) index + 1);
      rest += *rest == ']';
    }

  rest += *rest == '.';
  if (*rest != '\0')
    name = name_member (row, rest);
  if (line == NULL || name == NULL)
    return line != NULL ? g_steal_pointer (&line) : g_steal_pointer (&name);

  /* Translators: where in a table something is wrong: "Line 1", then the column's title */
  return g_strdup_printf (_("%s, %s"), line, name);
}

/* Returns: (transfer full) (nullable): NULL when nothing is wrong. */
char *
qs_field_fault_dup_sentence (QsFieldRow *row)
{
  QsRequest *request = qs_field_row_get_request (row);
  g_autofree char *place = NULL;
  g_autofree char *rule = qs_request_dup_rule (request, qs_field_row_get_path (row), &place);
  g_autofree char *name = NULL;

  if (rule == NULL)
    return NULL;
  if (*place == '\0')
    return make_sentence (rule);

  name = name_place (row, place);
  /* Translators: a place in a row of a form, and the rule it breaks */
  return g_strdup_printf (_("%s: %s"), name, rule);
}
