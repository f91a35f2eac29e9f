#include "qs-mutator.h"

#include <string.h>

#define MAX_BYTES (64 * 1024)
#define MAX_CHANGES 6

struct _QsMutator
{
  GPtrArray *corpus;    /* of GBytes */
  GRand     *random;
};

/* What the languages read here have in common, and what breaks readers of numbers and of text. */
static const char * const words[] = {
  "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "0", "1e999", "9223372036854775808",
  "-2147483649", "0.5", "\\u0000", "\\ud800", "\\", "'", "\n", "\r\n", "\x1b[31m", "\x1b]0;",
  "\xe2\x80\xae", "\xff\xfe", "\xf0\x9f", "\x7f", "..", "[0]", "[99999]", "[a=b]", "=", "$", "`",
  "{\"shape\":\"", "\"type\":\"list\"", "\"pattern\":\"(a+)+$\"", "{}", "[[[[[[[[", "{\"a\":",
};

QsMutator *
qs_mutator_new (GPtrArray *corpus,
                guint32    seed)
{
  QsMutator *self = g_new0 (QsMutator, 1);

  self->corpus = g_ptr_array_ref (corpus);
  self->random = g_rand_new_with_seed (seed);

  return self;
}

void
qs_mutator_free (QsMutator *self)
{
  g_ptr_array_unref (self->corpus);
  g_rand_free (self->random);
  g_free (self);
}

static guint
pick (QsMutator *self,
      guint      below)
{
  return below > 1 ? (guint) g_rand_int_range (self->random, 0, below) : 0;
}

static GBytes *
pick_input (QsMutator *self)
{
  return g_ptr_array_index (self->corpus, pick (self, self->corpus->len));
}

static void
insert (GByteArray   *input,
        guint         position,
        const guint8 *bytes,
        gsize         length)
{
  guint before = input->len;

  g_byte_array_set_size (input, before + length);
  memmove (input->data + position + length, input->data + position, before - position);
  memcpy (input->data + position, bytes, length);
}

static void
insert_word (QsMutator  *self,
             GByteArray *input)
{
  const char *word = words[pick (self, G_N_ELEMENTS (words))];

  insert (input, pick (self, input->len + 1), (const guint8 *) word, strlen (word));
}

static void
change_byte (QsMutator  *self,
             GByteArray *input)
{
  if (input->len > 0)
    input->data[pick (self, input->len)] ^= 1 << pick (self, 8);
}

static void
remove_piece (QsMutator  *self,
              GByteArray *input)
{
  guint start = pick (self, input->len);

  if (input->len > 0)
    g_byte_array_remove_range (input, start, 1 + pick (self, MIN (input->len - start, 32)));
}

/* A piece of the input again, up to many times: what is nested, long or repeated. */
static void
repeat_piece (QsMutator  *self,
              GByteArray *input)
{
  guint start = pick (self, input->len);
  guint length = input->len > 0 ? 1 + pick (self, MIN (48, input->len - start)) : 0;
  guint times = 1 + pick (self, pick (self, 8) == 0 ? 400 : 3);
  g_autofree guint8 *piece = g_memdup2 (input->data + start, length);

  for (guint i = 0; i < times && length > 0 && input->len + length < MAX_BYTES; i++)
    insert (input, start, piece, length);
}

static void
insert_other (QsMutator  *self,
              GByteArray *input)
{
  gsize size;
  const guint8 *other = g_bytes_get_data (pick_input (self), &size);
  guint start = pick (self, size);

  if (size > 0)
    insert (input, pick (self, input->len + 1), other + start, 1 + pick (self, size - start));
}

/**
 * qs_mutator_next:
 *
 * Returns: (transfer full): one of the corpus, changed in a few places.
 */
GBytes *
qs_mutator_next (QsMutator *self)
{
  static void (*const changes[]) (QsMutator *, GByteArray *) = {
    insert_word, insert_word, change_byte, remove_piece, repeat_piece, insert_other,
  };
  g_autoptr(GByteArray) input = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (pick_input (self), &size);
  guint count = 1 + pick (self, MAX_CHANGES);

  g_byte_array_append (input, data, size);
  for (guint i = 0; i < count && input->len < MAX_BYTES; i++)
    changes[pick (self, G_N_ELEMENTS (changes))] (self, input);

  return g_byte_array_free_to_bytes (g_steal_pointer (&input));
}
