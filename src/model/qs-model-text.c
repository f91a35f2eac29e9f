#include "qs-model-text.h"

#include <string.h>

#define MAX_CHOICES_SHOWN 12

gboolean
qs_model_is_base64 (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  gsize padding = strspn (text + length, "=");

  return text[length + padding] == '\0' && padding <= 2 && (length + padding) % 4 == 0;
}

/* The numbers that JSON lacks, in the words that stand for them in documents and on the wire. */
gboolean
qs_model_is_special_number (const char *text)
{
  static const char * const names[] = { "NaN", "Infinity", "-Infinity", NULL };

  return g_strv_contains (names, text);
}

/* Whether so many seconds from 1970 lie between the years 1 and 9999, which every format writes. */
gboolean
qs_model_is_time (double seconds)
{
  return seconds >= -62135596800.0 && seconds < 253402300800.0;
}

/* Returns: (transfer full): the choices in a row, cut when there are many. */
char *
qs_model_list_choices (char **choices)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      if (i == MAX_CHOICES_SHOWN)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", choices[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
