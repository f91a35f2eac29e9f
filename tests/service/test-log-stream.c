#include "qs-log-stream.h"

#include <malloc.h>
#include <string.h>

#include "qs-log-engine.h"
#include "qs-log-save.h"
#include "qs-log-search.h"
#include "qs-test.h"
#include "qs-test-clock.h"

/* The sanitizer replaces malloc and does not keep its statistics; it has its own. */
#ifdef __SANITIZE_ADDRESS__
size_t __sanitizer_get_current_allocated_bytes (void);
#endif

typedef struct
{
  QsLogEngine *engine;
  QsTestClock *clock;
  QsLogStream *stream;
  GString     *text;      /* what a view would show, kept for small logs only */
  guint        n_lines;
} QsFixture;

static guint
count_lines (const char *text)
{
  guint n_lines = 0;

  for (; *text != '\0'; text++)
    n_lines += *text == '\n';

  return n_lines;
}

static gsize
find_line (GString *text,
           guint    line)
{
  const char *p = text->str;

  for (; line > 0; line--)
    p = strchr (p, '\n') + 1;

  return p - text->str;
}

static void
on_stream_spliced_cb (QsLogStream *stream,
                      guint        line,
                      guint        n_removed,
                      const char  *added,
                      QsFixture   *fixture)
{
  g_assert_cmpuint (line + n_removed, <=, fixture->n_lines);
  fixture->n_lines += count_lines (added);
  fixture->n_lines -= n_removed;

  if (fixture->text != NULL)
    {
      gsize start = find_line (fixture->text, line);

      g_string_erase (fixture->text, start, find_line (fixture->text, line + n_removed) - start);
      g_string_insert (fixture->text, start, added);
    }
}

static void
set_up (QsFixture *fixture,
        guint      n_lines,
        guint      line_length)
{
  fixture->engine = qs_log_engine_new (n_lines, line_length);
  fixture->clock = qs_test_clock_new (1000);
  fixture->stream = qs_log_stream_new (QS_ENGINE (fixture->engine), QS_CLOCK (fixture->clock), "s");
  fixture->n_lines = 0;
  fixture->text = line_length < 100 ? g_string_new (NULL) : NULL;
  g_signal_connect (fixture->stream, "spliced", G_CALLBACK (on_stream_spliced_cb), fixture);
}

static void
tear_down (QsFixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->engine);
  if (fixture->text != NULL)
    g_string_free (fixture->text, TRUE);
}

static gboolean
has (QsFixture  *fixture,
     const char *property)
{
  gboolean value;

  g_object_get (fixture->stream, property, &value, NULL);
  return value;
}

/* The follower has looked and waits: nothing more happens before the clock is turned. */
static void
settle (QsFixture *fixture)
{
  qs_test_until (qs_test_clock_waiting (fixture->clock) > 0 && !has (fixture, "loading-earlier"));
}

static void
turn (QsFixture *fixture,
      gint64     milliseconds)
{
  qs_test_clock_advance (fixture->clock, milliseconds);
  settle (fixture);
}

static void
test_shows_a_short_log_whole (void)
{
  QsFixture fixture;

  set_up (&fixture, 3, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);

  g_assert_cmpstr (fixture.text->str, ==, "line 0\nline 1\nline 2\n");
  g_assert_cmpint (qs_log_stream_get_state (fixture.stream), ==, QS_LOG_STATE_READY);
  g_assert_false (has (&fixture, "has-earlier"));
  g_assert_false (has (&fixture, "has-later"));
  tear_down (&fixture);
}

static void
test_follows_what_comes (void)
{
  QsFixture fixture;

  set_up (&fixture, 2, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  qs_log_engine_set_n_lines (fixture.engine, 3);
  turn (&fixture, 500);
  qs_log_engine_set_n_lines (fixture.engine, 4);
  turn (&fixture, 500);

  g_assert_cmpstr (fixture.text->str, ==, "line 0\nline 1\nline 2\nline 3\n");
  tear_down (&fixture);
}

static void
test_activity_makes_it_look_at_once (void)
{
  QsFixture fixture;

  set_up (&fixture, 1, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  qs_log_engine_set_n_lines (fixture.engine, 2);
  qs_engine_emit_activity (QS_ENGINE (fixture.engine));
  qs_test_until (fixture.n_lines == 2);

  tear_down (&fixture);
}

static void
test_a_quiet_log_is_asked_ever_more_rarely (void)
{
  QsFixture fixture;
  guint calls;

  set_up (&fixture, 1, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  calls = qs_log_engine_count_calls (fixture.engine);
  for (guint i = 0; i < 120; i++)
    turn (&fixture, 500);

  g_assert_cmpuint (qs_log_engine_count_calls (fixture.engine) - calls, <=, 16);
  g_assert_cmpuint (qs_log_engine_count_calls (fixture.engine) - calls, >=, 10);
  tear_down (&fixture);
}

static void
test_a_log_that_is_done_is_left_alone (void)
{
  QsFixture fixture;

  set_up (&fixture, 1, 0);
  qs_log_stream_set_live (fixture.stream, FALSE);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  for (guint i = 0; i < 10 && qs_test_clock_waiting (fixture.clock) > 0; i++)
    {
      guint calls = qs_log_engine_count_calls (fixture.engine);

      qs_test_clock_advance (fixture.clock, 5000);
      qs_test_until (qs_log_engine_count_calls (fixture.engine) > calls);
      for (guint j = 0; j < 20; j++)
        qs_test_iterate ();
    }

  g_assert_cmpuint (qs_test_clock_waiting (fixture.clock), ==, 0);
  tear_down (&fixture);
}

static void
test_an_absent_log_is_no_error (void)
{
  QsFixture fixture;

  set_up (&fixture, 1, 0);
  qs_log_engine_set_absent (fixture.engine, TRUE);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  g_assert_cmpint (qs_log_stream_get_state (fixture.stream), ==, QS_LOG_STATE_EMPTY);

  qs_log_engine_set_absent (fixture.engine, FALSE);
  turn (&fixture, 5000);
  g_assert_cmpint (qs_log_stream_get_state (fixture.stream), ==, QS_LOG_STATE_READY);
  g_assert_cmpstr (fixture.text->str, ==, "line 0\n");
  tear_down (&fixture);
}

static void
test_earlier_lines_come_back (void)
{
  QsFixture fixture;

  set_up (&fixture, 20000, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  g_assert_cmpuint (fixture.n_lines, ==, 5000);
  g_assert_true (g_str_has_prefix (fixture.text->str, "line 15000\n"));

  while (has (&fixture, "has-earlier"))
    {
      qs_log_stream_load_earlier (fixture.stream);
      settle (&fixture);
    }

  g_assert_cmpuint (fixture.n_lines, ==, 20000);
  g_assert_true (g_str_has_prefix (fixture.text->str, "line 0\nline 1\n"));
  g_assert_true (g_str_has_suffix (fixture.text->str, "\nline 19999\n"));
  tear_down (&fixture);
}

static void
test_both_ends_let_go_and_come_back (void)
{
  QsFixture fixture;

  set_up (&fixture, 120000, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  while (has (&fixture, "has-earlier"))
    {
      qs_log_stream_load_earlier (fixture.stream);
      qs_test_until (!has (&fixture, "loading-earlier"));
      g_assert_cmpuint (fixture.n_lines, <=, QS_LOG_MAX_LINES);
    }
  g_assert_true (g_str_has_prefix (fixture.text->str, "line 0\n"));
  g_assert_true (has (&fixture, "has-later"));

  /* Asking while a page is on its way asks for nothing. */
  while (has (&fixture, "has-later"))
    {
      qs_log_stream_load_later (fixture.stream);
      qs_test_iterate ();
    }
  g_assert_true (g_str_has_suffix (fixture.text->str, "\nline 119999\n"));
  g_assert_cmpuint (fixture.n_lines, <=, QS_LOG_MAX_LINES);
  g_assert_cmpuint (count_lines (fixture.text->str), ==, fixture.n_lines);
  tear_down (&fixture);
}

static void
test_a_jump_begins_another_window (void)
{
  QsFixture fixture;

  set_up (&fixture, 12000, 0);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  qs_log_stream_jump_to (fixture.stream, NULL);
  g_assert_cmpuint (fixture.n_lines, ==, 0);
  qs_test_until (fixture.n_lines > 0);

  g_assert_true (g_str_has_prefix (fixture.text->str, "line 0\n"));
  g_assert_true (has (&fixture, "has-later"));
  g_assert_false (has (&fixture, "has-earlier"));
  tear_down (&fixture);
}

static gsize
measure_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  return __sanitizer_get_current_allocated_bytes ();
#else
  return mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
#endif
}

static void
test_200_megabytes_need_little_memory (void)
{
  QsFixture fixture;
  gsize before;
  gsize most = 0;

  set_up (&fixture, 0, 4000);
  qs_log_stream_jump_to_end (fixture.stream);
  settle (&fixture);
  before = measure_memory ();
  g_assert_cmpuint (before, >, 0);

  for (guint n_lines = 2500; n_lines <= 50000; n_lines += 2500)
    {
      gint64 bytes;

      qs_log_engine_set_n_lines (fixture.engine, n_lines);
      turn (&fixture, 5000);
      g_object_get (fixture.stream, "n-bytes", &bytes, NULL);
      g_assert_cmpint (bytes, <=, QS_LOG_MAX_BYTES + 11 * 1024 * 1024);
      most = MAX (most, measure_memory ());
    }

  g_test_message ("%zu KiB above the start at most", (most - before) / 1024);
  g_assert_cmpuint (most, <=, before + 48 * 1024 * 1024);
  tear_down (&fixture);
}

static void
test_saves_every_line (void)
{
  g_autoptr(QsLogEngine) engine = qs_log_engine_new (12000, 3);
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GFile) file = g_file_new_build_filename (folder, "log.txt", NULL);
  g_autoptr(QsLogSave) save = qs_log_save_new (QS_ENGINE (engine), "s", file);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (dex_await (qs_log_save_run (save), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &text, &length, NULL, NULL));
  g_assert_cmpuint (count_lines (text), ==, 12000);
  g_assert_true (g_str_has_prefix (text, "line 0...\nline 1...\n"));
  g_assert_cmpint (qs_log_save_get_n_bytes (save), ==, length);
}

static void
test_a_cancelled_saving_leaves_nothing (void)
{
  g_autoptr(QsLogEngine) engine = qs_log_engine_new (200000, 3);
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GFile) file = g_file_new_build_filename (folder, "log.txt", NULL);
  g_autoptr(QsLogSave) save = qs_log_save_new (QS_ENGINE (engine), "s", file);
  g_autoptr(DexFuture) saving = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_replace_contents (file, "before", 6, NULL, FALSE, 0, NULL, NULL, NULL));
  saving = qs_log_save_run (save);
  qs_test_until (qs_log_save_get_n_bytes (save) > 0);
  qs_log_save_cancel (save);

  g_assert_false (dex_await (dex_ref (saving), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "log.txt");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_searches_the_whole_log (void)
{
  g_autoptr(QsLogEngine) engine = qs_log_engine_new (12000, 0);
  g_autoptr(QsLogSearch) search = qs_log_search_new (QS_ENGINE (engine), "s", "LINE 777");
  g_autoptr(GError) error = NULL;
  const char *token;
  guint line;

  g_assert_true (dex_await (qs_log_search_run (search), &error));
  g_assert_no_error (error);
  g_assert_cmpint (qs_log_search_get_n_matches (search), ==, 11);
  g_assert_true (qs_log_search_get_place (search, 0, &token, &line));
  g_assert_null (token);
  g_assert_cmpuint (line, ==, 777);
  g_assert_true (qs_log_search_get_place (search, 10, &token, &line));
  g_assert_cmpstr (token, ==, "f/7500");
  g_assert_cmpuint (line, ==, 279);
  g_assert_false (qs_log_search_get_place (search, 11, &token, &line));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  qs_test_add_fiber ("/log-stream/shows-a-short-log-whole", test_shows_a_short_log_whole);
  qs_test_add_fiber ("/log-stream/follows-what-comes", test_follows_what_comes);
  qs_test_add_fiber ("/log-stream/activity-makes-it-look-at-once",
                     test_activity_makes_it_look_at_once);
  qs_test_add_fiber ("/log-stream/a-quiet-log-is-asked-ever-more-rarely",
                     test_a_quiet_log_is_asked_ever_more_rarely);
  qs_test_add_fiber ("/log-stream/a-log-that-is-done-is-left-alone",
                     test_a_log_that_is_done_is_left_alone);
  qs_test_add_fiber ("/log-stream/an-absent-log-is-no-error", test_an_absent_log_is_no_error);
  qs_test_add_fiber ("/log-stream/earlier-lines-come-back", test_earlier_lines_come_back);
  qs_test_add_fiber ("/log-stream/both-ends-let-go-and-come-back",
                     test_both_ends_let_go_and_come_back);
  qs_test_add_fiber ("/log-stream/a-jump-begins-another-window",
                     test_a_jump_begins_another_window);
  qs_test_add_fiber ("/log-stream/200-megabytes-need-little-memory",
                     test_200_megabytes_need_little_memory);
  qs_test_add_fiber ("/log-save/saves-every-line", test_saves_every_line);
  qs_test_add_fiber ("/log-save/a-cancelled-saving-leaves-nothing",
                     test_a_cancelled_saving_leaves_nothing);
  qs_test_add_fiber ("/log-search/searches-the-whole-log", test_searches_the_whole_log);
  return g_test_run ();
}
