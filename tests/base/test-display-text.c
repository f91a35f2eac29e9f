#include "qs-display-text.h"

#include <string.h>

#include "qs-test.h"

typedef struct
{
  const char *input;
  gssize      length;
  const char *output;
} QsCase;

static const QsCase texts[] = {
  { NULL, -1, "" },
  { "md5sum-s3-2", -1, "md5sum-s3-2" },
  { "<b>bold</b> &amp;", -1, "<b>bold</b> &amp;" },
  { "größe 漢字 🙂", -1, "größe 漢字 🙂" },
  { "a\nb\tc\r", -1, "a␊b␉c␍" },
  { "a\0b", 3, "a␀b" },
  { "\x7f", -1, "␡" },
  { "\033[31mred", -1, "␛[31mred" },
  { "gpj.\xe2\x80\xae" "exe", -1, "gpj.‹U+202E›exe" },
  { "pay\xe2\x80\x8bpal", -1, "pay‹U+200B›pal" },
  { "\xef\xbb\xbfx", -1, "‹U+FEFF›x" },
  { "\xc2\x85\xc2\x9b", -1, "‹U+0085›‹U+009B›" },
  { "\xe2\x80\xa8", -1, "‹U+2028›" },
  { "\xe3\x85\xa4", -1, "‹U+3164›" },
  { "\xf3\xa0\x81\x81", -1, "‹U+E0041›" },
  { "\xff\xfe", -1, "\xef\xbf\xbd\xef\xbf\xbd" },
  { "\xe2\x80", -1, "\xef\xbf\xbd\xef\xbf\xbd" },
  { "\xc0\xaf", -1, "\xef\xbf\xbd\xef\xbf\xbd" },
  { "\xed\xa0\x80", -1, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
};

static const QsCase lines[] = {
  { "a\tb", -1, "a\tb" },
  { "\033[1;31mERROR\033[0m: no", -1, "ERROR: no" },
  { "\033[38;2;1;2;3mx\033[K", -1, "x" },
  { "\033(B\033[m$ ", -1, "$ " },
  { "\033]0;title\007text", -1, "text" },
  { "\033]8;;http://x/\033\\link\033]8;;\033\\", -1, "link" },
  { "\033[8mhidden\033[28m", -1, "hidden" },
  { "\033]0;never ends", -1, "␛]0;never ends" },
  { "\033[31", -1, "␛[31" },
  { "\033", -1, "␛" },
  { "\0337\b", -1, "␛7␈" },
  { "\033[3\0331mx", -1, "␛[3␛1mx" },
};

static void
test_shows_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *shown = qs_display_text (texts[i].input, texts[i].length);

      g_assert_cmpstr (shown, ==, texts[i].output);
    }
}

static void
test_shows_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *shown = qs_display_line (lines[i].input, lines[i].length);

      g_assert_cmpstr (shown, ==, lines[i].output);
    }
}

static void
test_cuts_what_is_too_long (void)
{
  g_autofree char *input = g_strnfill (1000000, 'x');
  g_autofree char *shown = qs_display_line (input, -1);

  g_assert_true (g_str_has_suffix (shown, "x…"));
  g_assert_cmpuint (strlen (shown), ==, QS_DISPLAY_MAX_BYTES + strlen ("…"));
}

static void
test_does_not_mark_what_just_fits (void)
{
  g_autofree char *input = g_strnfill (QS_DISPLAY_MAX_BYTES, 'x');
  g_autofree char *shown = qs_display_line (input, -1);

  g_assert_cmpstr (shown, ==, input);
}

static void
assert_harmless (const char *shown)
{
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_cmpuint (strlen (shown), <=, QS_DISPLAY_MAX_BYTES + 32);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_assert_true (character == '\t' || !g_unichar_iscntrl (character));
      g_assert_false (character >= 0x202a && character <= 0x202e);
      g_assert_false (character >= 0x2066 && character <= 0x2069);
      g_assert_false (character >= 0x200b && character <= 0x200f);
    }
}

/* Bytes that matter come up far more often than they would by chance. */
static void
fill_with_noise (GRand *random,
                 char  *bytes,
                 gsize  length)
{
  static const char * const bits[] = {
    "\033", "\033[", "\033]", "\007", "\033\\", "\xe2\x80\xae", "\xe2\x81", "\xf3\xa0",
    "\xff", "\n", "\r", "m",
  };
  gsize at = 0;

  while (at < length)
    {
      const char *bit = bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))];

      if (g_rand_boolean (random))
        bytes[at++] = g_rand_int_range (random, 0, 256);
      else
        for (; *bit != '\0' && at < length; bit++)
          bytes[at++] = *bit;
    }
}

static void
test_survives_noise (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20260801);

  for (guint i = 0; i < 5000; i++)
    {
      gsize length = g_rand_int_range (random, 0, 200);
      g_autofree char *bytes = g_malloc (MAX (length, 1));
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;

      fill_with_noise (random, bytes, length);
      text = qs_display_text (bytes, length);
      line = qs_display_line (bytes, length);
      assert_harmless (text);
      assert_harmless (line);
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_test_add_func ("/display-text/shows-texts", test_shows_texts);
  g_test_add_func ("/display-text/shows-lines", test_shows_lines);
  g_test_add_func ("/display-text/cuts-what-is-too-long", test_cuts_what_is_too_long);
  g_test_add_func ("/display-text/does-not-mark-what-just-fits",
                   test_does_not_mark_what_just_fits);
  g_test_add_func ("/display-text/survives-noise", test_survives_noise);
  return g_test_run ();
}
