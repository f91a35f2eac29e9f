#include "qs-log-view.h"

#include "qs-account.h"
#include "qs-job-log.h"
#include "qs-json.h"
#include "qs-log-engine.h"
#include "qs-log-stream.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

typedef struct
{
  QsEngine      *engine;
  QsAccount     *account;
  QsLogView     *view;
  GtkTextView   *text_view;
  GtkTextBuffer *buffer;
  GtkWindow     *window;
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static GListModel *
make_logs (void)
{
  GListStore *logs = g_list_store_new (QS_TYPE_JOB_LOG);
  g_autoptr(QsJobLog) log = g_object_new (QS_TYPE_JOB_LOG, NULL);
  g_autoptr(JsonNode) node = qs_json_parse ("{\"title\":\"Attempt 1\",\"stream\":\"s\"}", -1, NULL);

  qs_record_read (QS_RECORD (log), json_node_get_object (node));
  g_list_store_append (logs, log);
  return G_LIST_MODEL (logs);
}

static gboolean
is_ready (Fixture *fixture)
{
  g_autoptr(QsLogStream) stream = NULL;
  gboolean loading = TRUE;

  g_object_get (fixture->view, "stream", &stream, NULL);
  if (stream != NULL)
    g_object_get (stream, "loading-earlier", &loading, NULL);

  return !loading && qs_log_stream_get_state (stream) == QS_LOG_STATE_READY;
}

static void
open_view (Fixture  *fixture,
           QsEngine *engine)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000);
  g_autoptr(GListModel) logs = make_logs ();

  fixture->engine = engine;
  fixture->account = qs_account_new ("test", "Test", NULL, QS_CLOCK (clock), give_engine,
                                     g_object_ref (engine), g_object_unref);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_engine (fixture->account) != NULL);
  fixture->view = g_object_new (QS_TYPE_LOG_VIEW, "live", TRUE, "account", fixture->account,
                                "logs", logs, NULL);
  fixture->text_view = qs_log_view_get_text_view (fixture->view);
  fixture->buffer = gtk_text_view_get_buffer (fixture->text_view);
  fixture->window = qs_ui_test_present (GTK_WIDGET (fixture->view), 900, 600);
  qs_test_until (is_ready (fixture));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static void
close_view (Fixture *fixture)
{
  qs_ui_test_close (fixture->window);
  qs_test_iterate ();
  g_object_unref (fixture->account);
  qs_test_iterate ();
  g_object_unref (fixture->engine);
}

/* A text is laid out while nothing else is to be done; there is no picture before that is over. */
static void
take_picture (Fixture    *fixture,
              const char *name)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (GTK_WIDGET (fixture->window), name);
}

static char *
dup_text (Fixture *fixture)
{
  char *text;

  g_object_get (fixture->buffer, "text", &text, NULL);
  return text;
}

/* The line in which the selection begins. */
static char *
dup_selected (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_selection_bounds (fixture->buffer, &start, &end))
    return g_strdup ("");

  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE);
}

static gboolean
has_selected (Fixture    *fixture,
              const char *line)
{
  g_autofree char *selected = dup_selected (fixture);

  return g_str_equal (selected, line);
}

static void
test_a_long_log_is_shown_from_its_end (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;

  open_view (&fixture, QS_ENGINE (qs_log_engine_new (1000000, 80)));
  text = dup_text (&fixture);
  take_picture (&fixture, "log-long");

  g_assert_true (g_str_has_prefix (strstr (text, "line 999999"), "line 999999...."));
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture.buffer), <=, QS_LOG_MAX_LINES + 1);
  close_view (&fixture);
}

/* The newest page is loaded: what is looked for lies far before it, and then far behind. */
static void
test_goes_to_what_is_found_in_the_whole_log (void)
{
  Fixture fixture;
  GtkEditable *entry;

  open_view (&fixture, QS_ENGINE (qs_log_engine_new (120000, 0)));
  g_object_set (fixture.view, "searching", TRUE, "whole", TRUE, NULL);
  entry = qs_ui_test_find (qs_ui_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_SEARCH_BAR, NULL),
                           GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (entry, "line 7777");
  qs_test_until (qs_ui_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_LABEL, "11 lines") != NULL);

  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "log.find-next", NULL);
  qs_test_until (has_selected (&fixture, "line 7777"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "log.find-next", NULL);
  qs_test_until (has_selected (&fixture, "line 77770"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "log.find-previous", NULL);
  qs_test_until (has_selected (&fixture, "line 7777"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.view), "log.find-previous", NULL);
  qs_test_until (has_selected (&fixture, "line 77779"));
  qs_ui_test_settle (GTK_WIDGET (fixture.window));
  take_picture (&fixture, "log-found");
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture.view), GTK_TYPE_LABEL, "11 of 11"));
  close_view (&fixture);
}

static void
test_lines_wrap_when_asked (void)
{
  Fixture fixture;

  open_view (&fixture, QS_ENGINE (qs_log_engine_new (20, 2000)));
  g_assert_cmpint (gtk_text_view_get_wrap_mode (fixture.text_view), ==, GTK_WRAP_WORD_CHAR);
  g_object_set (fixture.view, "wrap", FALSE, NULL);
  g_assert_cmpint (gtk_text_view_get_wrap_mode (fixture.text_view), ==, GTK_WRAP_NONE);
  close_view (&fixture);
}

static void
on_clipboard_read_cb (GObject      *clipboard,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_what_is_selected_is_copied (void)
{
  Fixture fixture;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  open_view (&fixture, QS_ENGINE (qs_log_engine_new (20, 0)));
  gtk_text_buffer_get_iter_at_line (fixture.buffer, &start, 3);
  gtk_text_buffer_get_iter_at_line (fixture.buffer, &end, 5);
  gtk_text_buffer_select_range (fixture.buffer, &start, &end);
  gtk_widget_activate_action (GTK_WIDGET (fixture.text_view), "clipboard.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture.text_view)), NULL,
                                 on_clipboard_read_cb, &text);
  qs_test_until (text != NULL);

  g_assert_cmpstr (text, ==, "line 3\nline 4\n");
  close_view (&fixture);
}

/* What a program can write to deceive or to disturb, and how it is shown. */
static const struct
{
  const char *message;
  const char *shown;
} hostile[] = {
  { "\\u001b[31mred\\u001b[0m", "red" },
  { "\\u001b]0;title\\u0007after", "after" },
  { "safe\\u202etxt.exe", "safe‹U+202E›txt.exe" },
  { "<b>bold</b> &amp; <a href='x'>", "<b>bold</b> &amp; <a href='x'>" },
  { "before\\u0000after", "before␀after" },
  { "bell\\u0007", "bell␇" },
  { "10%\\r20%\\r", "10%\n20%" },
  { "", "" },
};

static void
test_hostile_text_is_shown_as_text (void)
{
  QsReplayEngine *engine = qs_replay_engine_new ();
  g_autoptr(GString) reply = g_string_new ("{\"events\":[");
  g_autoptr(GString) expected = g_string_new (NULL);
  g_autofree char *text = NULL;
  Fixture fixture;

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_string_append_printf (reply, "%s{\"message\":\"%s\"}", i > 0 ? "," : "",
                              hostile[i].message);
      g_string_append_printf (expected, "%s\n", hostile[i].shown);
    }
  g_string_append (reply, "],\"nextForwardToken\":\"f\",\"nextBackwardToken\":\"b\"}");
  qs_replay_engine_add (engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (engine, "GetLogEvents", reply->str);
  qs_replay_engine_add (engine, "GetLogEvents", "{\"events\":[],\"nextForwardToken\":\"f\","
                        "\"nextBackwardToken\":\"b\"}");
  open_view (&fixture, QS_ENGINE (engine));
  text = dup_text (&fixture);
  take_picture (&fixture, "log-hostile");

  g_assert_cmpstr (text, ==, expected->str);
  close_view (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);
  g_test_add_func ("/log-view/a-long-log-is-shown-from-its-end",
                   test_a_long_log_is_shown_from_its_end);
  g_test_add_func ("/log-view/goes-to-what-is-found-in-the-whole-log",
                   test_goes_to_what_is_found_in_the_whole_log);
  g_test_add_func ("/log-view/lines-wrap-when-asked", test_lines_wrap_when_asked);
  g_test_add_func ("/log-view/what-is-selected-is-copied", test_what_is_selected_is_copied);
  g_test_add_func ("/log-view/hostile-text-is-shown-as-text", test_hostile_text_is_shown_as_text);
  return g_test_run ();
}
