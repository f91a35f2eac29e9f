#include "qs-wire-time.h"

#include <stdio.h>
#include <string.h>

#include "qs-wire-number.h"
#include "qs-wire-traits.h"

/* The years 1 to 9999, which every format can write. */
#define FIRST_SECOND G_GINT64_CONSTANT (-62135596800)
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)

static const char * const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char * const months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

/* What a model calls the formats; Smithy's names are the second of each. */
static const struct
{
  const char      *name;
  QsWireTimeFormat format;
} formats[] = {
  { "iso8601", QS_WIRE_TIME_ISO8601 },
  { "date-time", QS_WIRE_TIME_ISO8601 },
  { "rfc822", QS_WIRE_TIME_RFC822 },
  { "http-date", QS_WIRE_TIME_RFC822 },
  { "unixTimestamp", QS_WIRE_TIME_UNIX },
  { "epoch-seconds", QS_WIRE_TIME_UNIX },
};

QsWireTimeFormat
qs_wire_time_get_format (const QsMember  *member,
                         QsWireTimeFormat fallback)
{
  const char *name = qs_wire_get_trait (member, "timestampFormat");

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (formats[i].name, name) == 0)
      return formats[i].format;

  return fallback;
}

/* To the nearest. */
static gint64
to_microseconds (double seconds)
{
  double scaled = seconds * G_USEC_PER_SEC;

  return (gint64) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

static gboolean
is_in_range (double seconds)
{
  return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
}

/* Exactly @count digits at @text. */
static gboolean
read_digits (const char **text,
             guint        count,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + *(*text)++ - '0';
    }

  return TRUE;
}

static gboolean
skip (const char **text,
      char         expected)
{
  if (**text != expected)
    return FALSE;

  (*text)++;
  return TRUE;
}

/* ".123456": what stands behind the sixth digit is less than a microsecond. */
static gboolean
read_fraction (const char **text,
               gint64      *microseconds)
{
  gint64 unit = 100000;

  *microseconds = 0;
  if (!skip (text, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;

  for (; g_ascii_isdigit (**text); unit /= 10)
    *microseconds += (*(*text)++ - '0') * unit;

  return TRUE;
}

/* "Z", "+01:00", "-0530", or nothing, which is UTC. */
static gboolean
read_zone (const char *text,
           gint64     *seconds)
{
  int sign = *text == '-' ? -1 : 1;
  int hours;
  int minutes = 0;

  *seconds = 0;
  if (text[0] == '\0' || g_str_equal (text, "Z") || g_str_equal (text, "z") ||
      g_str_equal (text, "GMT") || g_str_equal (text, "UTC"))
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;

  text++;
  if (!read_digits (&text, 2, &hours))
    return FALSE;
  (void) skip (&text, ':');
  if (*text != '\0' && !read_digits (&text, 2, &minutes))
    return FALSE;

  *seconds = sign * (hours * 3600 + minutes * 60);
  return *text == '\0';
}

static gboolean
compose (int     year,
         int     month,
         int     day,
         int     hour,
         int     minute,
         int     second,
         gint64 *seconds)
{
  /* GLib knows no leap seconds: 23:59:60 is the next second. */
  g_autoptr(GDateTime) time =
    g_date_time_new_utc (year, month, day, hour, minute, MIN (second, 59));

  if (time == NULL || second > 60)
    return FALSE;

  *seconds = g_date_time_to_unix (time) + (second == 60 ? 1 : 0);
  return TRUE;
}

/*
 * ISO 8601 as services write it: "2015-01-25", "2015-01-25T08:00:00.123Z", with a zone or without.
 */
static gboolean
read_iso8601 (const char *text,
              gint64     *microseconds)
{
  int year, month, day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  gint64 fraction = 0;
  gint64 zone = 0;
  gint64 seconds;

  if (!read_digits (&text, 4, &year) || !skip (&text, '-') || !read_digits (&text, 2, &month) ||
      !skip (&text, '-') || !read_digits (&text, 2, &day))
    return FALSE;

  if (*text == 'T' || *text == 't' || *text == ' ')
    {
      text++;
      if (!read_digits (&text, 2, &hour) || !skip (&text, ':') || !read_digits (&text, 2, &minute))
        return FALSE;
      if (skip (&text, ':') &&
          (!read_digits (&text, 2, &second) || !read_fraction (&text, &fraction)))
        return FALSE;
    }

  if (!read_zone (text, &zone) || !compose (year, month, day, hour, minute, second, &seconds))
    return FALSE;

  *microseconds = (seconds - zone) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

static int
find_month (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strcasecmp (months[i], name) == 0)
      return i + 1;

  return 0;
}

/* HTTP's date, RFC 9110 section 5.6.7: "Sun, 25 Jan 2015 08:00:00 GMT"; a fraction is let pass. */
static gboolean
read_rfc822 (const char *text,
             gint64     *microseconds)
{
  const char *comma = strchr (text, ',');
  char month[4] = "";
  int day, year, hour, minute, second;
  int length = 0;
  gint64 fraction;
  gint64 zone;
  gint64 seconds;

  text = comma != NULL ? comma + 1 : text;
  if (sscanf (text, " %2d%*1[ -]%3[A-Za-z]%*1[ -]%4d %2d:%2d:%2d%n", &day, month, &year, &hour,
              &minute, &second, &length) != 6)
    return FALSE;

  text += length;
  if (!read_fraction (&text, &fraction))
    return FALSE;
  while (*text == ' ')
    text++;
  if (!read_zone (text, &zone) ||
      !compose (year, find_month (month), day, hour, minute, second, &seconds))
    return FALSE;

  *microseconds = (seconds - zone) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

/* What is rarer: "20150125T080000Z", weeks, days of the year. */
static gboolean
read_rare_iso8601 (const char *text,
                   gint64     *microseconds)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    return FALSE;

  *microseconds = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}

static gboolean
read_text (const char *text,
           gint64     *microseconds)
{
  g_autoptr(JsonNode) number = qs_wire_number_read (text);

  if (number != NULL && json_node_get_value_type (number) == G_TYPE_DOUBLE)
    {
      double seconds = json_node_get_double (number);

      *microseconds = is_in_range (seconds) ? to_microseconds (seconds) : 0;
      return is_in_range (seconds);
    }

  return read_iso8601 (text, microseconds) || read_rfc822 (text, microseconds) ||
         read_rare_iso8601 (text, microseconds);
}

static gboolean
read_node (JsonNode *value,
           gint64   *microseconds)
{
  double seconds;

  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return read_text (json_node_get_string (value), microseconds) &&
           is_in_range ((double) *microseconds / G_USEC_PER_SEC);

  seconds = json_node_get_double (value);
  if (!is_in_range (seconds))
    return FALSE;

  *microseconds = to_microseconds (seconds);
  return TRUE;
}

/* Down, also before 1970. */
static gint64
floor_seconds (gint64 microseconds)
{
  gint64 seconds = microseconds / G_USEC_PER_SEC;

  return microseconds % G_USEC_PER_SEC < 0 ? seconds - 1 : seconds;
}

static char *
print_iso8601 (GDateTime *time,
               gint64     fraction)
{
  g_autofree char *start = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d",
                                            g_date_time_get_year (time),
                                            g_date_time_get_month (time),
                                            g_date_time_get_day_of_month (time),
                                            g_date_time_get_hour (time),
                                            g_date_time_get_minute (time),
                                            g_date_time_get_second (time));

  if (fraction == 0)
    return g_strconcat (start, "Z", NULL);

  return g_strdup_printf ("%s.%06dZ", start, (int) fraction);
}

static char *
print_rfc822 (GDateTime *time)
{
  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d GMT",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/**
 * qs_wire_time_print:
 * @value: seconds since 1970, or a text that qs_wire_time_read() reads
 *
 * Returns: (transfer full) (nullable): the time in @format, %NULL when @value is none between the
 *   years 1 and 9999.
 */
char *
qs_wire_time_print (JsonNode        *value,
                    QsWireTimeFormat format)
{
  g_autoptr(GDateTime) time = NULL;
  gint64 microseconds;
  gint64 seconds;

  if (!read_node (value, &microseconds))
    return NULL;

  seconds = floor_seconds (microseconds);
  if (format == QS_WIRE_TIME_UNIX)
    return g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  time = g_date_time_new_from_unix_utc (seconds);
  if (format == QS_WIRE_TIME_RFC822)
    return print_rfc822 (time);

  return print_iso8601 (time, microseconds - seconds * G_USEC_PER_SEC);
}

/**
 * qs_wire_time_read:
 * @text: in any of the formats: services do not always keep to the one of their model
 *
 * Returns: (transfer full) (nullable): seconds since 1970, a whole number where it is one; %NULL
 *   when @text is no time.
 */
JsonNode *
qs_wire_time_read (const char *text)
{
  gint64 microseconds;

  if (!read_text (text, &microseconds))
    return NULL;
  if (microseconds % G_USEC_PER_SEC == 0)
    return json_node_init_int (json_node_alloc (), microseconds / G_USEC_PER_SEC);

  return json_node_init_double (json_node_alloc (), (double) microseconds / G_USEC_PER_SEC);
}
