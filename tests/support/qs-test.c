#include "qs-test.h"

#include <glib/gstdio.h>

static GPtrArray *folders;
static gboolean in_fiber;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);

        remove_tree (child);
      }

  g_remove (path);
}

static void
remove_folders (void)
{
  for (guint i = 0; i < folders->len; i++)
    remove_tree (g_ptr_array_index (folders, i));
  g_clear_pointer (&folders, g_ptr_array_unref);
}

void
qs_test_init (int    *argc,
              char ***argv)
{
  g_test_init (argc, argv, NULL);
  dex_init ();
  folders = g_ptr_array_new_with_free_func (g_free);
  atexit (remove_folders);
}

typedef struct
{
  QsTestBody body;
  GMainLoop *loop;
} QsTestRun;

static DexFuture *
test_fiber (gpointer data)
{
  QsTestRun *run = data;

  run->body ();
  g_main_loop_quit (run->loop);
  return dex_future_new_true ();
}

static void
run_in_fiber (gconstpointer data)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  QsTestRun run = { (QsTestBody) data, loop };

  dex_future_disown (dex_scheduler_spawn (NULL, 0, test_fiber, &run, NULL));
  in_fiber = TRUE;
  g_main_loop_run (loop);
  in_fiber = FALSE;
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/**
 * qs_test_add_fiber:
 *
 * Adds a test whose body may await.
 */
void
qs_test_add_fiber (const char *path,
                   QsTestBody  body)
{
  g_test_add_data_func (path, (gconstpointer) body, run_in_fiber);
}

/**
 * qs_test_dup_folder:
 *
 * Returns: (transfer full): a new empty folder, removed with all it holds when the program ends.
 */
char *
qs_test_dup_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("quayside-test-XXXXXX", &error);

  g_assert_no_error (error);
  g_ptr_array_add (folders, g_strdup (folder));
  return folder;
}

void
qs_test_iterate (void)
{
  /* In a fiber the loop must be left to turn by itself; outside it is turned here. */
  if (in_fiber)
    dex_await (dex_timeout_new_msec (5), NULL);
  else
    g_main_context_iteration (NULL, TRUE);
}
