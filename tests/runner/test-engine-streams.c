#include "qs-docker-frames.h"
#include "qs-pull-progress.h"

#include <string.h>

#include "qs-test.h"

static void
on_frame_cb (QsLogSource source,
             gboolean    begins,
             const char *bytes,
             gsize       length,
             gpointer    user_data)
{
  g_string_append_printf (user_data, "%s%c:%.*s", begins ? "|" : "+",
                          source == QS_LOG_ERROR ? 'e' : 'o', (int) length, bytes);
}

static void
test_streams_are_taken_apart (void)
{
  const char bytes[] = "\1\0\0\0\0\0\0\5hello\2\0\0\0\0\0\0\3err\1\0\0\0\0\0\0\0\1\0\0\0\0\0\0\1x";
  QsDockerFrames frames = { { 0 } };
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_true (qs_docker_frames_feed (&frames, bytes, 10, on_frame_cb, text, NULL));
  g_assert_true (qs_docker_frames_feed (&frames, bytes + 10, sizeof bytes - 11, on_frame_cb, text,
                                        NULL));
  g_assert_cmpstr (text->str, ==, "|o:he+o:llo|e:err|o:x");
}

static void
test_what_is_no_frame_is_refused (void)
{
  QsDockerFrames frames = { { 0 } };
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (qs_docker_frames_feed (&frames, "plain text", 10, on_frame_cb, text, &error));
  g_assert_error (error, QS_DOCKER_FRAMES_ERROR, QS_DOCKER_FRAMES_ERROR_INVALID);
  g_assert_cmpstr (text->str, ==, "");
}

static void
feed (QsPullProgress *progress,
      const char     *text)
{
  g_autoptr(GError) error = NULL;

  qs_pull_progress_feed (progress, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
assert_text (QsPullProgress *progress,
             const char     *expected)
{
  g_autofree char *text = qs_pull_progress_dup_text (progress);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_layers_make_one_figure (void)
{
  g_autoptr(QsPullProgress) progress = qs_pull_progress_new ("tool");

  assert_text (progress, "Pulling tool");
  feed (progress, "{\"status\":\"Downloading\",\"id\":\"a\",\"progressDetail\":{\"current\":1000,"
        "\"total\":3000}}\r\n{\"status\":\"Downloading\",\"id\":\"b\",\"progr");
  assert_text (progress, "Pulling tool: 33% (1.0\302\240kB of 3.0\302\240kB)");
  feed (progress, "essDetail\":{\"current\":0,\"total\":1000}}\n"
        "{\"status\":\"Download complete\",\"id\":\"a\"}\n");
  assert_text (progress, "Pulling tool: 75% (3.0\302\240kB of 4.0\302\240kB)");
}

static void
test_a_refused_pull_says_why (void)
{
  const char *refusal = "{\"error\":\"pull access denied\"}\n";
  g_autoptr(QsPullProgress) progress = qs_pull_progress_new ("tool");
  g_autoptr(GError) error = NULL;

  g_assert_false (qs_pull_progress_feed (progress, refusal, strlen (refusal), &error));
  g_assert_error (error, QS_PULL_ERROR, QS_PULL_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "pull access denied");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/engine-streams/taken-apart", test_streams_are_taken_apart);
  g_test_add_func ("/engine-streams/no-frame", test_what_is_no_frame_is_refused);
  g_test_add_func ("/engine-streams/one-figure", test_layers_make_one_figure);
  g_test_add_func ("/engine-streams/refused-pull", test_a_refused_pull_says_why);

  return g_test_run ();
}
