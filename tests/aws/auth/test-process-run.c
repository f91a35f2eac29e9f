#include "qs-process-run.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-scope.h"
#include "qs-test-clock.h"
#include "qs-test.h"

#define CANARY "CanarySecretCanarySecretCanarySecret0001"

static GBytes *
run (const char *script,
     GError    **error)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  const char *argv[] = { "sh", "-c", script, "a b", NULL };

  return qs_process_run ("The command", argv, clock, 60 * 1000, error);
}

static void
assert_output (const char *script,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) output = run (script, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output),
                   expected, strlen (expected));
}

static void
test_its_output_is_read (void)
{
  assert_output ("printf '%s' \"$0\"; echo '" CANARY "' >&2", "a b");
  assert_output ("true", "");
}

/* No input, a session of its own, and little of the environment. */
static void
test_what_it_is_given (void)
{
  g_setenv ("AWS_SECRET_ACCESS_KEY", CANARY, TRUE);
  g_setenv ("LD_PRELOAD_CANARY", CANARY, TRUE);
  assert_output ("cat; env | grep -c Canary; true", "0\n");
}

static void
test_a_failure_is_explained (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (run ("echo 'log in first; secret=" CANARY "' >&2; exit 3", &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED);
  g_assert_cmpstr (error->message, ==,
                   "The command ended with status 3 and said: log in first; secret=***");
  g_clear_error (&error);

  g_assert_null (run ("kill -9 $$", &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED);
  g_assert_nonnull (strstr (error->message, "signal 9"));
}

static void
test_what_is_not_there_is_named (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsClock) clock = qs_clock_new ();
  const char *argv[] = { "no-such-program-here", CANARY, NULL };

  g_assert_null (qs_process_run ("The command", argv, clock, 1000, &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no-such-program-here"));
  g_assert_null (strstr (error->message, "Canary"));
}

static void
test_too_much_is_refused (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (run ("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2", &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
}

/* One that waits, with a child that waits, on a clock that is turned. */
typedef struct
{
  QsClock *clock;
  char    *folder;
  GError  *error;
} QsPatience;

static DexFuture *
patience_fiber (gpointer data)
{
  QsPatience *patience = data;
  const char *argv[] = { "sh", "-c", "sleep 1000 & echo $! >\"$0/new\"; mv \"$0/new\" \"$0/pid\"; "
                         "wait", patience->folder, NULL };
  g_autoptr(GBytes) output = NULL;

  output = qs_process_run ("The command", argv, patience->clock, 60 * 1000, &patience->error);
  g_assert_null (output);
  return dex_future_new_true ();
}

static int
await_child (QsPatience *patience)
{
  g_autofree char *path = g_build_filename (patience->folder, "pid", NULL);
  g_autofree char *text = NULL;

  qs_test_until (g_file_get_contents (path, &text, NULL, NULL));
  return atoi (text);
}

/* A killed orphan may be left as a zombie where nobody reaps. */
static gboolean
has_ended (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return !g_file_get_contents (path, &text, NULL, NULL) || strstr (text, ") Z") != NULL;
}

static void
test_the_time_is_limited (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000);
  g_autofree char *folder = qs_test_dup_folder ();
  QsPatience patience = { QS_CLOCK (clock), folder, NULL };
  g_autoptr(DexFuture) future = qs_fiber_start (patience_fiber, &patience, NULL);
  int child = await_child (&patience);

  g_assert_true (dex_future_is_pending (future));
  qs_test_clock_advance (clock, 60 * 1000);
  qs_test_until (!dex_future_is_pending (future));
  g_assert_error (patience.error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED);
  g_assert_nonnull (strstr (patience.error->message, "60 seconds"));
  g_clear_error (&patience.error);
  qs_test_until (has_ended (child));
}

static void
test_cancelling_kills (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000);
  g_autofree char *folder = qs_test_dup_folder ();
  QsPatience patience = { QS_CLOCK (clock), folder, NULL };
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(DexFuture) future = qs_scope_run (scope, patience_fiber, &patience, NULL);
  int child = await_child (&patience);

  qs_scope_cancel (scope);
  qs_test_until (patience.error != NULL);
  g_assert_error (patience.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&patience.error);
  qs_test_until (has_ended (child));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/process-run/its-output", test_its_output_is_read);
  qs_test_add_fiber ("/process-run/what-it-is-given", test_what_it_is_given);
  qs_test_add_fiber ("/process-run/a-failure-is-explained", test_a_failure_is_explained);
  qs_test_add_fiber ("/process-run/what-is-not-there", test_what_is_not_there_is_named);
  qs_test_add_fiber ("/process-run/too-much", test_too_much_is_refused);
  qs_test_add_fiber ("/process-run/the-time-is-limited", test_the_time_is_limited);
  qs_test_add_fiber ("/process-run/cancelling-kills", test_cancelling_kills);

  return g_test_run ();
}
