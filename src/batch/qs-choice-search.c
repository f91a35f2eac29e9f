#include "qs-choice-search.h"

#include <string.h>

struct _QsChoiceSearch
{
  GPtrArray *parts;   /* of what has to be there, folded */
};

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789.") == strlen (word);
}

static void
add_part (QsChoiceSearch *self,
          const char     *number,
          const char     *word)
{
  g_ptr_array_add (self->parts, number != NULL ? g_strdup_printf ("%s %s", number, word)
                                               : g_strdup (word));
}

/* Digits beside the found part would make another number of it. */
static gboolean
is_whole (const char *text,
          const char *found,
          gsize       length)
{
  if (g_ascii_isdigit (found[0]) && found > text &&
      (g_ascii_isdigit (found[-1]) || found[-1] == '.'))
    return FALSE;

  return !g_ascii_isdigit (found[length - 1]) || !g_ascii_isdigit (found[length]);
}

static gboolean
has_part (const char *text,
          const char *part)
{
  gsize length = strlen (part);
  gboolean counts = g_ascii_isdigit (part[0]);

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    if (!counts || is_whole (text, found, length))
      return TRUE;

  return FALSE;
}

QsChoiceSearch *
qs_choice_search_new (const char *typed)
{
  QsChoiceSearch *self = g_new0 (QsChoiceSearch, 1);
  g_autofree char *folded = g_utf8_casefold (typed != NULL ? typed : "", -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  const char *number = NULL;

  self->parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (number == NULL && is_number (words[i]))
        {
          number = words[i];
          continue;
        }
      add_part (self, number, words[i]);
      number = NULL;
    }
  if (number != NULL)
    add_part (self, NULL, number);

  return self;
}

void
qs_choice_search_free (QsChoiceSearch *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static gboolean
matches_folded (QsChoiceSearch *self,
                const char     *folded)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (!has_part (folded, self->parts->pdata[i]))
      return FALSE;

  return TRUE;
}

static const char *
get_folded (QsChoice *choice)
{
  static GQuark quark;
  const char *folded;
  g_autofree char *text = NULL;
  char *made;

  if (quark == 0)
    quark = g_quark_from_static_string ("qs-choice-folded");
  if ((folded = g_object_get_qdata (G_OBJECT (choice), quark)) != NULL)
    return folded;

  text = g_strjoin ("\n", qs_choice_get_title (choice), qs_choice_get_subtitle (choice),
                    qs_choice_get_value (choice), NULL);
  made = g_utf8_casefold (text, -1);
  g_object_set_qdata_full (G_OBJECT (choice), quark, made, g_free);
  return made;
}

gboolean
qs_choice_search_finds (QsChoiceSearch *self,
                        QsChoice       *choice)
{
  return self->parts->len == 0 || matches_folded (self, get_folded (choice));
}

/* Whether @text has what is searched for. */
gboolean
qs_choice_search_matches (QsChoiceSearch *self,
                          const char     *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return matches_folded (self, folded);
}
