#include "qs-ini-value.h"

#include <string.h>

struct _QsIniValue
{
  char       *text;      /* nullable: of a block */
  GPtrArray  *keys;      /* nullable: of a text; ends with NULL */
  GHashTable *nested;    /* nullable: of a text; key → value */
};

static void
free_wiped (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * qs_span_trim:
 *
 * Returns: @span without the white space around it.
 */
QsSpan
qs_span_trim (QsSpan span)
{
  while (span.length > 0 && g_ascii_isspace (span.text[0]))
    {
      span.text++;
      span.length--;
    }
  while (span.length > 0 && g_ascii_isspace (span.text[span.length - 1]))
    span.length--;

  return span;
}

/* Blank lines at the end belong to nothing. */
static guint
count_lines (GArray *lines)
{
  guint count = lines->len;

  while (count > 0 && g_array_index (lines, QsSpan, count - 1).length == 0)
    count--;

  return count;
}

/* Allocated once: growing it would leave copies of a secret behind. */
static char *
join (GArray *lines,
      guint   n_lines)
{
  gsize length = 1;
  char *text, *at;

  for (guint i = 0; i < n_lines; i++)
    length += g_array_index (lines, QsSpan, i).length + 1;

  at = text = g_malloc (length);
  for (guint i = 0; i < n_lines; i++)
    {
      const QsSpan *line = &g_array_index (lines, QsSpan, i);

      if (i > 0)
        *at++ = '\n';
      memcpy (at, line->text, line->length);
      at += line->length;
    }
  *at = '\0';

  return text;
}

/* "key = value"; of a key that comes twice the last one counts. */
static gboolean
add_nested (QsIniValue   *self,
            const QsSpan *line)
{
  const char *equals = memchr (line->text, '=', line->length);
  QsSpan key, value;
  char *name;

  if (equals == NULL)
    return FALSE;

  key = qs_span_trim ((QsSpan){ line->text, (gsize) (equals - line->text) });
  value = qs_span_trim ((QsSpan){ equals + 1, line->length - (gsize) (equals + 1 - line->text) });

  name = g_strndup (key.text, key.length);
  if (g_hash_table_insert (self->nested, name, g_strndup (value.text, value.length)))
    g_ptr_array_add (self->keys, name);

  return TRUE;
}

/**
 * qs_ini_value_new:
 * @lines: (element-type QsSpan): the value's lines, each trimmed
 *
 * Returns: (transfer full) (nullable): the value; %NULL when a line of a block is no key and value.
 */
QsIniValue *
qs_ini_value_new (GArray *lines)
{
  g_autoptr(QsIniValue) self = g_new0 (QsIniValue, 1);
  guint count = count_lines (lines);

  if (count < 2 || g_array_index (lines, QsSpan, 0).length > 0)
    {
      self->text = join (lines, count);
      return g_steal_pointer (&self);
    }

  self->keys = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  self->nested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) free_wiped);
  for (guint i = 1; i < count; i++)
    {
      const QsSpan *line = &g_array_index (lines, QsSpan, i);

      if (line->length > 0 && !add_nested (self, line))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
qs_ini_value_free (QsIniValue *self)
{
  if (self == NULL)
    return;

  free_wiped (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->nested, g_hash_table_unref);
  g_free (self);
}

/**
 * qs_ini_value_get_text:
 *
 * Returns: (nullable): the text; %NULL for a block.
 */
const char *
qs_ini_value_get_text (const QsIniValue *self)
{
  return self->text;
}

/**
 * qs_ini_value_get_keys:
 *
 * Returns: (nullable): a block's keys, ending with %NULL; %NULL for a text.
 */
const char * const *
qs_ini_value_get_keys (const QsIniValue *self)
{
  return self->keys != NULL ? (const char * const *) self->keys->pdata : NULL;
}

/**
 * qs_ini_value_get_nested:
 *
 * Returns: (nullable): what a block says of @key.
 */
const char *
qs_ini_value_get_nested (const QsIniValue *self,
                         const char       *key)
{
  return self->nested != NULL ? g_hash_table_lookup (self->nested, key) : NULL;
}
