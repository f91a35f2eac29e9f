#include "qs-account-banner.h"

#include "qs-account-need.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-sample-card.h"
#include "qs-start-page.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define SETTINGS \
        "{\"id\":\"a\",\"name\":\"Lab <b>\",\"region\":\"eu-central-1\"," \
        "\"credentials\":{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}}"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  GtkWidget      *page;
  GtkWindow      *window;
  char           *asked;    /* the action that was asked for, and of which account */
} Fixture;

static DexFuture *
open_engine (gpointer engine)
{
  return dex_future_new_for_object (engine);
}

static void
on_action_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->asked);
  fixture->asked = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                                    g_variant_get_string (parameter, NULL));
}

static GSimpleActionGroup *
make_actions (Fixture *fixture)
{
  static const char *const names[] = { "unlock", "sign-in-anew", "log-in", "edit", "sign-in",
                                       "refresh" };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (on_action_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }

  return group;
}

static void
set_up (Fixture      *fixture,
        gconstpointer width)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(JsonNode) settings = qs_json_parse (SETTINGS, -1, NULL);
  g_autoptr(GSimpleActionGroup) actions = make_actions (fixture);

  fixture->engine = qs_replay_engine_new ();
  fixture->account = qs_account_new_aws (settings, QS_CLOCK (clock), open_engine, fixture->engine,
                                         NULL);
  fixture->page = g_object_new (QS_TYPE_START_PAGE, "account", fixture->account, NULL);
  fixture->window = qs_ui_test_present (fixture->page, GPOINTER_TO_INT (width), 620);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "accounts",
                                  G_ACTION_GROUP (actions));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  qs_ui_test_close (fixture->window);
  g_object_unref (fixture->account);
  g_object_unref (fixture->engine);
  g_free (fixture->asked);
  qs_test_iterate ();
}

static AdwBanner *
find_banner (Fixture *fixture)
{
  GtkWidget *banner = qs_ui_test_find (fixture->page, QS_TYPE_ACCOUNT_BANNER, NULL);

  return qs_ui_test_find (banner, ADW_TYPE_BANNER, NULL);
}

static gboolean
has_button (AdwBanner *banner)
{
  const char *label = adw_banner_get_button_label (banner);

  return label != NULL && *label != '\0';
}

static const struct
{
  QsAccountNeed need;
  const char   *text;
  const char   *asked;
} cases[] = {
  { QS_ACCOUNT_NEED_UNLOCK, "The keyring with the secret of “Lab <b>” is locked", "unlock a" },
  { QS_ACCOUNT_NEED_SECRET,
    "The keyring with the secret of “Lab <b>” cannot be read, and is left as it is",
    "sign-in-anew a" },
  { QS_ACCOUNT_NEED_LOGIN, "Your login for “Lab <b>” has ended", "log-in a" },
  { QS_ACCOUNT_NEED_KEYS, "AWS does not take the access key of “Lab <b>” any more", "edit a" },
  { QS_ACCOUNT_NEED_ANSWER, "You are not signed in to “Lab <b>”", "sign-in a" },
  { QS_ACCOUNT_NEED_NETWORK, "AWS cannot be reached: what is shown is what was last seen",
    "refresh a" },
  { QS_ACCOUNT_NEED_KEYRING,
    "This desktop has no keyring: secrets are kept only until Quayside is closed", NULL },
};

static void
test_says_what_is_needed_and_offers_it (Fixture      *fixture,
                                        gconstpointer width)
{
  AdwBanner *banner = find_banner (fixture);
  g_autoptr(GEnumClass) needs = g_type_class_ref (QS_TYPE_ACCOUNT_NEED);

  g_assert_false (adw_banner_get_revealed (banner));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *picture =
        g_strdup_printf ("banner-%s-%d", g_enum_get_value (needs, cases[i].need)->value_nick,
                         GPOINTER_TO_INT (width));

      g_clear_pointer (&fixture->asked, g_free);
      qs_account_set_need (fixture->account, cases[i].need);
      g_assert_true (adw_banner_get_revealed (banner));
      g_assert_cmpstr (adw_banner_get_title (banner), ==, cases[i].text);
      g_assert_cmpint (has_button (banner), ==, cases[i].asked != NULL);
      qs_ui_test_settle (GTK_WIDGET (fixture->window));
      qs_ui_test_picture (fixture->page, picture);
      g_signal_emit_by_name (banner, "button-clicked");
      g_assert_cmpstr (fixture->asked, ==, cases[i].asked);
    }

  qs_account_set_need (fixture->account, QS_ACCOUNT_NEED_NOTHING);
  g_assert_false (adw_banner_get_revealed (banner));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=,
                   GPOINTER_TO_INT (width));
}

/* The page says where jobs would run and what that costs; the sample runs on this computer. */
static void
test_the_start_page_says_where_jobs_run (Fixture      *fixture,
                                         gconstpointer width)
{
  GtkWidget *card = qs_ui_test_find (fixture->page, QS_TYPE_SAMPLE_CARD, NULL);

  g_assert_false (gtk_widget_get_mapped (card));
  g_assert_nonnull (qs_ui_test_find (fixture->page, GTK_TYPE_LABEL, "Jobs on “Lab <b>”"));
  g_assert_nonnull (qs_ui_test_find (fixture->page, GTK_TYPE_LABEL,
                                     "Runs on AWS, which charges for the time it takes"));
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  g_test_add ("/account-banner/says-what-is-needed-and-offers-it", Fixture,
              GINT_TO_POINTER (720), set_up, test_says_what_is_needed_and_offers_it, tear_down);
  g_test_add ("/account-banner/fits-a-phone", Fixture, GINT_TO_POINTER (360), set_up,
              test_says_what_is_needed_and_offers_it, tear_down);
  g_test_add ("/account-banner/the-start-page-says-where-jobs-run", Fixture,
              GINT_TO_POINTER (720), set_up, test_the_start_page_says_where_jobs_run, tear_down);

  return g_test_run ();
}
