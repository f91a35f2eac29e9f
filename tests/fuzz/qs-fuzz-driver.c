/*
 * Stands in for libFuzzer: gives the target the corpus as it is, then mutations of it. Usage:
 *
 *   fuzz-NAME CORPUS [ROUNDS]    a folder, and how many mutations
 *   fuzz-NAME FILE               one input, to see again what went wrong
 *
 * The input that kills the target is written to /tmp/fuzz-crash-PID, whose name is printed.
 */

#include <gio/gio.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

#include "qs-mutator.h"

#define SEED 20161206
#define MAX_SECONDS 2.0
#define LONG_ROUNDS 100000

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static GBytes *current;
static char crash_path[64];

/* Called when all is lost: only what is safe in a signal handler. */
static void
keep_current (void)
{
  gsize size = 0;
  const char *data = current != NULL ? g_bytes_get_data (current, &size) : NULL;
  int file = open (crash_path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);

  if (file < 0 || write (file, data, size) < 0)
    return;

  close (file);
  if (write (STDERR_FILENO, crash_path, strlen (crash_path)) > 0)
    (void) !write (STDERR_FILENO, "\n", 1);
}

static void
on_abort_cb (int signal_number)
{
  keep_current ();
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
try_input (GBytes *input)
{
  gsize size;
  const uint8_t *data = g_bytes_get_data (input, &size);
  /* A copy of its own, so that reading past the end is seen. */
  g_autofree uint8_t *copy = size > 0 ? g_memdup2 (data, size) : g_malloc (1);

  current = input;
  LLVMFuzzerTestOneInput (copy, size);
  current = NULL;
}

static GBytes *
load (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr(GError) error = NULL;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);

  return g_bytes_new_take (g_steal_pointer (&contents), length);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
load_corpus (const char *folder)
{
  g_autoptr(GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (corpus, load (g_ptr_array_index (names, i)));

  return g_steal_pointer (&corpus);
}

/* A short run ends early on a slow computer; a long one is asked for and goes on. */
static guint
mutate (GPtrArray *corpus,
        guint      rounds)
{
  g_autoptr(QsMutator) mutator = qs_mutator_new (corpus, SEED);
  g_autoptr(GTimer) timer = g_timer_new ();
  guint round;

  for (round = 0; round < rounds; round++)
    {
      g_autoptr(GBytes) input = qs_mutator_next (mutator);

      try_input (input);
      if (rounds < LONG_ROUNDS && g_timer_elapsed (timer, NULL) > MAX_SECONDS)
        break;
    }

  return round;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) corpus = NULL;

  setlocale (LC_ALL, "");
  g_snprintf (crash_path, sizeof crash_path, "/tmp/fuzz-crash-%d", getpid ());
  signal (SIGABRT, on_abort_cb);
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_set_death_callback (keep_current);
#endif

  if (argc == 2 && !g_file_test (argv[1], G_FILE_TEST_IS_DIR))
    {
      g_autoptr(GBytes) input = load (argv[1]);

      try_input (input);
      return 0;
    }

  corpus = load_corpus (argc > 1 ? argv[1] : ".");
  if (corpus->len == 0)
    g_error ("There is no corpus in %s", argc > 1 ? argv[1] : ".");

  for (guint i = 0; i < corpus->len; i++)
    try_input (g_ptr_array_index (corpus, i));
  g_print ("%u inputs and %u mutations\n", corpus->len,
           mutate (corpus, argc > 2 ? strtoul (argv[2], NULL, 10) : 0));

  return 0;
}
