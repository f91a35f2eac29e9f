#include "qs-http-date.h"

#include <string.h>

#define MONTHS "JanFebMarAprMayJunJulAugSepOctNovDec"

/* Returns: the number in @length digits, -1 when they are not digits. */
static int
read_digits (const char *text,
             int         length)
{
  int number = 0;

  for (int i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }

  return number;
}

static int
read_month (const char *text)
{
  for (int month = 0; month < 12; month++)
    if (strncmp (text, MONTHS + 3 * month, 3) == 0)
      return month + 1;

  return -1;
}

/**
 * qs_http_date_parse:
 * @text: (nullable): the value of a Date header
 *
 * Reads the one form that may be sent, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7).
 * The day of the week is not looked at.
 *
 * Returns: ms since the epoch; 0 for anything else.
 */
gint64
qs_http_date_parse (const char *text)
{
  static const char form[] = "Sun, 06 Nov 1994 08:49:37 GMT";
  static const char fixed[] = "   , .. ... .... ..:..:.. GMT";
  g_autoptr(GDateTime) time = NULL;

  if (text == NULL || strlen (text) != strlen (form))
    return 0;
  for (guint i = 3; i < strlen (form); i++)
    if (fixed[i] != '.' && fixed[i] != text[i])
      return 0;

  time = g_date_time_new_utc (read_digits (text + 12, 4), read_month (text + 8),
                              read_digits (text + 5, 2), read_digits (text + 17, 2),
                              read_digits (text + 20, 2), read_digits (text + 23, 2));
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}
