#include "qs-closed-memory.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "qs-test.h"

/* What a child has to say by its exit code. */
enum
{
  CHILD_FINE = 42,
  CHILD_NOT_CLOSED,
  CHILD_NO_LIMIT,
  CHILD_DUMPABLE,
  CHILD_NO_FILES,
  CHILD_NO_PROGRAM,
};

/* As a program begins that is allowed to dump: the test's own limit may be 0. */
static void
allow_dumps (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_CORE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_CORE, &limit);
}

static int
close_memory (void)
{
  struct rlimit limit;

  if (!qs_closed_memory_enter ())
    return CHILD_NOT_CLOSED;

  if (getrlimit (RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0 || limit.rlim_max != 0)
    return CHILD_NO_LIMIT;

#ifndef __SANITIZE_ADDRESS__
  if (prctl (PR_GET_DUMPABLE) != 0)
    return CHILD_DUMPABLE;
#endif

  return CHILD_FINE;
}

static int
run_child (int (      *body ) (void),
           const char *folder)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      allow_dumps ();
      _exit (chdir (folder) == 0 ? body () : 1);
    }

  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  return status;
}

static int
crash (void)
{
  close_memory ();
  signal (SIGABRT, SIG_DFL);
  abort ();
}

static void
test_a_crash_leaves_no_core (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GDir) dir = NULL;
  int status = run_child (crash, folder);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
  g_assert_false (WCOREDUMP (status));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
test_memory_is_closed_for_good (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  int status = run_child (close_memory, folder);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, CHILD_FINE);
}

static gboolean
can_list_files (void)
{
  g_autoptr(GDir) files = g_dir_open ("/proc/self/fd", 0, NULL);

  return files != NULL && g_dir_read_name (files) != NULL;
}

/* What a closed process starts: a program that sees itself, as the sandbox's supervisor does. */
static int
start_program (void)
{
  char *words[] = { (char *) "/bin/sh", (char *) "-c",
                    (char *) "test -r /proc/self/environ && test -e /proc/self/exe", NULL };
  int status = 1;

  return g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL) &&
         status == 0 ? CHILD_FINE : CHILD_NO_PROGRAM;
}

/* Root may do anything; a person may not. */
static int
work_as_nobody (void)
{
  int closed;

  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return CHILD_NOT_CLOSED;

  closed = close_memory ();
  if (closed != CHILD_FINE)
    return closed;

  return can_list_files () ? start_program () : CHILD_NO_FILES;
}

static void
test_a_closed_process_sees_itself_and_starts_programs (void)
{
  int status = run_child (work_as_nobody, "/");

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, CHILD_FINE);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/closed-memory/a-crash-leaves-no-core", test_a_crash_leaves_no_core);
  g_test_add_func ("/closed-memory/memory-is-closed-for-good", test_memory_is_closed_for_good);
  g_test_add_func ("/closed-memory/a-closed-process-sees-itself-and-starts-programs",
                   test_a_closed_process_sees_itself_and_starts_programs);

  return g_test_run ();
}
