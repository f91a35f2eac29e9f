#include <stdint.h>

#include "qs-command-line.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Words joined and split again are the same words, both ways of writing them. */
static void
judge (const char * const *words)
{
  g_autofree char *line = qs_command_line_join (words);
  g_autofree char *json = qs_command_line_print_json (words);
  g_auto(GStrv) split = qs_command_line_split (line, NULL);
  g_auto(GStrv) parsed = qs_command_line_parse_json (json, NULL);

  g_assert_true (split != NULL && g_strv_equal (words, (const char * const *) split));
  g_assert_true (parsed != NULL && g_strv_equal (words, (const char * const *) parsed));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  g_auto(GStrv) words = qs_command_line_split (text, NULL);
  g_auto(GStrv) parsed = qs_command_line_parse_json (text, NULL);
  g_autofree char *found = qs_command_line_find_operator (text);

  if (words != NULL)
    judge ((const char * const *) words);
  if (parsed != NULL)
    judge ((const char * const *) parsed);

  return 0;
}
