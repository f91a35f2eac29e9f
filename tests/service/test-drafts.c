#include <glib/gstdio.h>

#include "qs-account.h"
#include "qs-draft-keeper.h"
#include "qs-draft-store.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-submit-draft.h"
#include "qs-test-clock.h"
#include "qs-test.h"

#define DAY (24 * 3600 * (gint64) 1000)

typedef struct
{
  char           *folder;
  QsTestClock    *clock;
  QsDraftStore   *store;
  QsAccount      *account;
  QsReplayEngine *engine;
  guint           beat;     /* turns the loop, which files do not */
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static gboolean
on_beat_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *top = qs_test_dup_folder ();

  fixture->beat = g_timeout_add (5, on_beat_cb, NULL);
  fixture->folder = g_build_filename (top, "drafts", NULL);
  fixture->clock = qs_test_clock_new (g_get_real_time () / 1000);
  fixture->store = qs_draft_store_new (fixture->folder, QS_CLOCK (fixture->clock));
  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", "{\"jobDefinitions\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeComputeEnvironments",
                        "{\"computeEnvironments\":[]}");
  fixture->account = qs_account_new ("1", "Test", NULL, QS_CLOCK (fixture->clock), give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  qs_account_set_drafts (fixture->account, fixture->store);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->account);
  g_object_unref (fixture->store);
  g_object_unref (fixture->engine);
  g_object_unref (fixture->clock);
  qs_test_iterate ();
  g_source_remove (fixture->beat);
  g_free (fixture->folder);
}

/* Everything asked for before has been done. */
static void
settle (Fixture *fixture)
{
  g_autoptr(DexFuture) future = qs_draft_store_load (fixture->store, "none", "none");

  qs_test_until (!dex_future_is_pending (future));
}

static JsonNode *
load (Fixture    *fixture,
      const char *account_id,
      const char *name)
{
  g_autoptr(DexFuture) future = qs_draft_store_load (fixture->store, account_id, name);
  const GValue *value;

  qs_test_until (!dex_future_is_pending (future));
  value = dex_future_get_value (future, NULL);
  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

static void
save (Fixture    *fixture,
      const char *account_id,
      const char *name,
      const char *text)
{
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);

  dex_future_disown (qs_draft_store_save (fixture->store, account_id, name, document));
  settle (fixture);
}

static void
test_what_is_kept_is_private (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr(JsonNode) kept = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autofree char *path = NULL;
  GStatBuf status;

  save (fixture, "1", "SubmitJob", "{\"jobName\":\"a\"}");
  kept = load (fixture, "1", "SubmitJob");
  g_assert_nonnull (kept);
  g_assert_cmpstr (qs_json_get_string (qs_json_get_object (json_node_get_object (kept),
                                                           "document"), "jobName", NULL), ==, "a");
  g_assert_null (load (fixture, "2", "SubmitJob"));

  g_stat (fixture->folder, &status);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  dir = g_dir_open (fixture->folder, 0, NULL);
  path = g_build_filename (fixture->folder, g_dir_read_name (dir), NULL);
  g_stat (path, &status);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_drafts_are_forgotten (Fixture      *fixture,
                           gconstpointer data)
{
  save (fixture, "1", "SubmitJob", "{}");
  save (fixture, "1", "CreateJobQueue", "{}");
  save (fixture, "2", "SubmitJob", "{}");
  g_assert_cmpuint (count_files (fixture), ==, 3);

  dex_future_disown (qs_draft_store_forget (fixture->store, "1", "SubmitJob"));
  settle (fixture);
  g_assert_cmpuint (count_files (fixture), ==, 2);
  dex_future_disown (qs_draft_store_forget (fixture->store, "1", NULL));
  settle (fixture);
  g_assert_cmpuint (count_files (fixture), ==, 1);

  qs_test_clock_advance (fixture->clock, 31 * DAY);
  settle (fixture);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_a_cut_file_is_no_draft (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(GDir) dir = NULL;
  g_autofree char *path = NULL;

  save (fixture, "1", "SubmitJob", "{}");
  dir = g_dir_open (fixture->folder, 0, NULL);
  path = g_build_filename (fixture->folder, g_dir_read_name (dir), NULL);
  g_assert_true (g_file_set_contents (path, "{\"savedAt\": 1, \"docu", -1, NULL));
  g_assert_null (load (fixture, "1", "SubmitJob"));
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static QsDraft *
new_draft (Fixture *fixture)
{
  return QS_DRAFT (qs_submit_draft_new (QS_ENGINE (fixture->engine)));
}

static void
test_a_form_is_put_back_until_sent (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr(QsDraft) first = new_draft (fixture);
  g_autoptr(QsDraft) second = new_draft (fixture);
  g_autoptr(QsDraftKeeper) keeper = qs_draft_keeper_new (first, fixture->account, NULL);
  QsDocument *document = qs_draft_get_document (second);

  settle (fixture);
  qs_document_set_string (qs_draft_get_document (first), "jobName", "kept", NULL);
  qs_test_until (count_files (fixture) == 1);
  g_clear_object (&keeper);

  keeper = qs_draft_keeper_new (second, fixture->account, NULL);
  qs_test_until (qs_draft_keeper_get_back_from (keeper) > 0);
  g_assert_cmpstr (qs_document_get_string (document, "jobName"), ==, "kept");
  g_signal_emit_by_name (second, "sent", "id");
  qs_test_until (count_files (fixture) == 0);
}

static void
test_starting_over_forgets (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(QsDraft) draft = new_draft (fixture);
  g_autoptr(QsDraftKeeper) keeper = NULL;

  save (fixture, "1", "SubmitJob", "{\"jobName\":\"kept\"}");
  keeper = qs_draft_keeper_new (draft, fixture->account, NULL);
  qs_test_until (qs_draft_keeper_get_back_from (keeper) > 0);
  qs_draft_keeper_start_over (keeper);
  g_assert_cmpint (qs_draft_keeper_get_back_from (keeper), ==, 0);
  g_assert_null (qs_document_get_string (qs_draft_get_document (draft), "jobName"));
  qs_test_until (count_files (fixture) == 0);
}

/* What was entered while the kept draft was looked for is newer. */
static void
test_what_is_newer_stays (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(QsDraft) draft = new_draft (fixture);
  g_autoptr(QsDraftKeeper) keeper = NULL;

  save (fixture, "1", "SubmitJob", "{\"jobName\":\"kept\"}");
  keeper = qs_draft_keeper_new (draft, fixture->account, NULL);
  qs_document_set_string (qs_draft_get_document (draft), "jobName", "newer", NULL);
  settle (fixture);
  qs_test_iterate ();
  g_assert_cmpint (qs_draft_keeper_get_back_from (keeper), ==, 0);
  g_assert_cmpstr (qs_document_get_string (qs_draft_get_document (draft), "jobName"), ==, "newer");
}

static void
add (const char *path,
     void ( *body ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, body, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  add ("/drafts/what-is-kept-is-private", test_what_is_kept_is_private);
  add ("/drafts/drafts-are-forgotten", test_drafts_are_forgotten);
  add ("/drafts/a-cut-file-is-no-draft", test_a_cut_file_is_no_draft);
  add ("/drafts/a-form-is-put-back-until-sent", test_a_form_is_put_back_until_sent);
  add ("/drafts/starting-over-forgets", test_starting_over_forgets);
  add ("/drafts/what-is-newer-stays", test_what_is_newer_stays);

  return g_test_run ();
}
