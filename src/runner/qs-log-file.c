#include "qs-log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "qs-json.h"
#include "qs-worker.h"

#define PAGE_EVENTS 10000
#define PAGE_BYTES (1024 * 1024)
#define EVENT_OVERHEAD 26      /* as CloudWatch Logs counts */
#define HEADER_MAX 32
#define REGION_SIZE (PAGE_BYTES + QS_LOG_LINE_MAX + HEADER_MAX)

typedef struct
{
  char    *path;
  char    *token;
  gboolean from_head;
  guint    limit;
} QsLogRead;

/* A stretch of the file from one record's edge to another's. */
typedef struct
{
  char  *bytes;
  gsize  length;
  gint64 start;    /* where it lies in the file */
} QsLogRegion;

typedef struct
{
  gint64      time;
  QsLogSource source;
  char        mark;
  const char *message;
  gsize       length;
  gsize       size;       /* of the record with its newline */
} QsLogRecord;

typedef struct
{
  GPtrArray *events;   /* of JsonObject */
  gsize      bytes;
  gint64     start;
  gint64     end;
} QsLogPage;

G_DEFINE_QUARK (qs-log-file-error-quark, qs_log_file_error)

static void
log_read_free (gpointer data)
{
  QsLogRead *read = data;

  g_free (read->path);
  g_free (read->token);
  g_free (read);
}

static int
open_log (const char *path,
          GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    g_set_error (error, QS_LOG_FILE_ERROR,
                 errno == ENOENT ? QS_LOG_FILE_ERROR_ABSENT : QS_LOG_FILE_ERROR_FAILED,
                 "The log %s cannot be opened: %s", path, g_strerror (errno));

  return fd;
}

static gboolean
read_at (int      fd,
         char    *bytes,
         gsize    wanted,
         gint64   offset,
         gsize   *length,
         GError **error)
{
  *length = 0;
  while (*length < wanted)
    {
      gssize got = pread (fd, bytes + *length, wanted - *length, offset + (gint64) *length);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_FAILED,
                       "The log cannot be read: %s", g_strerror (errno));
          return FALSE;
        }
      if (got == 0)
        break;
      *length += (gsize) got;
    }

  return TRUE;
}

/* Reads [start, end) and leaves out pieces of records at both ends. */
static gboolean
load_region (int          fd,
             gint64       start,
             gint64       end,
             QsLogRegion *region,
             GError     **error)
{
  const char *edge;

  region->start = start;
  region->bytes = g_malloc (end - start + 1);
  if (!read_at (fd, region->bytes, end - start, start, &region->length, error))
    return FALSE;

  edge = memrchr (region->bytes, '\n', region->length);
  region->length = edge != NULL ? (gsize) (edge - region->bytes) + 1 : 0;
  return TRUE;
}

/* Forgets what lies before the first edge of records. */
static void
skip_to_edge (QsLogRegion *region)
{
  const char *edge = memchr (region->bytes, '\n', region->length);
  gsize skipped = edge != NULL ? (gsize) (edge - region->bytes) + 1 : region->length;

  memmove (region->bytes, region->bytes + skipped, region->length - skipped);
  region->length -= skipped;
  region->start += (gint64) skipped;
}

/* A line that is no record, because something else wrote into the file, is shown as it is. */
static void
parse_record (const char  *bytes,
              gsize        size,
              QsLogRecord *record)
{
  char *rest = NULL;
  gint64 time = g_ascii_isdigit (bytes[0]) ? g_ascii_strtoll (bytes, &rest, 10) : 0;
  gboolean whole = rest != NULL && rest[0] == ' ' && (rest[1] == 'o' || rest[1] == 'e') &&
                   memchr (" +.", rest[2], 3) != NULL && rest + 3 < bytes + size;

  record->size = size;
  record->time = whole ? time : 0;
  record->source = whole && rest[1] == 'e' ? QS_LOG_ERROR : QS_LOG_OUTPUT;
  record->mark = whole ? rest[2] : ' ';
  record->message = whole ? rest + 3 : bytes;
  record->length = (gsize) (bytes + size - 1 - record->message);
}

static JsonObject *
event_new (const QsLogRecord *record,
           const char        *message)
{
  JsonObject *event = json_object_new ();

  json_object_set_int_member (event, "timestamp", record->time / 1000000);
  json_object_set_string_member (event, "message", message);
  json_object_set_int_member (event, "ingestionTime", record->time / 1000000);
  return event;
}

/* Returns: whether the record still fits on the page. */
static gboolean
add_record (QsLogPage         *page,
            const QsLogRecord *record,
            guint              limit)
{
  g_autofree char *message = NULL;
  gsize bytes;

  if (record->mark == '.')
    return TRUE;
  if (page->events->len >= limit)
    return FALSE;

  message = g_utf8_make_valid (record->message, (gssize) record->length);
  bytes = strlen (message) + EVENT_OVERHEAD;
  if (page->events->len > 0 && page->bytes + bytes > PAGE_BYTES)
    return FALSE;

  page->bytes += bytes;
  g_ptr_array_add (page->events, event_new (record, message));
  return TRUE;
}

static void
fill_forward (QsLogPage         *page,
              const QsLogRegion *region,
              guint              limit)
{
  const char *at = region->bytes;
  const char *end = region->bytes + region->length;

  while (at < end)
    {
      const char *edge = memchr (at, '\n', (gsize) (end - at));
      QsLogRecord record;

      parse_record (at, (gsize) (edge - at) + 1, &record);
      if (!add_record (page, &record, limit))
        break;
      at = edge + 1;
    }

  page->start = region->start;
  page->end = region->start + (at - region->bytes);
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0, j = array->len; i + 1 < j; i++)
    {
      gpointer item = array->pdata[i];

      array->pdata[i] = array->pdata[--j];
      array->pdata[j] = item;
    }
}

static void
fill_backward (QsLogPage         *page,
               const QsLogRegion *region,
               guint              limit)
{
  const char *end = region->bytes + region->length;

  page->end = region->start + (gint64) region->length;
  while (end > region->bytes)
    {
      const char *edge = memrchr (region->bytes, '\n', (gsize) (end - region->bytes) - 1);
      const char *at = edge != NULL ? edge + 1 : region->bytes;
      QsLogRecord record;

      parse_record (at, (gsize) (end - at), &record);
      if (!add_record (page, &record, limit))
        break;
      end = at;
    }

  page->start = region->start + (end - region->bytes);
  reverse (page->events);
}

/* A token is a letter, "/" and the offset of a record's edge. */
static gboolean
parse_token (const char *token,
             int         fd,
             gint64      size,
             gint64     *offset,
             GError    **error)
{
  guint64 number = 0;
  char before = '\n';
  gsize length = 0;
  gboolean well = (token[0] == 'f' || token[0] == 'b') && token[1] == '/' &&
                  g_ascii_string_to_unsigned (token + 2, 10, 0, (guint64) size, &number, NULL);

  if (well && number > 0)
    well = read_at (fd, &before, 1, (gint64) number - 1, &length, NULL) && length == 1 &&
           before == '\n';
  if (!well)
    {
      g_set_error (error, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_TOKEN,
                   "nextToken: '%.40s' is not a token of this log stream", token);
      return FALSE;
    }

  *offset = (gint64) number;
  return TRUE;
}

static gboolean
fill_page (QsLogRead *read,
           int        fd,
           QsLogPage *page,
           GError   **error)
{
  QsLogRegion region = { 0 };
  g_autofree char *bytes = NULL;
  gboolean forward = read->token != NULL ? read->token[0] == 'f' : read->from_head;
  struct stat info;
  gint64 offset;
  gboolean well;

  if (fstat (fd, &info) != 0)
    info.st_size = 0;

  offset = forward ? 0 : info.st_size;
  if (read->token != NULL && !parse_token (read->token, fd, info.st_size, &offset, error))
    return FALSE;

  if (forward)
    well = load_region (fd, offset, MIN (info.st_size, offset + REGION_SIZE), &region, error);
  else
    well = load_region (fd, MAX (0, offset - REGION_SIZE), offset, &region, error);

  bytes = region.bytes;
  if (well && !forward && region.start > 0)
    skip_to_edge (&region);
  if (well && forward)
    fill_forward (page, &region, read->limit);
  else if (well)
    fill_backward (page, &region, read->limit);

  return well;
}

static JsonNode *
print_page (const QsLogPage *page)
{
  g_autofree char *forward = g_strdup_printf ("f/%" G_GINT64_FORMAT, page->end);
  g_autofree char *backward = g_strdup_printf ("b/%" G_GINT64_FORMAT, page->start);
  JsonObject *output = json_object_new ();
  JsonArray *events = json_array_sized_new (page->events->len);

  for (guint i = 0; i < page->events->len; i++)
    json_array_add_object_element (events, json_object_ref (page->events->pdata[i]));

  json_object_set_array_member (output, "events", events);
  json_object_set_string_member (output, "nextForwardToken", forward);
  json_object_set_string_member (output, "nextBackwardToken", backward);
  return qs_json_take (output);
}

static void
read_log (gpointer    data,
          DexPromise *promise)
{
  QsLogRead *read = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  QsLogPage page = { events };
  g_autofd int fd = open_log (read->path, &error);

  if (fd < 0 || !fill_page (read, fd, &page, &error))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boxed (promise, JSON_TYPE_NODE, print_page (&page));
}

/**
 * qs_log_file_read:
 * @path: the log
 * @token: (nullable): the nextForwardToken or nextBackwardToken of another page
 * @from_head: without a token: whether to begin with the oldest events or the newest
 * @limit: how many events at most; 0 asks for a page of 10,000
 *
 * Reads a page of events: up to @limit of them and up to 1 MiB, in the order they were written.
 * A page that answers the token it was asked by has nothing on it yet: more may come. Messages are
 * valid UTF-8, with U+FFFD for each byte that is not.
 *
 * Returns: (transfer full): a future of a #JsonNode, the output of GetLogEvents: events[timestamp,
 *   message, ingestionTime] with times in ms, nextForwardToken, nextBackwardToken; rejected with
 *   #QsLogFileError.
 */
DexFuture *
qs_log_file_read (const char *path,
                  const char *token,
                  gboolean    from_head,
                  guint       limit)
{
  QsLogRead *read;

  g_return_val_if_fail (path != NULL, NULL);

  read = g_new0 (QsLogRead, 1);
  read->path = g_strdup (path);
  read->token = g_strdup (token);
  read->from_head = from_head;
  read->limit = limit == 0 ? PAGE_EVENTS : MIN (limit, PAGE_EVENTS);
  return qs_worker_run (read_log, read, log_read_free);
}

/* Walks back over @region. Returns: whether both streams' last lines are known to their start. */
static gboolean
update_mark (QsLogMark         *mark,
             gboolean           known[2],
             const QsLogRegion *region)
{
  const char *end = region->bytes + region->length;

  while (end > region->bytes && !(known[0] && known[1]))
    {
      const char *edge = memrchr (region->bytes, '\n', (gsize) (end - region->bytes) - 1);
      const char *at = edge != NULL ? edge + 1 : region->bytes;
      QsLogRecord record;

      parse_record (at, (gsize) (end - at), &record);
      end = at;
      if (known[record.source])
        continue;
      if (mark->time[record.source] == 0)
        mark->time[record.source] = record.time;
      if (mark->time[record.source] == record.time)
        mark->bytes[record.source] += record.length + (record.mark != '+');
      else
        known[record.source] = TRUE;
    }

  return known[0] && known[1];
}

/**
 * qs_log_file_find_mark:
 *
 * Finds how far @path has been written. Blocks; for a worker.
 *
 * Returns: %TRUE, also when there is no such file; %FALSE with a #QsLogFileError when it cannot be
 *   read.
 */
gboolean
qs_log_file_find_mark (const char *path,
                       QsLogMark  *mark,
                       GError    **error)
{
  gboolean known[2] = { FALSE, FALSE };
  g_autoptr(GError) problem = NULL;
  g_autofd int fd = open_log (path, &problem);
  struct stat info;
  gint64 end;

  *mark = (QsLogMark) { { 0 } };
  if (g_error_matches (problem, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_ABSENT))
    return TRUE;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  end = fstat (fd, &info) == 0 ? info.st_size : 0;
  while (end > 0)
    {
      QsLogRegion region = { 0 };
      gint64 start = MAX (0, end - REGION_SIZE);
      gboolean well = load_region (fd, start, end, &region, error);
      g_autofree char *bytes = region.bytes;

      if (!well)
        return FALSE;
      if (start > 0)
        skip_to_edge (&region);
      if (update_mark (mark, known, &region) || region.start >= end)
        break;
      end = region.start;
    }

  return TRUE;
}
