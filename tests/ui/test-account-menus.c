#include "qs-account-actions.h"
#include "qs-account-switcher.h"
#include "qs-accounts-dialog.h"
#include "qs-dialog-prompter.h"
#include "qs-json.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define SETTINGS \
        "{\"id\":\"5f0c3a3e-0000-4000-8000-00000000000%d\",\"name\":\"%s\",\"region\":\"%s\"," \
        "\"credentials\":{\"profile\":{\"name\":\"none\"}}}"

typedef struct
{
  QsAccounts *accounts;
  GtkWindow  *window;
} Fixture;

static QsAccount *
add_account (Fixture    *fixture,
             int         number,
             const char *name,
             const char *region)
{
  g_autofree char *text = g_strdup_printf (SETTINGS, number, name, region);
  g_autoptr(JsonNode) settings = qs_json_parse (text, -1, NULL);
  g_autoptr(DexFuture) future = qs_accounts_add (fixture->accounts, settings, NULL);
  const GValue *value;

  qs_test_until (!dex_future_is_pending (future));
  value = dex_future_get_value (future, NULL);
  g_assert_nonnull (value);
  return g_value_get_object (value);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(DexFuture) future = qs_accounts_open (folder, datastore, QS_CLOCK (clock));
  GActionGroup *actions;

  qs_test_until (!dex_future_is_pending (future));
  fixture->accounts = g_value_dup_object (dex_future_get_value (future, NULL));
  add_account (fixture, 1, "Lab", "eu-central-1");
  add_account (fixture, 2, "Institute with a very long name that nobody reads", "us-east-1");
  fixture->window = qs_ui_test_present (adw_bin_new (), 640, 620);
  actions = qs_account_actions_new (GTK_WIDGET (fixture->window), fixture->accounts);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "accounts", actions);
  g_object_unref (actions);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  qs_ui_test_close (fixture->window);
  g_object_unref (fixture->accounts);
  qs_test_iterate ();
}

static void
assert_says (Fixture    *fixture,
             const char *text)
{
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text));
}

static void
take_picture (Fixture    *fixture,
              const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)), name);
}

static void
on_chosen_cb (QsAccountSwitcher *switcher,
              QsAccount         *account,
              gpointer           accounts)
{
  qs_accounts_set_selected (accounts, account);
}

static void
test_the_switcher_chooses (Fixture      *fixture,
                           gconstpointer data)
{
  GtkWidget *switcher = g_object_new (QS_TYPE_ACCOUNT_SWITCHER,
                                      "accounts", fixture->accounts,
                                      "account", qs_accounts_get_local (fixture->accounts),
                                      "valign", GTK_ALIGN_START, NULL);
  GtkMenuButton *button;
  GtkListView *list;

  g_signal_connect (switcher, "chosen", G_CALLBACK (on_chosen_cb), fixture->accounts);
  adw_window_set_content (ADW_WINDOW (fixture->window), switcher);
  button = qs_ui_test_find (switcher, GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (button);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  assert_says (fixture, "Lab");
  assert_says (fixture, "Add Account…");
  assert_says (fixture, "Manage Accounts…");
  qs_ui_test_picture (GTK_WIDGET (gtk_menu_button_get_popover (button)), "account-switcher");

  list = qs_ui_test_find (switcher, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_cmpstr (qs_account_get_name (qs_accounts_get_selected (fixture->accounts)), ==, "Lab");
}

static gboolean
is_at (GListModel *model,
       guint       position,
       QsAccount  *account)
{
  g_autoptr(QsAccount) item = g_list_model_get_item (model, position);

  return item == account;
}

static void
test_the_list_moves_and_removes (Fixture      *fixture,
                                 gconstpointer data)
{
  AdwDialog *dialog = qs_accounts_dialog_new (fixture->accounts);
  GListModel *model = G_LIST_MODEL (fixture->accounts);
  g_autoptr(QsAccount) lab = g_list_model_get_item (model, 1);
  const char *id = qs_account_get_id (lab);
  AdwDialog *question;

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  take_picture (fixture, "accounts");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "manage.move-down", "s", id);
  qs_test_until (is_at (model, 2, lab));

  gtk_widget_activate_action (GTK_WIDGET (dialog), "manage.remove", "s", id);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  assert_says (fixture, "Remove “Lab”?");
  take_picture (fixture, "account-remove");
  question = ADW_DIALOG (gtk_widget_get_ancestor (
                           qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL,
                                            "Remove “Lab”?"), ADW_TYPE_ALERT_DIALOG));
  g_signal_emit_by_name (question, "response::remove", "remove");
  qs_test_until (g_list_model_get_n_items (model) == 2);
  adw_dialog_force_close (question);
  adw_dialog_force_close (dialog);
}

static void
test_a_code_is_six_digits (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(QsDialogPrompter) prompter = qs_dialog_prompter_new (GTK_WIDGET (fixture->window));
  g_autoptr(DexFuture) answer =
    qs_prompter_ask_code (QS_PROMPTER (prompter), NULL, "arn:aws:iam::123456789012:mfa/anna");
  GtkEntry *entry;
  AdwAlertDialog *dialog;

  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  entry = qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_ENTRY, NULL);
  dialog = ADW_ALERT_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (entry), ADW_TYPE_ALERT_DIALOG));
  take_picture (fixture, "mfa-code");
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "use"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "12345");
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "use"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "123 456");
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "use"));

  g_signal_emit_by_name (dialog, "response::use", "use");
  g_assert_cmpstr (g_value_get_string (dex_future_get_value (answer, NULL)), ==, "123456");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_a_command_is_shown_as_it_runs (Fixture      *fixture,
                                    gconstpointer data)
{
  const char *argv[] = { "/opt/login tool", "--for", "a; rm -rf ~", NULL };
  g_autoptr(QsDialogPrompter) prompter = qs_dialog_prompter_new (GTK_WIDGET (fixture->window));
  g_autoptr(DexFuture) answer = qs_prompter_confirm_command (QS_PROMPTER (prompter), NULL, argv);
  GtkWidget *label;
  AdwDialog *dialog;

  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  label = qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL,
                           "'/opt/login tool' --for 'a; rm -rf ~'");
  g_assert_nonnull (label);
  take_picture (fixture, "run-program");
  dialog = ADW_DIALOG (gtk_widget_get_ancestor (label, ADW_TYPE_ALERT_DIALOG));
  g_signal_emit_by_name (dialog, "response::run", "run");
  g_assert_true (g_value_get_boolean (dex_future_get_value (answer, NULL)));
  adw_dialog_force_close (dialog);
}

#define add(path, body) \
        g_test_add ("/account-menus/" path, Fixture, NULL, set_up, body, tear_down)

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("the-switcher-chooses", test_the_switcher_chooses);
  add ("the-list-moves-and-removes", test_the_list_moves_and_removes);
  add ("a-code-is-six-digits", test_a_code_is_six_digits);
  add ("a-command-is-shown-as-it-runs", test_a_command_is_shown_as_it_runs);

  return g_test_run ();
}
