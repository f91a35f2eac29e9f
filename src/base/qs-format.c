#include "qs-format.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static GDateTime *
make_local_time (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / SECOND);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* Days since the year 1 in local time: the difference of two tells "today" from "yesterday". */
static gint64
count_days (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

/**
 * qs_format_time:
 *
 * Returns: (transfer full): the date and the time to the second in the locale's own form.
 */
char *
qs_format_time (gint64 time)
{
  g_autoptr(GDateTime) local = time > 0 ? make_local_time (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup ("");
}

/**
 * qs_format_time_near:
 * @now: the time to tell it from
 *
 * Returns: (transfer full): the time as a person would say it at @now: "14:03", "Yesterday 14:03",
 *   "12 Mar 14:03" or "12 Mar 2025".
 */
char *
qs_format_time_near (gint64 time,
                     gint64 now)
{
  g_autoptr(GDateTime) local = time > 0 ? make_local_time (time) : NULL;
  g_autoptr(GDateTime) today = make_local_time (MAX (now, 1));

  if (local == NULL || today == NULL)
    return g_strdup ("");

  if (count_days (local) == count_days (today))
    return g_date_time_format (local, "%H:%M");

  if (count_days (local) + 1 == count_days (today))
    /* Translators: a time of yesterday; see "man strftime" */
    return g_date_time_format (local, _("Yesterday %H:%M"));

  if (g_date_time_get_year (local) == g_date_time_get_year (today))
    /* Translators: a time of this year: day, short month, hour and minute; see "man strftime" */
    return g_date_time_format (local, _("%-d %b %H:%M"));

  /* Translators: a day of another year: day, short month, year; see "man strftime" */
  return g_date_time_format (local, _("%-d %b %Y"));
}

/**
 * qs_format_duration:
 * @milliseconds: a length of time; one below zero counts as zero
 *
 * Returns: (transfer full): the two largest units: "0.4 s", "12 s", "3 min 5 s", "2 h 14 min",
 *   "3 d 4 h".
 */
char *
qs_format_duration (gint64 milliseconds)
{
  gint64 length = MAX (milliseconds, 0);

  if (length < 10 * SECOND)
    /* Translators: a number of seconds with a fraction */
    return g_strdup_printf (_("%.1f s"), length / 100 / 10.0);

  if (length < MINUTE)
    /* Translators: seconds */
    return g_strdup_printf (_("%d s"), (int) (length / SECOND));

  if (length < HOUR)
    /* Translators: minutes and seconds */
    return g_strdup_printf (_("%d min %d s"), (int) (length / MINUTE),
                            (int) (length % MINUTE / SECOND));

  if (length < DAY)
    /* Translators: hours and minutes */
    return g_strdup_printf (_("%d h %d min"), (int) (length / HOUR),
                            (int) (length % HOUR / MINUTE));

  /* Translators: days and hours */
  return g_strdup_printf (_("%d d %d h"), (int) MIN (length / DAY, G_MAXINT),
                          (int) (length % DAY / HOUR));
}

/**
 * qs_format_span:
 *
 * Returns: (transfer full): the duration from @start to @end; empty when either is not known.
 */
char *
qs_format_span (gint64 start,
                gint64 end)
{
  return start > 0 && end > 0 ? qs_format_duration (end - start) : g_strdup ("");
}

/**
 * qs_format_mebibytes:
 * @mebibytes: an amount of memory as Batch counts it
 *
 * Returns: (transfer full): such as "8,000 MiB", with the locale's thousands separators.
 */
char *
qs_format_mebibytes (gint64 mebibytes)
{
  /* Translators: an amount of memory in mebibytes */
  return g_strdup_printf (_("%'" G_GINT64_FORMAT " MiB"), mebibytes);
}
