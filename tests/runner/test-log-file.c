#include "qs-log-file.h"

#include "qs-json.h"
#include "qs-test.h"

#define NS G_GINT64_CONSTANT (1000000)

static char *
make_path (void)
{
  g_autofree char *folder = qs_test_dup_folder ();

  return g_build_filename (folder, "log", NULL);
}

static void
append (QsLogWriter *writer,
        QsLogSource  source,
        const char  *text,
        gint64       ms)
{
  qs_log_writer_append (writer, source, text, strlen (text), ms * NS);
}

static JsonNode *
read_page (const char *path,
           const char *token,
           gboolean    from_head,
           guint       limit)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = dex_await_boxed (qs_log_file_read (path, token, from_head, limit), &error);

  g_assert_no_error (error);
  return node;
}

static const char *
get_token (JsonNode   *page,
           const char *which)
{
  return qs_json_get_string (json_node_get_object (page), which, NULL);
}

/* The page's messages with '|' between them. */
static char *
join (JsonNode *page)
{
  JsonArray *events = qs_json_get_array (json_node_get_object (page), "events");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) messages = NULL;

  for (guint i = 0; i < json_array_get_length (events); i++)
    g_strv_builder_add (builder, qs_json_get_string (qs_json_element (events, i), "message", "?"));
  messages = g_strv_builder_end (builder);
  return g_strjoinv ("|", messages);
}

static void
assert_page (const char *path,
             const char *token,
             gboolean    from_head,
             guint       limit,
             const char *expected)
{
  g_autoptr(JsonNode) page = read_page (path, token, from_head, limit);
  g_autofree char *messages = join (page);

  g_assert_cmpstr (messages, ==, expected);
}

static void
test_lines_are_joined_across_pieces (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer = qs_log_writer_open (path);
  g_autoptr(JsonNode) page = NULL;
  JsonObject *event;

  append (writer, QS_LOG_OUTPUT, "first\nsec", 1000);
  append (writer, QS_LOG_ERROR, "warn\n", 1500);
  append (writer, QS_LOG_OUTPUT, "ond\n\n", 2000);
  g_assert_cmpint (qs_log_writer_close (writer), ==, 0);

  assert_page (path, NULL, TRUE, 0, "first|warn|second|");
  page = read_page (path, NULL, TRUE, 0);
  event = qs_json_element (qs_json_get_array (json_node_get_object (page), "events"), 2);
  g_assert_cmpint (qs_json_get_int (event, "timestamp", 0), ==, 1000);
}

static void
test_a_line_without_end_is_kept (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer = qs_log_writer_open (path);

  append (writer, QS_LOG_OUTPUT, "Progress:", 1000);
  g_assert_cmpint (qs_log_writer_oldest (writer), ==, 1000 * NS);
  qs_log_writer_cut (writer, 999 * NS);
  qs_log_writer_flush (writer);
  assert_page (path, NULL, TRUE, 0, "");

  qs_log_writer_cut (writer, 1000 * NS);
  g_assert_cmpint (qs_log_writer_oldest (writer), ==, 0);
  append (writer, QS_LOG_OUTPUT, "\nlast", 3000);
  qs_log_writer_close (writer);
  assert_page (path, NULL, TRUE, 0, "Progress:|last");
}

static void
test_pages_go_forward_and_backward (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer = qs_log_writer_open (path);
  g_autoptr(JsonNode) head = NULL;
  g_autoptr(JsonNode) next = NULL;
  g_autoptr(JsonNode) tail = NULL;

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *line = g_strdup_printf ("%d\n", i);

      append (writer, QS_LOG_OUTPUT, line, 1000 + i);
    }
  qs_log_writer_close (writer);

  head = read_page (path, NULL, TRUE, 2);
  assert_page (path, get_token (head, "nextForwardToken"), FALSE, 2, "2|3");
  assert_page (path, get_token (head, "nextBackwardToken"), TRUE, 2, "");
  next = read_page (path, get_token (head, "nextForwardToken"), FALSE, 0);
  assert_page (path, get_token (next, "nextBackwardToken"), TRUE, 0, "0|1");
  tail = read_page (path, NULL, FALSE, 2);
  assert_page (path, NULL, FALSE, 2, "4|5");
  assert_page (path, get_token (tail, "nextBackwardToken"), TRUE, 3, "1|2|3");
}

static void
test_the_end_repeats_its_token (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer = qs_log_writer_open (path);
  g_autoptr(JsonNode) first = NULL;
  g_autoptr(JsonNode) again = NULL;

  append (writer, QS_LOG_OUTPUT, "one\n", 1000);
  qs_log_writer_flush (writer);
  first = read_page (path, NULL, TRUE, 0);
  again = read_page (path, get_token (first, "nextForwardToken"), TRUE, 0);
  g_assert_cmpstr (get_token (first, "nextForwardToken"), ==,
                   get_token (again, "nextForwardToken"));

  append (writer, QS_LOG_OUTPUT, "two\n", 2000);
  qs_log_writer_flush (writer);
  assert_page (path, get_token (again, "nextForwardToken"), TRUE, 0, "two");
  qs_log_writer_close (writer);
}

static void
test_hostile_bytes_become_text (void)
{
  const char bytes[] = "a\0b\xff\xfe\x1b[31m\r\n";
  g_autofree char *path = make_path ();
  g_autofree char *contents = NULL;
  gsize length;
  QsLogWriter *writer = qs_log_writer_open (path);

  qs_log_writer_append (writer, QS_LOG_OUTPUT, bytes, sizeof bytes - 1, NS);
  qs_log_writer_close (writer);

  assert_page (path, NULL, TRUE, 0, "a\357\277\275b\357\277\275\357\277\275\x1b[31m\r");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_nonnull (memmem (contents, length, bytes, sizeof bytes - 1));
}

static void
test_long_lines_are_split (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *line = g_strnfill (2 * QS_LOG_LINE_MAX, 'x');
  QsLogWriter *writer = qs_log_writer_open (path);
  g_autoptr(JsonNode) page = NULL;
  g_autofree char *messages = NULL;

  append (writer, QS_LOG_OUTPUT, line, 1000);
  append (writer, QS_LOG_OUTPUT, "\nnext\n", 2000);
  qs_log_writer_close (writer);

  page = read_page (path, NULL, TRUE, 0);
  messages = join (page);
  g_assert_cmpuint (strlen (messages), ==, 2 * QS_LOG_LINE_MAX + strlen ("||next"));
  g_assert_true (g_str_has_suffix (messages, "x|next"));
}

static void
test_pages_are_bounded (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *line = g_strnfill (1000, 'x');
  QsLogWriter *writer = qs_log_writer_open (path);
  g_autofree char *token = NULL;
  guint total = 0;
  guint pages = 0;

  line[999] = '\n';
  for (int i = 0; i < 3000; i++)
    append (writer, QS_LOG_OUTPUT, line, 1000 + i);
  qs_log_writer_close (writer);

  for (guint got = 1; got > 0; pages++)
    {
      g_autoptr(JsonNode) page = read_page (path, token, FALSE, 0);

      got = json_array_get_length (qs_json_get_array (json_node_get_object (page), "events"));
      g_assert_cmpuint (got, <=, 1024 * 1024 / 1025);
      total += got;
      g_set_str (&token, get_token (page, "nextBackwardToken"));
    }
  g_assert_cmpuint (total, ==, 3000);
  g_assert_cmpuint (pages, ==, 4);
}

static void
test_a_torn_record_is_cut_off (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer;

  g_assert_true (g_file_set_contents (path, "1000000 o one\n2000000 o tw", -1, NULL));
  assert_page (path, NULL, TRUE, 0, "one");
  assert_page (path, NULL, FALSE, 0, "one");
  writer = qs_log_writer_open (path);
  append (writer, QS_LOG_OUTPUT, "two\n", 2);
  qs_log_writer_close (writer);
  assert_page (path, NULL, FALSE, 0, "one|two");
}

static void
test_foreign_tokens_are_refused (void)
{
  const char *tokens[] = { "", "f", "f/", "x/0", "f/-1", "f/3", "b/999", "f/0x0", "f/ 0",
                           "f/99999999999999999999" };
  g_autofree char *path = make_path ();

  g_assert_true (g_file_set_contents (path, "1000000 o one\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (dex_await_boxed (qs_log_file_read (path, tokens[i], TRUE, 0), &error));
      g_assert_error (error, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_TOKEN);
    }
}

static void
test_an_absent_log_is_told_apart (void)
{
  g_autofree char *path = make_path ();
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_boxed (qs_log_file_read (path, NULL, TRUE, 0), &error));
  g_assert_error (error, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_ABSENT);
}

static void
test_the_mark_counts_bytes (void)
{
  g_autofree char *path = make_path ();
  QsLogWriter *writer = qs_log_writer_open (path);
  QsLogMark mark;

  append (writer, QS_LOG_OUTPUT, "old\n", 1000);
  append (writer, QS_LOG_OUTPUT, "ab\n", 2000);
  append (writer, QS_LOG_OUTPUT, "cde\n", 2000);
  append (writer, QS_LOG_ERROR, "e", 1500);
  qs_log_writer_close (writer);

  g_assert_true (qs_log_file_find_mark (path, &mark, NULL));
  g_assert_cmpint (mark.time[QS_LOG_OUTPUT], ==, 2000 * NS);
  g_assert_cmpuint (mark.bytes[QS_LOG_OUTPUT], ==, strlen ("ab\ncde\n"));
  g_assert_cmpint (mark.time[QS_LOG_ERROR], ==, 1500 * NS);
  g_assert_cmpuint (mark.bytes[QS_LOG_ERROR], ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/log-file/lines-are-joined", test_lines_are_joined_across_pieces);
  qs_test_add_fiber ("/log-file/a-line-without-end-is-kept", test_a_line_without_end_is_kept);
  qs_test_add_fiber ("/log-file/pages-go-both-ways", test_pages_go_forward_and_backward);
  qs_test_add_fiber ("/log-file/the-end-repeats-its-token", test_the_end_repeats_its_token);
  qs_test_add_fiber ("/log-file/hostile-bytes-become-text", test_hostile_bytes_become_text);
  qs_test_add_fiber ("/log-file/long-lines-are-split", test_long_lines_are_split);
  qs_test_add_fiber ("/log-file/pages-are-bounded", test_pages_are_bounded);
  qs_test_add_fiber ("/log-file/a-torn-record-is-cut-off", test_a_torn_record_is_cut_off);
  qs_test_add_fiber ("/log-file/foreign-tokens-are-refused", test_foreign_tokens_are_refused);
  qs_test_add_fiber ("/log-file/an-absent-log-is-told-apart", test_an_absent_log_is_told_apart);
  qs_test_add_fiber ("/log-file/the-mark-counts-bytes", test_the_mark_counts_bytes);

  return g_test_run ();
}
