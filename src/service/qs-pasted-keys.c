#include "qs-pasted-keys.h"

#include <string.h>

#include "qs-secret.h"

/* No mail that brings keys is longer; a log pasted by mistake is not worth reading. */
#define MAX_LENGTH (256 * 1024)

#define ACCESS_KEY_ID_LENGTH 20
#define SECRET_LENGTH 40
#define MIN_TOKEN_LENGTH 100
#define MAX_TOKEN_LENGTH 8192
#define MAX_PLAIN_LENGTH 2048

/* A piece of the text: nothing is copied before it is known to be wanted. */
typedef struct
{
  const char *start;
  gsize       length;
} Word;

typedef gboolean (*WordTest) (const Word *word);

static gboolean
begins_with (const Word *word,
             const char *prefix)
{
  gsize length = strlen (prefix);

  return word->length >= length && g_ascii_strncasecmp (word->start, prefix, length) == 0;
}

static gboolean
contains (const Word *word,
          const char *part)
{
  return g_strstr_len (word->start, word->length, part) != NULL;
}

static gboolean
ends_with (const Word *word,
           const char *suffix)
{
  gsize length = strlen (suffix);

  return word->length >= length &&
         g_ascii_strncasecmp (word->start + word->length - length, suffix, length) == 0;
}

/* AKIA is a lasting key of a user, ASIA one for a limited time. */
static gboolean
is_access_key_id (const Word *word)
{
  if (word->length != ACCESS_KEY_ID_LENGTH ||
      (strncmp (word->start, "AKIA", 4) != 0 && strncmp (word->start, "ASIA", 4) != 0))
    return FALSE;

  for (gsize i = 0; i < word->length; i++)
    if (!g_ascii_isupper (word->start[i]) && !g_ascii_isdigit (word->start[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_base64 (const Word *word)
{
  for (gsize i = 0; i < word->length; i++)
    if (!g_ascii_isalnum (word->start[i]) && strchr ("+/=", word->start[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Forty letters of base64; forty hexadecimal digits are a checksum. */
static gboolean
is_secret_access_key (const Word *word)
{
  gboolean upper = FALSE;
  gboolean lower = FALSE;

  if (word->length != SECRET_LENGTH || !is_base64 (word))
    return FALSE;

  for (gsize i = 0; i < word->length; i++)
    {
      upper = upper || g_ascii_isupper (word->start[i]);
      lower = lower || g_ascii_islower (word->start[i]);
    }

  return upper && lower;
}

static gboolean
is_session_token (const Word *word)
{
  return word->length >= MIN_TOKEN_LENGTH && word->length <= MAX_TOKEN_LENGTH && is_base64 (word);
}

/* eu-central-1, us-gov-west-1 */
static gboolean
is_region (const Word *word)
{
  g_autofree char *text = NULL;

  if (word->length < 9 || word->length > 24)
    return FALSE;

  text = g_strndup (word->start, word->length);
  return g_regex_match_simple ("^[a-z]{2,4}(-[a-z]{2,12}){1,2}-[0-9]$", text, 0, 0);
}

static gboolean
is_role_arn (const Word *word)
{
  return word->length <= MAX_PLAIN_LENGTH && begins_with (word, "arn:aws") &&
         contains (word, ":iam::") && contains (word, ":role/");
}

static gboolean
is_mfa_serial (const Word *word)
{
  return word->length <= MAX_PLAIN_LENGTH && begins_with (word, "arn:aws") &&
         contains (word, ":iam::") && contains (word, ":mfa/");
}

/* https://d-1234567890.awsapps.com/start, https://identitycenter.amazonaws.com/ssoins-1234 and the
 * newer names that end in app.aws. */
static gboolean
is_start_url (const Word *word)
{
  if (word->length > MAX_PLAIN_LENGTH || !begins_with (word, "https://"))
    return FALSE;

  return contains (word, ".awsapps.com/start") || ends_with (word, ".awsapps.com") ||
         contains (word, ".awsapps.com/#") || contains (word, ".app.aws") ||
         contains (word, "identitycenter.amazonaws.com/");
}

static const struct
{
  gsize    offset;
  WordTest test;
} kinds[] = {
  { G_STRUCT_OFFSET (QsPastedKeys, access_key_id), is_access_key_id },
  { G_STRUCT_OFFSET (QsPastedKeys, secret_access_key), is_secret_access_key },
  { G_STRUCT_OFFSET (QsPastedKeys, session_token), is_session_token },
  { G_STRUCT_OFFSET (QsPastedKeys, region), is_region },
  { G_STRUCT_OFFSET (QsPastedKeys, role_arn), is_role_arn },
  { G_STRUCT_OFFSET (QsPastedKeys, mfa_serial), is_mfa_serial },
  { G_STRUCT_OFFSET (QsPastedKeys, start_url), is_start_url },
};

static gboolean
recognise (QsPastedKeys *self,
           const Word   *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      char **member = G_STRUCT_MEMBER_P (self, kinds[i].offset);

      if (!kinds[i].test (word))
        continue;
      if (*member == NULL)
        *member = g_strndup (word->start, word->length);
      return TRUE;
    }

  return FALSE;
}

/* An external ID looks like anything: only the words before it tell. "External ID: lab-42" */
static void
recognise_external_id (QsPastedKeys *self,
                       const Word   *before,
                       const Word   *last,
                       const Word   *word)
{
  gboolean named = ends_with (last, "external_id") || ends_with (last, "ExternalId") ||
                   (ends_with (before, "external") && ends_with (last, "id"));

  if (named && self->external_id == NULL && word->length >= 2 && word->length <= 1224)
    self->external_id = g_strndup (word->start, word->length);
}

static gboolean
is_separator (char c)
{
  return g_ascii_isspace (c) || strchr ("\"'`,;<>()[]{}|", c) != NULL;
}

/* Where a word that begins at @at ends. A name before "=" or ":" is a word of its own, but not the
 * padding that ends base64, nor what a URL or an ARN has inside. */
static const char *
find_end (const char *at,
          const char *end)
{
  const char *start = at;
  Word word;

  for (; at < end && *at != '\0' && !is_separator (*at); at++)
    {
      word = (Word) { start, at - start };
      if (*at == ':' && !begins_with (&word, "arn") && !begins_with (&word, "http"))
        break;
      if (*at == '=' && at + 1 < end && at[1] != '=' && at[1] != '\0' && !is_separator (at[1]) &&
          !begins_with (&word, "http") && !begins_with (&word, "arn:"))
        break;
    }

  return at;
}

static void
strip_full_stop (Word *word)
{
  while (word->length > 1 && word->start[word->length - 1] == '.')
    word->length--;
}

/**
 * qs_pasted_keys_read:
 * @text: anything
 * @length: in bytes, -1 when @text ends in a zero
 *
 * Returns: (transfer full): what was recognised, which may be nothing.
 */
QsPastedKeys *
qs_pasted_keys_read (const char *text,
                     gssize      length)
{
  QsPastedKeys *self = g_new0 (QsPastedKeys, 1);
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  const char *end = text + MIN (size, MAX_LENGTH);
  Word before = { "", 0 };
  Word last = { "", 0 };

  for (const char *at = text; at < end && *at != '\0';)
    {
      const char *next = find_end (at, end);
      Word word = { at, next - at };

      at = next + (next == at || (next < end && strchr ("=:", *next) != NULL) ? 1 : 0);
      if (word.length == 0)
        continue;

      strip_full_stop (&word);
      if (!recognise (self, &word))
        recognise_external_id (self, &before, &last, &word);
      before = last;
      last = word;
    }

  return self;
}

/**
 * qs_pasted_keys_count:
 *
 * Returns: how many things were recognised.
 */
guint
qs_pasted_keys_count (const QsPastedKeys *self)
{
  guint count = self->external_id != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    count += G_STRUCT_MEMBER (char *, self, kinds[i].offset) != NULL;

  return count;
}

void
qs_pasted_keys_free (QsPastedKeys *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    qs_secret_free (G_STRUCT_MEMBER (char *, self, kinds[i].offset));
  g_free (self->external_id);
  g_free (self);
}
