#include "qs-log-chunk.h"

#include "qs-display-text.h"
#include "qs-json.h"
#include "qs-worker.h"

#define LOG_GROUP "/aws/batch/job"

/* Enough to follow a busy job, few enough that making them into text is soon done. */
#define EVENTS_A_PAGE 2500

G_DEFINE_BOXED_TYPE (QsLogChunk, qs_log_chunk, qs_log_chunk_ref, qs_log_chunk_unref)

typedef struct
{
  JsonNode      *reply;
  char          *asked;
  QsLogChunkForm form;
} QsLogParsing;

static void
free_parsing (gpointer data)
{
  QsLogParsing *parsing = data;

  g_clear_pointer (&parsing->reply, json_node_unref);
  g_free (parsing->asked);
  g_free (parsing);
}

/* A progress bar rewrites its line by carriage returns: each writing is shown as a line. */
static guint
append_lines (GString    *text,
              const char *message)
{
  guint n_lines = 0;

  do
    {
      gsize length = strcspn (message, "\r\n");

      qs_display_append_line (text, message, length);
      g_string_append_c (text, '\n');
      n_lines++;

      message += length;
      message += strspn (message, "\r");
      message += *message == '\n' ? 1 : 0;
    }
  while (*message != '\0');

  return n_lines;
}

static guint
append_raw (GString    *text,
            const char *message)
{
  g_string_append (text, message);
  if (!g_str_has_suffix (message, "\n"))
    g_string_append_c (text, '\n');

  return 1;
}

static void
read_events (QsLogChunk    *chunk,
             JsonArray     *events,
             QsLogChunkForm form)
{
  GString *text = g_string_new (NULL);

  chunk->n_events = events != NULL ? json_array_get_length (events) : 0;
  for (guint i = 0; i < chunk->n_events; i++)
    {
      const char *message = qs_json_get_string (qs_json_element (events, i), "message", "");

      chunk->n_lines += form == QS_LOG_CHUNK_RAW ? append_raw (text, message)
                                                 : append_lines (text, message);
    }

  chunk->length = text->len;
  chunk->text = g_string_free (text, FALSE);
}

static void
parse_reply (gpointer    data,
             DexPromise *promise)
{
  QsLogParsing *parsing = data;
  JsonObject *output = json_node_get_object (parsing->reply);
  QsLogChunk *chunk = g_atomic_rc_box_new0 (QsLogChunk);

  chunk->asked = g_steal_pointer (&parsing->asked);
  chunk->forward = g_strdup (qs_json_get_string (output, "nextForwardToken", NULL));
  chunk->backward = g_strdup (qs_json_get_string (output, "nextBackwardToken", NULL));
  read_events (chunk, qs_json_get_array (output, "events"), parsing->form);
  dex_promise_resolve_boxed (promise, QS_TYPE_LOG_CHUNK, chunk);
}

static DexFuture *
parse_on_worker (DexFuture *future,
                 gpointer   user_data)
{
  QsLogParsing *parsing = user_data;
  QsLogParsing *own = g_new0 (QsLogParsing, 1);

  own->reply = json_node_ref (g_value_get_boxed (dex_future_get_value (future, NULL)));
  own->asked = g_strdup (parsing->asked);
  own->form = parsing->form;
  return qs_worker_run (parse_reply, own, free_parsing);
}

static JsonNode *
make_request (const char *stream,
              const char *token,
              gboolean    from_head)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "logGroupName", LOG_GROUP);
  json_object_set_string_member (request, "logStreamName", stream);
  json_object_set_int_member (request, "limit", EVENTS_A_PAGE);
  json_object_set_boolean_member (request, "startFromHead", from_head);
  if (token != NULL)
    json_object_set_string_member (request, "nextToken", token);

  return qs_json_take (request);
}

QsLogChunk *
qs_log_chunk_ref (QsLogChunk *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_chunk (gpointer data)
{
  QsLogChunk *self = data;

  g_free (self->text);
  g_free (self->asked);
  g_free (self->forward);
  g_free (self->backward);
}

void
qs_log_chunk_unref (QsLogChunk *self)
{
  g_atomic_rc_box_release_full (self, clear_chunk);
}

/**
 * qs_log_chunk_is_end:
 *
 * Returns: whether there is, for now, nothing further in the direction that was asked for. An empty
 *   page is not the end; only the token that comes back is.
 */
gboolean
qs_log_chunk_is_end (const QsLogChunk *self)
{
  return self->asked != NULL && (g_strcmp0 (self->asked, self->forward) == 0 ||
                                 g_strcmp0 (self->asked, self->backward) == 0);
}

/**
 * qs_log_chunk_fetch:
 * @stream: the log stream's name
 * @token: (nullable): the forward or backward token of another chunk
 * @from_head: without a token: whether to begin with the oldest lines or the newest
 *
 * Asks the engine for a page and makes it into text on a worker.
 *
 * Returns: (transfer full): a future of a #QsLogChunk; rejected with #QsEngineError, with
 *   %QS_ENGINE_ERROR_NOT_FOUND while the job has written nothing.
 */
DexFuture *
qs_log_chunk_fetch (QsEngine      *engine,
                    const char    *stream,
                    const char    *token,
                    gboolean       from_head,
                    QsLogChunkForm form)
{
  g_autoptr(JsonNode) request = NULL;
  QsLogParsing *parsing;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (stream != NULL, NULL);

  request = make_request (stream, token, from_head);
  parsing = g_new0 (QsLogParsing, 1);
  parsing->asked = g_strdup (token);
  parsing->form = form;
  return dex_future_then (qs_engine_call (engine, "GetLogEvents", request), parse_on_worker,
                          parsing, free_parsing);
}
