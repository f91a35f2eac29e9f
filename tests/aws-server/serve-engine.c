#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "qs-await.h"
#include "qs-container-runner.h"
#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"

/*
 * serve-engine FOLDER DATASTORE: the engine of this computer for whoever writes JSON lines. Each
 * line of the input
 *
 *     {"id": …, "operation": "ListJobs", "input": {…}}
 *
 * is a call, each line of the output a reply, as soon as there is one and so in any order:
 *
 *     {"id": …, "output": {…}}
 *     {"id": …, "error": {"code": "INVALID", "message": "…"}}
 *
 * where the code is that of QsEngineError. It ends with its input, once all has been answered; what
 * runs then goes on running for whoever opens the folder next.
 */

typedef struct
{
  GMainLoop        *loop;
  QsEngine         *engine;
  GDataInputStream *lines;
  guint             open_calls;
  gboolean          at_end;
  int               status;
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
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "message", error->message);
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
  const char *operation = qs_json_get_string (request, "operation", "");
  JsonNode *input = json_object_get_member (request, "input");
  g_autoptr(GError) error = NULL;
  JsonNode *output = qs_await_boxed (qs_engine_call (self->serving->engine, operation, input),
                                     &error);

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
      fprintf (stderr, "serve-engine: not a call: %s\n", line);
      self->status = EXIT_FAILURE;
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

static gboolean
open_engine (QsServing *self,
             char     **argv)
{
  g_autoptr(QsContainerEngine) containers = qs_container_engine_new ();
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  g_ptr_array_add (runners, qs_container_runner_new (containers));
  self->engine = qs_await_object (qs_local_engine_open (argv[1], argv[2], clock, runners), &error);
  if (self->engine == NULL)
    fprintf (stderr, "serve-engine: %s\n", error->message);

  return self->engine != NULL;
}

typedef struct
{
  QsServing *serving;
  char     **argv;
} QsStart;

static DexFuture *
start_fiber (gpointer data)
{
  QsStart *self = data;

  if (open_engine (self->serving, self->argv))
    {
      read_line (self->serving);
    }
  else
    {
      self->serving->status = EXIT_FAILURE;
      g_main_loop_quit (self->serving->loop);
    }

  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);
  QsServing serving = { .loop = loop, .lines = lines };
  QsStart start = { &serving, argv };

  if (argc != 3)
    {
      fputs ("Usage: serve-engine FOLDER DATASTORE\n", stderr);
      return EXIT_FAILURE;
    }

  dex_init ();
  dex_future_disown (qs_fiber_start (start_fiber, &start, NULL));
  g_main_loop_run (loop);
  g_clear_object (&serving.engine);
  return serving.status;
}
