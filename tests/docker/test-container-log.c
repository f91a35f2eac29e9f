#include "qs-container-test.h"

#include <string.h>

#include "qs-test.h"

/* That a container's log comes whole, however often it has to be taken up again. */

/* The log is followed by runner after runner, each dropped in mid-flow, as if Quayside were killed
 * again and again. */
static void
test_the_log_goes_on_without_loss_or_repeat (void)
{
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "long=$(head -c 40000 /dev/zero | tr '\\0' x); i=0; "
    "while [ $i -lt 20 ]; do echo line $i; echo $long$i; echo err $i >&2; sleep 0.06; "
    "i=$((i+1)); done");
  g_autofree char *line = g_strnfill (40000, 'x');
  g_autoptr(GString) expected_output = g_string_new (NULL);
  g_autoptr(GString) expected_errors = g_string_new (NULL);
  g_autoptr(QsRunResult) result = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  /* Each a little longer than the one before, or a busy computer would never come to the end. */
  for (int patience = 150; result == NULL; patience += 50)
    {
      g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
      g_autoptr(DexFuture) end = NULL;

      qs_container_test_start (runner, request);
      end = dex_future_first (qs_runner_wait (runner, request), dex_timeout_new_msec (patience),
                              NULL);
      result = dex_await_boxed (g_steal_pointer (&end), NULL);
      if (result != NULL)
        qs_container_test_remove_run (runner, request);
    }

  for (int i = 0; i < 20; i++)
    {
      g_string_append_printf (expected_output, "line %d\n%s%d\n", i, line, i);
      g_string_append_printf (expected_errors, "err %d\n", i);
    }
  output = qs_container_test_read_stream (request, 'o');
  errors = qs_container_test_read_stream (request, 'e');
  g_assert_true (g_str_equal (output, expected_output->str));
  g_assert_cmpstr (errors, ==, expected_errors->str);
}

static void
test_a_large_log_is_whole (void)
{
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "yes 0123456789012345678901234567890123456789 | head -c 31457280");
  g_autoptr(QsRunResult) result = qs_container_test_run (request);
  g_autofree char *contents = NULL;
  gsize length = 0;
  gsize lines = 0;

  g_assert_cmpint (result->exit_code, ==, 0);
  g_assert_true (g_file_get_contents (request->log_path, &contents, &length, NULL));
  for (const char *at = contents; (at = memchr (at, '\n', length - (at - contents))); at++)
    lines++;
  /* The last line is cut short by head and ends without a newline. */
  g_assert_cmpuint (lines, ==, 31457280 / 41 + 1);
  g_assert_cmpuint (length - lines * strlen ("1763858400123456789 o \n"), ==,
                    31457280 - (lines - 1));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/container-log/goes-on", test_the_log_goes_on_without_loss_or_repeat);
  qs_test_add_fiber ("/container-log/large", test_a_large_log_is_whole);

  return g_test_run ();
}
