#include "qs-engine-lines.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#include "qs-await.h"
#include "qs-json.h"

typedef struct
{
  GMainLoop        *loop;
  QsEngine         *engine;
  GDataInputStream *lines;
  guint             open_calls;
  gboolean          at_end;
  gboolean          failed;
} QsServing;

typedef struct
{
  QsServing *serving;
  JsonNode  *request;
} QsServedCall;

static const char *codes[] = {
  [QS_ENGINE_ERROR_INVALID] = "INVALID",
  [QS_ENGINE_ERROR_NOT_FOUND] = "NOT_FOUND",
  [QS_ENGINE_ERROR_DENIED] = "DENIED",
  [QS_ENGINE_ERROR_EXPIRED] = "EXPIRED",
  [QS_ENGINE_ERROR_THROTTLED] = "THROTTLED",
  [QS_ENGINE_ERROR_UNAVAILABLE] = "UNAVAILABLE",
  [QS_ENGINE_ERROR_SERVER] = "SERVER",
  [QS_ENGINE_ERROR_INVALID_REPLY] = "INVALID_REPLY",
};

static void read_line (QsServing *self);

static JsonNode *
new_error (const GError *error)
{
  const char *code = g_error_matches (error, QS_ENGINE_ERROR, error->code) ? codes[error->code]
                                                                           : "SERVER";
  const QsErrorDetails *details = qs_engine_error_get_details (error);
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "message", error->message);
  if (details != NULL)
    {
      json_object_set_string_member (object, "name", details->code);
      json_object_set_string_member (object, "action", details->action);
      json_object_set_int_member (object, "status", details->status);
    }
  json_node_take_object (node, g_steal_pointer (&object));
  return node;
}

static void
answer (JsonNode   *request,
        const char *member,
        JsonNode   *value)
{
  JsonObject *asked = json_node_get_object (request);
  g_autoptr(JsonNode) reply = json_node_new (JSON_NODE_OBJECT);
  JsonObject *answered = json_object_new ();
  g_autofree char *line = NULL;

  json_node_take_object (reply, answered);
  if (json_object_has_member (asked, "id"))
    json_object_set_member (answered, "id", json_object_dup_member (asked, "id"));
  json_object_set_member (answered, member, value);
  line = qs_json_print (reply, FALSE);
  puts (line);
  fflush (stdout);
}

static void
end_if_done (QsServing *self)
{
  if (self->at_end && self->open_calls == 0)
    g_main_loop_quit (self->loop);
}

static DexFuture *
call_fiber (gpointer data)
{
  QsServedCall *self = data;
  JsonObject *request = json_node_get_object (self->request);
  const char *service = qs_json_get_string (request, "service", "batch");
  const char *operation = qs_json_get_string (request, "operation", "");
  JsonNode *input = json_object_get_member (request, "input");
  g_autoptr(GError) error = NULL;
  JsonNode *output = qs_await_boxed (qs_engine_call_service (self->serving->engine, service,
                                                             operation, input), &error);

  if (output != NULL)
    answer (self->request, "output", output);
  else
    answer (self->request, "error", new_error (error));

  self->serving->open_calls--;
  end_if_done (self->serving);
  return dex_future_new_true ();
}

static void
free_call (gpointer data)
{
  QsServedCall *call = data;

  json_node_unref (call->request);
  g_free (call);
}

static void
serve_line (QsServing *self,
            char      *line)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) request = qs_json_parse (line, -1, &error);
  QsServedCall *call;

  if (request == NULL || !JSON_NODE_HOLDS_OBJECT (request))
    {
      fprintf (stderr, "not a call: %s\n", line);
      self->failed = TRUE;
      return;
    }

  call = g_new0 (QsServedCall, 1);
  call->serving = self;
  call->request = g_steal_pointer (&request);
  self->open_calls++;
  dex_future_disown (qs_fiber_start (call_fiber, call, free_call));
}

static void
on_line_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  QsServing *self = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (self->lines, result, NULL, NULL);

  if (line == NULL)
    {
      self->at_end = TRUE;
      end_if_done (self);
      return;
    }

  serve_line (self, line);
  read_line (self);
}

static void
read_line (QsServing *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, on_line_read_cb,
                                       self);
}

/**
 * qs_engine_lines_serve:
 * @engine: who answers
 * @lines: the calls
 *
 * Answers calls until there are no more lines.
 *
 * Returns: whether each line was a call.
 */
gboolean
qs_engine_lines_serve (QsEngine         *engine,
                       GDataInputStream *lines)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  QsServing serving = { .loop = loop, .engine = engine, .lines = lines };

  read_line (&serving);
  g_main_loop_run (loop);
  return !serving.failed;
}

/* Returns: (transfer full): the standard input, to be read by lines. */
GDataInputStream *
qs_engine_lines_open_input (void)
{
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  return g_data_input_stream_new (input);
}

/**
 * qs_engine_lines_settle:
 *
 * Runs the main loop until @future, which is taken, has an object.
 *
 * Returns: (transfer full) (nullable): the object; %NULL when there is none, which has been told.
 */
gpointer
qs_engine_lines_settle (DexFuture *future)
{
  g_autoptr(GError) error = NULL;
  gpointer object = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  if (dex_future_get_value (future, &error) != NULL)
    object = g_value_dup_object (dex_future_get_value (future, NULL));
  else
    fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);

  dex_unref (future);
  return object;
}
