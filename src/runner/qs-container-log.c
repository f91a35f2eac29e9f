#include "qs-container-log.h"

#include <errno.h>
#include <string.h>

#include "qs-await.h"
#include "qs-docker-frames.h"
#include "qs-log-file.h"
#include "qs-worker.h"

#define BLOCK_SIZE (64 * 1024)
#define GATHER_SIZE (512 * 1024)
#define TIME_LENGTH 64

/* Engines note a time before they write, so lines of the two streams may lie in the wrong order. */
#define SLACK_NS (G_GINT64_CONSTANT (5) * 1000000000)

struct _QsContainerLog
{
  GObject        parent_instance;

  char          *path;
  QsLogWriter   *writer;
  QsDockerFrames frames;
  QsLogMark      mark;               /* what was in the file at first */
  char           time[TIME_LENGTH];  /* the beginning of the frame, up to its first space */
  gsize          time_length;
  gboolean       in_time;
  gint64         now;                /* of the frame, ns */
};

/* What the worker is to append. */
typedef struct
{
  QsContainerLog *log;
  GByteArray     *bytes;
} QsLogBlock;

G_DEFINE_FINAL_TYPE (QsContainerLog, qs_container_log, G_TYPE_OBJECT)

static QsLogBlock *
log_block_new (QsContainerLog *log)
{
  QsLogBlock *block = g_new0 (QsLogBlock, 1);

  block->log = g_object_ref (log);
  block->bytes = g_byte_array_new ();
  return block;
}

static void
log_block_free (gpointer data)
{
  QsLogBlock *block = data;

  g_object_unref (block->log);
  g_byte_array_unref (block->bytes);
  g_free (block);
}

/* Nanoseconds of a time such as 2026-11-23T00:40:01.123456789Z; 0 when it is none. */
static gint64
parse_time (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);
  const char *fraction = strchr (text, '.');
  gint64 nanoseconds = 0;
  gint64 unit = 100000000;

  if (time == NULL)
    return 0;

  for (; fraction != NULL && g_ascii_isdigit (*++fraction); unit /= 10)
    nanoseconds += g_ascii_digit_value (*fraction) * unit;

  return g_date_time_to_unix (time) * 1000000000 + nanoseconds;
}

/* Leaves out what the file had already. */
static void
append_new (QsContainerLog *self,
            QsLogSource     source,
            const char     *bytes,
            gsize           length)
{
  gsize known = 0;

  if (self->now < self->mark.time[source])
    return;

  if (self->now == self->mark.time[source])
    {
      known = MIN (length, self->mark.bytes[source]);
      self->mark.bytes[source] -= known;
    }

  qs_log_writer_append (self->writer, source, bytes + known, length - known, self->now);
}

static void
on_frame_cb (QsLogSource source,
             gboolean    begins,
             const char *bytes,
             gsize       length,
             gpointer    user_data)
{
  QsContainerLog *self = user_data;

  if (begins)
    {
      self->in_time = TRUE;
      self->time_length = 0;
    }

  while (self->in_time && length > 0)
    {
      if (*bytes == ' ' || self->time_length == TIME_LENGTH - 1)
        {
          self->in_time = FALSE;
          self->time[self->time_length] = '\0';
          self->now = parse_time (self->time);
        }
      else
        {
          self->time[self->time_length++] = *bytes;
        }
      bytes++;
      length--;
    }

  if (length > 0)
    append_new (self, source, bytes, length);
}

static void
write_work (gpointer    data,
            DexPromise *promise)
{
  QsLogBlock *block = data;
  QsContainerLog *self = block->log;
  GError *error = NULL;

  if (!qs_docker_frames_feed (&self->frames, (const char *) block->bytes->data, block->bytes->len,
                              on_frame_cb, self, &error))
    {
      dex_promise_reject (promise, error);
      return;
    }

  /* A full disk ends the log, not the job. */
  qs_log_writer_flush (self->writer);
  dex_promise_resolve_boolean (promise, TRUE);
}

/* A line that has no end by now will not get one. */
static void
finish_work (gpointer    data,
             DexPromise *promise)
{
  QsContainerLog *self = ((QsLogBlock *) data)->log;

  qs_log_writer_cut (self->writer, G_MAXINT64);
  qs_log_writer_flush (self->writer);
  dex_promise_resolve_boolean (promise, TRUE);
}

/* Takes what is there already besides what has come: an engine sends each line by itself. */
static void
gather (GInputStream *input,
        GByteArray   *bytes)
{
  GPollableInputStream *stream = G_IS_POLLABLE_INPUT_STREAM (input)
                                 ? G_POLLABLE_INPUT_STREAM (input) : NULL;
  gssize got = 1;

  if (stream == NULL || !g_pollable_input_stream_can_poll (stream))
    return;

  while (got > 0 && bytes->len < GATHER_SIZE)
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + BLOCK_SIZE);
      got = g_pollable_input_stream_read_nonblocking (stream, bytes->data + length, BLOCK_SIZE,
                                                      NULL, NULL);
      g_byte_array_set_size (bytes, length + (guint) MAX (got, 0));
    }
}

static void
open_work (gpointer    data,
           DexPromise *promise)
{
  g_autoptr(QsContainerLog) self = g_object_ref (((QsLogBlock *) data)->log);
  GError *error = NULL;

  if (qs_log_file_find_mark (self->path, &self->mark, &error) &&
      (self->writer = qs_log_writer_open (self->path)) == NULL)
    error = g_error_new (QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_FAILED,
                         "The log %s cannot be written: %s", self->path, g_strerror (errno));

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_object (promise, g_steal_pointer (&self));
}

static void
qs_container_log_finalize (GObject *object)
{
  QsContainerLog *self = QS_CONTAINER_LOG (object);

  if (self->writer != NULL)
    qs_log_writer_close (self->writer);
  g_free (self->path);

  G_OBJECT_CLASS (qs_container_log_parent_class)->finalize (object);
}

static void
qs_container_log_class_init (QsContainerLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_container_log_finalize;
}

static void
qs_container_log_init (QsContainerLog *self)
{
}

/**
 * qs_container_log_open:
 *
 * Returns: (transfer full): a future of a #QsContainerLog that goes on where @path ends; rejected
 *   with #QsLogFileError.
 */
DexFuture *
qs_container_log_open (const char *path)
{
  g_autoptr(QsContainerLog) self = g_object_new (QS_TYPE_CONTAINER_LOG, NULL);

  self->path = g_strdup (path);
  return qs_worker_run (open_work, log_block_new (self), log_block_free);
}

/**
 * qs_container_log_get_since:
 *
 * Returns: ns since the epoch: from when on the engine is to be asked for the log. 0 is from its
 *   beginning.
 */
gint64
qs_container_log_get_since (QsContainerLog *self)
{
  const gint64 *times = self->mark.time;

  /* A stream that has not been seen yet may begin a little before the other one's last line. */
  if (times[QS_LOG_OUTPUT] == 0 || times[QS_LOG_ERROR] == 0)
    return MAX (0, MAX (times[QS_LOG_OUTPUT], times[QS_LOG_ERROR]) - SLACK_NS);

  return MIN (times[QS_LOG_OUTPUT], times[QS_LOG_ERROR]);
}

/**
 * qs_container_log_copy:
 * @stream: frames with times, of the log since qs_container_log_get_since()
 *
 * Awaits the end of the stream.
 *
 * Returns: whether all of the stream is in the file.
 */
gboolean
qs_container_log_copy (QsContainerLog *self,
                       GInputStream   *stream,
                       GError        **error)
{
  g_return_val_if_fail (QS_IS_CONTAINER_LOG (self), FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);

  for (;;)
    {
      g_autoptr(GBytes) bytes = qs_await_boxed (
        dex_input_stream_read_bytes (stream, BLOCK_SIZE, 0), error);
      QsLogBlock *block;

      if (bytes == NULL)
        return FALSE;

      block = log_block_new (self);
      if (g_bytes_get_size (bytes) == 0)
        return qs_await (qs_worker_run (finish_work, block, log_block_free), error);

      g_byte_array_append (block->bytes, g_bytes_get_data (bytes, NULL),
                           (guint) g_bytes_get_size (bytes));
      gather (stream, block->bytes);
      if (!qs_await (qs_worker_run (write_work, block, log_block_free), error))
        return FALSE;
    }
}
