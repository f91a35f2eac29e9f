#include <stdint.h>

#include "qs-display-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
judge (const char *shown)
{
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_assert_true (character == '\t' || !g_unichar_iscntrl (character));
      g_assert_false (character >= 0x202a && character <= 0x202e);
    }
}

/* Any bytes at all become text that can be shown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = qs_display_text ((const char *) data, size);
  g_autofree char *line = qs_display_line ((const char *) data, size);

  judge (text);
  judge (line);

  return 0;
}
