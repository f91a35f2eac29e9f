#include "qs-display-text.h"

#include <string.h>

#define ESCAPE 0x1b
#define BELL 0x07
#define DELETE 0x7f

static gboolean
is_plain (guint8 byte)
{
  return byte >= 0x20 && byte < DELETE;
}

/* The signs that Unicode counts as "format" and that nevertheless have a shape of their own. */
static gboolean
is_visible_format (gunichar character)
{
  return (character >= 0x0600 && character <= 0x0605) || character == 0x06dd ||
         character == 0x070f || character == 0x0890 || character == 0x0891 || character == 0x08e2;
}

/* Letters by name, nothing to the eye: they make two different names look the same. */
static gboolean
is_filler (gunichar character)
{
  return character == 0x034f || character == 0x115f || character == 0x1160 ||
         character == 0x17b4 || character == 0x17b5 || character == 0x2800 ||
         character == 0x3164 || character == 0xffa0;
}

static gboolean
is_deceptive (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_FORMAT:
      return !is_visible_format (character);

    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;

    default:
      return is_filler (character);
    }
}

static void
append_control_picture (GString *output,
                        guint8   byte)
{
  g_string_append_unichar (output, byte == DELETE ? 0x2421 : 0x2400 + byte);
}

/* Returns: the bytes read; at least one. */
static gsize
append_character (GString    *output,
                  const char *text,
                  gsize       length)
{
  gunichar character = g_utf8_get_char_validated (text, length);

  if (character >= (gunichar) -2)
    {
      g_string_append_unichar (output, 0xfffd);
      return 1;
    }

  if (is_deceptive (character))
    g_string_append_printf (output, "‹U+%04X›", character);
  else
    g_string_append_unichar (output, character);

  return g_unichar_to_utf8 (character, NULL);
}

static gsize
count_range (const guint8 *bytes,
             gsize         start,
             gsize         length,
             guint8        low,
             guint8        high)
{
  gsize end = start;

  while (end < length && bytes[end] >= low && bytes[end] <= high)
    end++;

  return end - start;
}

/* ECMA-48, 5.4: parameter bytes, intermediate bytes, one final byte. */
static gsize
measure_control_sequence (const guint8 *bytes,
                          gsize         length)
{
  gsize at = 2;

  at += count_range (bytes, at, length, 0x30, 0x3f);
  at += count_range (bytes, at, length, 0x20, 0x2f);
  return at < length && bytes[at] >= 0x40 && bytes[at] <= 0x7e ? at + 1 : 0;
}

/* A title, a link or another command with a text, up to its end mark: ESC \ or, by xterm, BEL. */
static gsize
measure_command_string (const guint8 *bytes,
                        gsize         length)
{
  for (gsize at = 2; at < length; at++)
    {
      if (bytes[at] == BELL)
        return at + 1;
      if (bytes[at] == ESCAPE)
        return at + 1 < length && bytes[at + 1] == '\\' ? at + 2 : 0;
    }

  return 0;
}

/* Such as "ESC ( B", with which a terminal goes back to ASCII. */
static gsize
measure_designation (const guint8 *bytes,
                     gsize         length)
{
  gsize at = 1 + count_range (bytes, 1, length, 0x20, 0x2f);

  return at > 1 && at < length && bytes[at] >= 0x30 && bytes[at] <= 0x7e ? at + 1 : 0;
}

/* Returns: the length of the terminal sequence at @bytes, 0 if there is no whole one. */
static gsize
measure_terminal_sequence (const guint8 *bytes,
                           gsize         length)
{
  if (length < 2 || bytes[0] != ESCAPE)
    return 0;

  switch (bytes[1])
    {
    case '[':
      return measure_control_sequence (bytes, length);

    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return measure_command_string (bytes, length);

    default:
      return measure_designation (bytes, length);
    }
}

static gsize
append_special (GString    *output,
                const char *text,
                gsize       length,
                gboolean    terminal)
{
  guint8 byte = text[0];
  gsize sequence;

  if (byte >= 0x80)
    return append_character (output, text, length);

  if (terminal && byte == '\t')
    g_string_append_c (output, '\t');
  else if (terminal && (sequence = measure_terminal_sequence ((const guint8 *) text, length)) > 0)
    return sequence;
  else
    append_control_picture (output, byte);

  return 1;
}

static void
append (GString    *output,
        const char *text,
        gsize       length,
        gboolean    terminal)
{
  gsize start = output->len;
  gsize at = 0;

  while (at < length)
    {
      gsize room = QS_DISPLAY_MAX_BYTES - MIN (output->len - start, QS_DISPLAY_MAX_BYTES);
      gsize run = 0;

      if (room == 0)
        {
          g_string_append (output, "…");
          return;
        }

      while (at + run < length && run < room && is_plain (text[at + run]))
        run++;
      g_string_append_len (output, text + at, run);
      at += run > 0 ? run : append_special (output, text + at, length - at, terminal);
    }
}

static char *
show (const char *text,
      gssize      length,
      gboolean    terminal)
{
  gsize size = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;
  GString *output = g_string_sized_new (MIN (size, QS_DISPLAY_MAX_BYTES) + 1);

  append (output, text, size, terminal);
  return g_string_free (output, FALSE);
}

/**
 * qs_display_text:
 * @text: (nullable): any bytes, of one line; %NULL is nothing
 * @length: the number of bytes, or -1 when @text ends with a NUL
 *
 * Makes a name, a reason, an argument or another short text fit to be shown. Every control
 * character is shown, the line feed too.
 *
 * Returns: (transfer full): valid UTF-8 on one line, at most a little over %QS_DISPLAY_MAX_BYTES.
 */
char *
qs_display_text (const char *text,
                 gssize      length)
{
  return show (text, length, FALSE);
}

/**
 * qs_display_line:
 * @line: (nullable): any bytes, without the end of the line
 * @length: the number of bytes, or -1 when @line ends with a NUL
 *
 * Makes one line of a program's output fit to be shown. As qs_display_text(), but tabulators stay,
 * and whole terminal sequences (colours, titles, links, character sets) are left out, so that
 * the output of tools that colour their words can be read. A sequence that is not whole is shown.
 *
 * Returns: (transfer full): valid UTF-8 on one line, at most a little over %QS_DISPLAY_MAX_BYTES.
 */
char *
qs_display_line (const char *line,
                 gssize      length)
{
  return show (line, length, TRUE);
}

/**
 * qs_display_append_line:
 *
 * As qs_display_line(), at the end of @output.
 */
void
qs_display_append_line (GString    *output,
                        const char *line,
                        gsize       length)
{
  g_return_if_fail (output != NULL);

  append (output, line, length, TRUE);
}
