#include <stdio.h>
#include <stdlib.h>

#include "qs-container-runner.h"
#include "qs-engine-lines.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"

/*
 * serve-engine FOLDER DATASTORE: the engine of this computer, by lines of JSON; see
 * qs-engine-lines.h. It ends with its input, once all has been answered; what runs then goes on
 * running for whoever opens the folder next.
 */

static QsEngine *
open_engine (char **argv)
{
  g_autoptr(QsContainerEngine) containers = qs_container_engine_new ();
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(QsClock) clock = qs_clock_new ();

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  g_ptr_array_add (runners, qs_container_runner_new (containers));
  return qs_engine_lines_settle (qs_local_engine_open (argv[1], argv[2], clock, runners));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(QsEngine) engine = NULL;

  if (argc != 3)
    {
      fputs ("Usage: serve-engine FOLDER DATASTORE\n", stderr);
      return EXIT_FAILURE;
    }

  dex_init ();
  lines = qs_engine_lines_open_input ();
  engine = open_engine (argv);
  return engine != NULL && qs_engine_lines_serve (engine, lines) ? EXIT_SUCCESS : EXIT_FAILURE;
}
