#include "qs-log-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_SOURCES 2

/* A line whose end has not come yet. */
typedef struct
{
  char   *bytes;     /* room for QS_LOG_LINE_MAX, made when first needed */
  size_t  length;
  int64_t time;
  int     is_cut;    /* the line's beginning is in the file already */
} QsLogLine;

struct _QsLogWriter
{
  int       fd;
  int       error;       /* the first errno, 0 when all is well */
  QsLogLine lines[N_SOURCES];
  size_t    buffered;
  char      buffer[64 * 1024];
};

/* Where the last whole record of the file ends. */
static off_t
find_end (int   fd,
          off_t size)
{
  char block[4096];

  while (size > 0)
    {
      size_t wanted = size < (off_t) sizeof block ? (size_t) size : sizeof block;
      ssize_t got = pread (fd, block, wanted, size - (off_t) wanted);
      const char *newline = got > 0 ? memrchr (block, '\n', (size_t) got) : NULL;

      if (newline != NULL)
        return size - (off_t) wanted + (newline - block) + 1;
      size -= (off_t) wanted;
    }

  return 0;
}

/* Cuts off a torn last record, and answers 0 or an errno. */
static int
repair_end (int fd)
{
  struct stat info;
  off_t end;

  if (fstat (fd, &info) != 0)
    return errno;

  end = find_end (fd, info.st_size);
  return end != info.st_size && ftruncate (fd, end) != 0 ? errno : 0;
}

/* The first failure, a full disk most likely, ends the log for good: behind a gap the file would
 * still look whole. */
static void
fail (QsLogWriter *self,
      int          code)
{
  self->error = code;
  repair_end (self->fd);
}

static void
write_out (QsLogWriter *self,
           const char  *bytes,
           size_t       length)
{
  while (length > 0 && self->error == 0)
    {
      ssize_t written = write (self->fd, bytes, length);

      if (written < 0)
        {
          if (errno != EINTR)
            fail (self, errno);
          continue;
        }
      bytes += written;
      length -= (size_t) written;
    }
}

static void
empty_buffer (QsLogWriter *self)
{
  write_out (self, self->buffer, self->buffered);
  self->buffered = 0;
}

static void
put (QsLogWriter *self,
     const char  *bytes,
     size_t       length)
{
  if (self->buffered + length > sizeof self->buffer)
    empty_buffer (self);

  if (length > sizeof self->buffer)
    {
      write_out (self, bytes, length);
      return;
    }

  memcpy (self->buffer + self->buffered, bytes, length);
  self->buffered += length;
}

static void
put_record (QsLogWriter *self,
            QsLogSource  source,
            char         mark,
            const char  *bytes,
            size_t       length)
{
  QsLogLine *line = &self->lines[source];
  char header[32];
  int size = snprintf (header, sizeof header, "%lld %c%c", (long long) line->time,
                       source == QS_LOG_ERROR ? 'e' : 'o', mark);

  put (self, header, (size_t) size);
  if (line->length > 0)
    put (self, line->bytes, line->length);
  if (length > 0)
    put (self, bytes, length);
  put (self, "\n", 1);
  line->length = 0;
  line->is_cut = mark == '+';
}

static void
end_line (QsLogWriter *self,
          QsLogSource  source,
          const char  *bytes,
          size_t       length)
{
  const QsLogLine *line = &self->lines[source];

  put_record (self, source, line->is_cut && line->length + length == 0 ? '.' : ' ', bytes, length);
}

static void
keep (QsLogWriter *self,
      QsLogLine   *line,
      const char  *bytes,
      size_t       length)
{
  if (line->bytes == NULL && (line->bytes = malloc (QS_LOG_LINE_MAX)) == NULL)
    {
      fail (self, ENOMEM);
      return;
    }

  memcpy (line->bytes + line->length, bytes, length);
  line->length += length;
}

/* Opens @path, made when absent, to write behind what it holds. NULL with errno when it cannot. */
QsLogWriter *
qs_log_writer_open (const char *path)
{
  QsLogWriter *self = calloc (1, sizeof *self);
  int code;

  if (self == NULL)
    return NULL;

  self->fd = open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  code = self->fd < 0 ? errno : repair_end (self->fd);
  if (code != 0)
    {
      qs_log_writer_close (self);
      errno = code;
      return NULL;
    }

  return self;
}

/* Writes what is left, also a line without an end. Answers 0, or the errno of the first failure. */
int
qs_log_writer_close (QsLogWriter *self)
{
  int code;

  if (self->fd >= 0)
    {
      qs_log_writer_cut (self, INT64_MAX);
      qs_log_writer_flush (self);
      close (self->fd);
    }

  code = self->error;
  for (int i = 0; i < N_SOURCES; i++)
    free (self->lines[i].bytes);
  free (self);
  return code;
}

/* Adds bytes of @source, in any pieces. They reach the file with the next flush. */
void
qs_log_writer_append (QsLogWriter *self,
                      QsLogSource  source,
                      const char  *bytes,
                      size_t       length,
                      int64_t      time)
{
  QsLogLine *line = &self->lines[source];

  while (length > 0)
    {
      size_t room = QS_LOG_LINE_MAX - line->length;
      const char *newline = memchr (bytes, '\n', length < room + 1 ? length : room + 1);
      size_t taken = newline != NULL ? (size_t) (newline - bytes) : length < room ? length : room;

      if (line->length == 0)
        line->time = time;

      if (newline != NULL)
        end_line (self, source, bytes, taken++);
      else if (length > room)
        put_record (self, source, '+', bytes, taken);
      else
        keep (self, line, bytes, taken);

      bytes += taken;
      length -= taken;
    }
}

/* The time of the oldest line that waits for its end, or 0. */
int64_t
qs_log_writer_oldest (QsLogWriter *self)
{
  int64_t oldest = 0;

  for (int i = 0; i < N_SOURCES; i++)
    if (self->lines[i].length > 0 && (oldest == 0 || self->lines[i].time < oldest))
      oldest = self->lines[i].time;

  return oldest;
}

/* Gives up waiting for the end of lines that began at or before @before. */
void
qs_log_writer_cut (QsLogWriter *self,
                   int64_t      before)
{
  for (int i = 0; i < N_SOURCES; i++)
    if (self->lines[i].length > 0 && self->lines[i].time <= before)
      put_record (self, (QsLogSource) i, '+', NULL, 0);
}

/* Hands all records to the system. Answers 0, or the errno of the first failure since the file was
 * opened: from then on nothing is written. */
int
qs_log_writer_flush (QsLogWriter *self)
{
  empty_buffer (self);
  return self->error;
}
