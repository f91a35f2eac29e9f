#include "qs-redact.h"

#include <string.h>

#include "qs-display-text.h"

/* Shorter than any secret of AWS, longer than nearly every word. */
#define MIN_SECRET 20
#define MAX_SHOWN  400

#define SECRET_BYTES "+/=_-~" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS

static gboolean
looks_secret (const char *run,
              gsize       length)
{
  gsize n_digits = 0;

  for (gsize i = 0; i < length; i++)
    n_digits += g_ascii_isdigit (run[i]) ? 1 : 0;

  return length >= MIN_SECRET && n_digits > 0 && n_digits < length;
}

/* A name that says that a secret follows: "password=…", "SecretAccessKey": "…". */
static char *
hide_named (const char *text)
{
  static const char pattern[] =
    "((?:secret|token|passw(?:or)?d|passphrase|credential|key|code|pin|otp)\\w*[\"']?\\s*[=:]\\s*)"
    "(\"[^\"]*\"?|'[^']*'?|[^\\s,;&]+)";
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE | G_REGEX_RAW, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "\\1***", 0, NULL);
}

/**
 * qs_redact:
 * @text: what a program has said, in any encoding
 *
 * Makes the words of a program that deals with secrets fit to be shown and logged. Whatever may be
 * a secret goes, although some of it is none: paths of many letters and digits, and identifiers.
 * What is left is one short piece of text, its end if it is too long: the cause is said last.
 *
 * Returns: (transfer full): @text with secrets replaced by "***", to be shown as it is.
 */
char *
qs_redact (const char *text)
{
  g_autoptr(GString) result = g_string_new (NULL);
  g_autofree char *named = NULL;
  g_autofree char *valid = NULL;
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  named = hide_named (text);
  for (const char *at = named; *at != '\0';)
    {
      gsize length = strspn (at, SECRET_BYTES);

      if (looks_secret (at, length))
        g_string_append (result, "***");
      else
        g_string_append_len (result, at, (gssize) MAX (length, 1));
      at += MAX (length, 1);
    }

  valid = g_utf8_make_valid (g_strstrip (g_strdelimit (result->str, "\r\n\t", ' ')), -1);
  end = valid + strlen (valid);
  for (guint i = 0; i < MAX_SHOWN && end > valid; i++)
    end = g_utf8_prev_char (end);

  return qs_display_line (end, -1);
}
