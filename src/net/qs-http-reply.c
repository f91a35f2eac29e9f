#include "qs-http-reply.h"

#include "qs-http-date.h"

/* What took longer says nothing about the clocks: the computer may have slept meanwhile. */
#define MAX_ROUND_TRIP (15 * 60 * G_USEC_PER_SEC)

/* A day: longer than anyone waits. */
#define MAX_RETRY_AFTER ((gint64) 24 * 60 * 60 * 1000)

G_DEFINE_BOXED_TYPE (QsHttpReply, qs_http_reply, qs_http_reply_ref, qs_http_reply_unref)

/**
 * qs_http_reply_new:
 *
 * Returns: (transfer full): a reply without headers, for #QsHttp to fill.
 */
QsHttpReply *
qs_http_reply_new (guint status)
{
  QsHttpReply *self = g_new0 (QsHttpReply, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

QsHttpReply *
qs_http_reply_ref (QsHttpReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_http_reply_unref (QsHttpReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->stream);
  g_free (self);
}

gboolean
qs_http_reply_is_success (QsHttpReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status >= 200 && self->status < 300;
}

/**
 * qs_http_reply_get_header:
 *
 * Returns: (transfer none) (nullable): the value of the header @name, in any case.
 */
const char *
qs_http_reply_get_header (QsHttpReply *self,
                          const char  *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->headers, lower);
}

/**
 * qs_http_reply_get_date:
 *
 * Returns: what time the peer has, in ms since the epoch, to the second; 0 when it does not say.
 */
gint64
qs_http_reply_get_date (QsHttpReply *self)
{
  return qs_http_date_parse (qs_http_reply_get_header (self, "date"));
}

/**
 * qs_http_reply_find_skew:
 * @now: what time it is here, by the clock to be corrected, in ms since the epoch
 * @skew: (out): how far the peer's clock is ahead of it, in ms
 *
 * Compares the peer's time with the middle of the round trip. A reply that may come from a cache,
 * or took longer than a quarter of an hour, says nothing.
 *
 * Returns: whether the reply says anything about the clocks.
 */
gboolean
qs_http_reply_find_skew (QsHttpReply *self,
                         gint64       now,
                         gint64      *skew)
{
  gint64 date = qs_http_reply_get_date (self);
  gint64 since;

  g_return_val_if_fail (skew != NULL, FALSE);

  if (date == 0 || self->sent_at == 0 || self->received_at - self->sent_at > MAX_ROUND_TRIP ||
      qs_http_reply_get_header (self, "age") != NULL)
    return FALSE;

  since = g_get_monotonic_time () - self->sent_at - (self->received_at - self->sent_at) / 2;
  *skew = date - (now - since / 1000);
  return TRUE;
}

/* Returns: the number, -1 when @text is not digits alone. */
static gint64
read_number (const char *text)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return -1;

  return (gint64) number;
}

/**
 * qs_http_reply_get_retry_after:
 *
 * How long the peer asks to be left alone: x-amz-retry-after, in milliseconds, before Retry-After,
 * in seconds or until a time (RFC 9110, section 10.2.3), which is taken by the peer's own clock.
 *
 * Returns: milliseconds, at most a day; -1 when the peer does not ask, or not in a known form.
 */
gint64
qs_http_reply_get_retry_after (QsHttpReply *self)
{
  gint64 wait = read_number (qs_http_reply_get_header (self, "x-amz-retry-after"));
  const char *text = qs_http_reply_get_header (self, "retry-after");
  gint64 until = qs_http_date_parse (text);
  gint64 date = qs_http_reply_get_date (self);

  if (wait < 0 && read_number (text) >= 0)
    wait = read_number (text) * 1000;
  if (wait < 0 && until != 0 && date != 0)
    wait = MAX (until - date, 0);

  return MIN (wait, MAX_RETRY_AFTER);
}
