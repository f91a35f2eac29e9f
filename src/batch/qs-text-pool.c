#include "qs-text-pool.h"

typedef struct
{
  char *text;    /* NULL while the number is free */
  guint users;
} QsPooledText;

struct _QsTextPool
{
  GArray     *texts;     /* of QsPooledText, by number */
  GArray     *unused;    /* of guint32 */
  GHashTable *numbers;   /* text (borrowed from texts) → number */
};

/**
 * qs_text_pool_new:
 *
 * Returns: (transfer full): a pool without texts.
 */
QsTextPool *
qs_text_pool_new (void)
{
  QsTextPool *self = g_new0 (QsTextPool, 1);
  QsPooledText none = { NULL, 0 };

  self->texts = g_array_new (FALSE, FALSE, sizeof (QsPooledText));
  self->unused = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_array_append_val (self->texts, none);
  return self;
}

void
qs_text_pool_free (QsTextPool *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->numbers);
  for (guint i = 0; i < self->texts->len; i++)
    g_free (g_array_index (self->texts, QsPooledText, i).text);
  g_array_unref (self->texts);
  g_array_unref (self->unused);
  g_free (self);
}

static guint32
add_text (QsTextPool *self,
          const char *text)
{
  QsPooledText pooled = { g_strdup (text), 0 };
  guint32 number;

  if (self->unused->len > 0)
    {
      number = g_array_index (self->unused, guint32, self->unused->len - 1);
      g_array_set_size (self->unused, self->unused->len - 1);
      g_array_index (self->texts, QsPooledText, number) = pooled;
    }
  else
    {
      number = self->texts->len;
      g_array_append_val (self->texts, pooled);
    }

  g_hash_table_insert (self->numbers, pooled.text, GUINT_TO_POINTER (number));
  return number;
}

/**
 * qs_text_pool_take:
 * @text: (nullable): a text; %NULL and "" are no text
 *
 * Returns: the number of @text, which then has one user more; qs_text_pool_drop() takes one away.
 */
guint32
qs_text_pool_take (QsTextPool *self,
                   const char *text)
{
  guint32 number;

  g_return_val_if_fail (self != NULL, 0);

  if (text == NULL || *text == '\0')
    return 0;

  number = qs_text_pool_find (self, text);
  if (number == 0)
    number = add_text (self, text);
  g_array_index (self->texts, QsPooledText, number).users++;
  return number;
}

/**
 * qs_text_pool_drop:
 *
 * Gives back a number that qs_text_pool_take() has returned.
 */
void
qs_text_pool_drop (QsTextPool *self,
                   guint32     number)
{
  QsPooledText *pooled;

  g_return_if_fail (self != NULL);

  if (number == 0)
    return;

  pooled = &g_array_index (self->texts, QsPooledText, number);
  g_assert (pooled->users > 0);
  if (--pooled->users > 0)
    return;

  g_hash_table_remove (self->numbers, pooled->text);
  g_clear_pointer (&pooled->text, g_free);
  g_array_append_val (self->unused, number);
}

/**
 * qs_text_pool_find:
 *
 * Returns: the number of @text, or 0 when nobody uses it.
 */
guint32
qs_text_pool_find (QsTextPool *self,
                   const char *text)
{
  g_return_val_if_fail (self != NULL, 0);

  return text != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, text)) : 0;
}

/**
 * qs_text_pool_get:
 *
 * Returns: (transfer none) (nullable): the text of @number, valid while it is used.
 */
const char *
qs_text_pool_get (QsTextPool *self,
                  guint32     number)
{
  return g_array_index (self->texts, QsPooledText, number).text;
}

/**
 * qs_text_pool_size:
 *
 * Returns: how many numbers have been given out at the most: all are below or equal to it.
 */
guint
qs_text_pool_size (QsTextPool *self)
{
  return self->texts->len - 1;
}
