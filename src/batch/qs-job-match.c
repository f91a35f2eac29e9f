#include "qs-job-match.h"

#include <string.h>

typedef enum
{
  NOT_COMPARED,
  DIFFERENT,
  MATCHING,
} QsVerdict;

struct _QsJobMatch
{
  QsJobRows *rows;
  char      *needle;        /* folded; NULL when everything matches */
  gsize      length;
  guint8    *definitions;   /* QsVerdict by number in the pool of texts */
  guint      n_definitions;
};

/**
 * qs_job_match_new:
 * @search: (nullable): what was typed; spaces around it do not count
 *
 * Returns: (transfer full): a match that is to be used until the rows next change.
 */
QsJobMatch *
qs_job_match_new (QsJobRows  *rows,
                  const char *search)
{
  QsJobMatch *self = g_new0 (QsJobMatch, 1);
  g_autofree char *stripped = g_strstrip (g_strdup (search != NULL ? search : ""));

  self->rows = rows;
  self->n_definitions = qs_text_pool_size (qs_job_rows_get_pool (rows)) + 1;
  self->definitions = g_new0 (guint8, self->n_definitions);
  if (*stripped != '\0')
    {
      self->needle = qs_job_text_fold (stripped);
      self->length = strlen (self->needle);
    }

  return self;
}

void
qs_job_match_free (QsJobMatch *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->needle);
  g_free (self->definitions);
  g_free (self);
}

static gboolean
starts_with_needle (QsJobMatch *self,
                    const char *text)
{
  for (gsize i = 0; i < self->length; i++)
    if (g_ascii_tolower (text[i]) != self->needle[i])
      return FALSE;

  return TRUE;
}

/* @text is folded, or plain ASCII in either case. */
static gboolean
contains_needle (QsJobMatch *self,
                 const char *text)
{
  const char first[] = { self->needle[0], g_ascii_toupper (self->needle[0]), '\0' };

  for (text = strpbrk (text, first); text != NULL; text = strpbrk (text + 1, first))
    if (starts_with_needle (self, text))
      return TRUE;

  return FALSE;
}

static gboolean
matches_definition (QsJobMatch *self,
                    guint32     number)
{
  if (number == 0)
    return FALSE;

  g_assert (number < self->n_definitions);
  if (self->definitions[number] == NOT_COMPARED)
    {
      const char *text = qs_text_pool_get (qs_job_rows_get_pool (self->rows), number);
      g_autofree char *folded = qs_job_text_fold (text);

      self->definitions[number] = contains_needle (self, folded) ? MATCHING : DIFFERENT;
    }

  return self->definitions[number] == MATCHING;
}

gboolean
qs_job_match_matches (QsJobMatch     *self,
                      const QsJobRow *row)
{
  if (self->needle == NULL)
    return TRUE;

  return matches_definition (self, row->definition) ||
         contains_needle (self, qs_job_row_get_folded (row)) ||
         contains_needle (self, row->id);
}
