#include <stdio.h>
#include <stdlib.h>

#include "qs-await.h"
#include "qs-container-runner.h"
#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"

/*
 * call-engine FOLDER DATASTORE FILE: makes the calls in FILE, a JSON array of [OPERATION, INPUT],
 * at the engine of this computer, and prints a line of JSON for each reply. What runs goes on
 * running for the program that opens the folder next.
 */

typedef struct
{
  GMainLoop *loop;
  char     **argv;
  int        status;
} QsCalls;

static JsonArray *
read_calls (const char *path,
            JsonNode  **node)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error) ||
      (*node = qs_json_parse (text, -1, &error)) == NULL)
    {
      fprintf (stderr, "call-engine: %s\n", error->message);
      return NULL;
    }

  return json_node_get_array (*node);
}

static gboolean
make_call (QsEngine  *engine,
           JsonArray *call)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) reply =
    qs_await_boxed (qs_engine_call (engine, json_array_get_string_element (call, 0),
                                    json_array_get_element (call, 1)), &error);

  if (reply == NULL)
    {
      fprintf (stderr, "call-engine: %s\n", error->message);
      return FALSE;
    }

  text = qs_json_print (reply, FALSE);
  puts (text);
  return TRUE;
}

static int
make_calls (char **argv)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *calls = read_calls (argv[3], &node);
  g_autoptr(QsContainerEngine) containers = qs_container_engine_new ();
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(GError) error = NULL;

  if (calls == NULL)
    return EXIT_FAILURE;

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  g_ptr_array_add (runners, qs_container_runner_new (containers));
  engine = qs_await_object (qs_local_engine_open (argv[1], argv[2], clock, runners), &error);
  if (engine == NULL)
    {
      fprintf (stderr, "call-engine: %s\n", error->message);
      return EXIT_FAILURE;
    }

  for (guint i = 0; i < json_array_get_length (calls); i++)
    if (!make_call (engine, json_array_get_array_element (calls, i)))
      return EXIT_FAILURE;

  return EXIT_SUCCESS;
}

static DexFuture *
calls_fiber (gpointer data)
{
  QsCalls *self = data;

  self->status = make_calls (self->argv);
  g_main_loop_quit (self->loop);
  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  QsCalls calls = { loop, argv, EXIT_FAILURE };

  if (argc != 4)
    {
      fputs ("Usage: call-engine FOLDER DATASTORE FILE\n", stderr);
      return EXIT_FAILURE;
    }

  dex_init ();
  dex_future_disown (qs_fiber_start (calls_fiber, &calls, NULL));
  g_main_loop_run (loop);
  return calls.status;
}
