#include "qs-pattern.h"

/* Steps back of one match: some 30 ms at worst, and a hundred times what real values take. */
#define LIMITS "(*LIMIT_MATCH=500000)(*LIMIT_DEPTH=100000)"

/* Reads \uXXXX at @at; -1 when there is none. */
static gint64
read_escape (const char *at)
{
  gint64 unit = 0;

  if (at[0] != '\\' || at[1] != 'u')
    return -1;

  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (at[i]);
    }

  return unit;
}

/* Writes the character at @at for PCRE, joining a pair of surrogates; answers what was read. */
static gsize
translate_escape (GString    *output,
                  const char *at)
{
  gint64 unit = read_escape (at);
  gint64 low;

  if (unit < 0)
    {
      gsize length = at[0] == '\\' && at[1] != '\0' ? 2 : 1;

      g_string_append_len (output, at, length);
      return length;
    }

  low = unit >= 0xd800 && unit <= 0xdbff ? read_escape (at + 6) : -1;
  if (low >= 0xdc00 && low <= 0xdfff)
    {
      g_string_append_printf (output, "\\x{%X}",
                              (guint) (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
      return 12;
    }

  g_string_append_printf (output, "\\x{%X}", (guint) unit);
  return 6;
}

/**
 * qs_pattern_compile:
 * @pattern: as a service model writes it, with the anchors it has
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL with a #GRegexError.
 */
GRegex *
qs_pattern_compile (const char *pattern,
                    GError    **error)
{
  g_autoptr(GString) translated = g_string_new (LIMITS);

  g_return_val_if_fail (pattern != NULL, NULL);

  for (const char *at = pattern; *at != '\0';)
    at += translate_escape (translated, at);

  return g_regex_new (translated->str, G_REGEX_DOLLAR_ENDONLY, 0, error);
}

/**
 * qs_pattern_matches:
 * @text: valid UTF-8
 *
 * Returns: whether @text matches. A match that would take too long counts as none.
 */
gboolean
qs_pattern_matches (GRegex     *regex,
                    const char *text)
{
  g_return_val_if_fail (regex != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  return g_regex_match_full (regex, text, -1, 0, 0, NULL, NULL);
}
