#include "qs-account-dialog.h"

#include "qs-field-row.h"
#include "qs-form.h"
#include "qs-secret-row.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

/* The example key of AWS's own documentation. */
#define ID "AKIAIOSFODNN7EXAMPLE"
#define SECRET "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define MAIL "Dear Anna, your access key ID is " ID " and the secret access key " SECRET \
        ". Please work in eu-central-1."

typedef struct
{
  char            *folder;
  QsAccounts      *accounts;
  QsAccountDialog *dialog;
  QsAccountDraft  *draft;
  GtkWindow       *window;
} Fixture;

static QsAccounts *
open_accounts (const char *folder)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(DexFuture) future = qs_accounts_open (folder, datastore, QS_CLOCK (clock));

  qs_test_until (!dex_future_is_pending (future));
  return g_value_dup_object (dex_future_get_value (future, NULL));
}

static void
set_up_at (Fixture *fixture,
           int      width,
           int      height)
{
  fixture->folder = qs_test_dup_folder ();
  fixture->accounts = open_accounts (fixture->folder);
  fixture->window = qs_ui_test_present (adw_bin_new (), width, height);
  fixture->dialog = qs_account_dialog_new (fixture->accounts, NULL);
  g_object_get (fixture->dialog, "draft", &fixture->draft, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->window));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  set_up_at (fixture, 720, 820);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->draft);
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->dialog == NULL);
  g_object_unref (fixture->accounts);
  qs_test_iterate ();
  g_free (fixture->folder);
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *path)
{
  if (QS_IS_FIELD_ROW (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (qs_field_row_get_path (QS_FIELD_ROW (root)), path) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *path)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->dialog), path);

  g_assert_nonnull (row);
  return row;
}

static void
enter (Fixture    *fixture,
       const char *path,
       const char *text)
{
  GtkText *entry = qs_ui_test_find (get_row (fixture, path), GTK_TYPE_TEXT, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static const char *
get_text (Fixture    *fixture,
          const char *path)
{
  return gtk_editable_get_text (qs_ui_test_find (get_row (fixture, path), GTK_TYPE_TEXT, NULL));
}

static char *
dup_fault (Fixture    *fixture,
           const char *path)
{
  char *fault;

  g_object_get (get_row (fixture, path), "fault", &fault, NULL);
  return fault;
}

static void
act (Fixture    *fixture,
     const char *action,
     const char *target)
{
  if (target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, "s", target);
  else
    gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, NULL);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
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
test_asks_how_one_signs_in (Fixture      *fixture,
                            gconstpointer data)
{
  static const char *const sources[] = { "access-key", "profile", "assume-role" };
  static const char *const rows[] = { "credentials.accessKey.accessKeyId",
                                      "credentials.profile.name",
                                      "credentials.assumeRole.roleArn" };

  take_picture (fixture, "account-source");
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      AdwNavigationView *view = qs_ui_test_find (GTK_WIDGET (fixture->dialog),
                                                 ADW_TYPE_NAVIGATION_VIEW, NULL);
      g_autofree char *name = g_strdup_printf ("account-%s", sources[i]);

      act (fixture, "account.choose", sources[i]);
      get_row (fixture, rows[i]);
      get_row (fixture, "region");
      take_picture (fixture, name);
      adw_navigation_view_pop (view);
      qs_ui_test_settle (GTK_WIDGET (fixture->window));
    }

  act (fixture, "account.choose", "identity-center");
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (fixture->dialog)));
  get_row (fixture, "credentials.identityCenter.startUrl");
  take_picture (fixture, "account-login-page");
}

static void
test_says_what_is_missing (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *quiet = NULL;
  g_autofree char *revealed = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *region = NULL;

  act (fixture, "account.choose", "access-key");
  quiet = dup_fault (fixture, "credentials.accessKey.accessKeyId");
  g_assert_null (quiet);
  assert_says (fixture, "Still needed: access key ID, secret access key, region");

  enter (fixture, "region", "not a region");
  region = dup_fault (fixture, "region");
  g_assert_cmpstr (region, ==, "Must be a region, such as eu-central-1");

  act (fixture, "account.connect", NULL);
  revealed = dup_fault (fixture, "credentials.accessKey.accessKeyId");
  secret = dup_fault (fixture, "secretAccessKey");
  g_assert_cmpstr (revealed, ==, "Is required");
  g_assert_cmpstr (secret, ==, "Is required");
  take_picture (fixture, "account-faults");

  enter (fixture, "credentials.accessKey.accessKeyId", ID);
  enter (fixture, "secretAccessKey", SECRET);
  assert_says (fixture, "Something above needs to be corrected");
  enter (fixture, "region", "eu-central-1");
  g_assert_cmpuint (qs_request_get_n_faults (qs_account_draft_get_request (fixture->draft)), ==, 0);
}

static void
test_takes_a_pasted_mail_apart (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr(JsonNode) input = NULL;
  g_autofree char *text = NULL;

  act (fixture, "account.choose", "access-key");
  enter (fixture, "credentials.accessKey.accessKeyId", MAIL);
  qs_test_until (g_str_equal (get_text (fixture, "credentials.accessKey.accessKeyId"), ID));
  g_assert_cmpstr (qs_secret_row_get_text (QS_SECRET_ROW (get_row (fixture, "secretAccessKey"))),
                   ==, SECRET);
  g_assert_cmpstr (get_text (fixture, "region"), ==, "eu-central-1");
  take_picture (fixture, "account-pasted");

  input = qs_request_dup_input (qs_account_draft_get_request (fixture->draft));
  text = json_to_string (input, FALSE);
  g_assert_null (strstr (text, SECRET));
  qs_document_undo (qs_request_get_document (qs_account_draft_get_request (fixture->draft)));
  g_assert_cmpstr (get_text (fixture, "credentials.accessKey.accessKeyId"), ==, ID);
}

static void
test_pastes_from_the_first_page (Fixture      *fixture,
                                 gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  gdk_clipboard_set_text (clipboard, "Log in at https://lab.awsapps.com/start in eu-west-1");
  act (fixture, "account.paste", NULL);
  qs_test_until (find_row (GTK_WIDGET (fixture->dialog),
                           "credentials.identityCenter.startUrl") != NULL);
  g_assert_cmpstr (get_text (fixture, "credentials.identityCenter.startUrl"), ==,
                   "https://lab.awsapps.com/start");
  g_assert_cmpstr (get_text (fixture, "credentials.identityCenter.region"), ==, "eu-west-1");
}

static void
test_another_source_keeps_what_was_entered (Fixture      *fixture,
                                            gconstpointer data)
{
  AdwNavigationView *view = qs_ui_test_find (GTK_WIDGET (fixture->dialog),
                                             ADW_TYPE_NAVIGATION_VIEW, NULL);

  act (fixture, "account.choose", "access-key");
  enter (fixture, "credentials.accessKey.accessKeyId", ID);
  enter (fixture, "region", "eu-central-1");
  adw_navigation_view_pop (view);
  act (fixture, "account.choose", "assume-role");
  enter (fixture, "credentials.assumeRole.roleArn", "arn:aws:iam::123456789012:role/Lab");
  g_assert_cmpstr (get_text (fixture, "region"), ==, "eu-central-1");
  adw_navigation_view_pop (view);
  act (fixture, "account.choose", "access-key");
  g_assert_cmpstr (get_text (fixture, "credentials.accessKey.accessKeyId"), ==, ID);
}

static void
test_closing_asks_when_something_is_unsaved (Fixture      *fixture,
                                             gconstpointer data)
{
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (fixture->dialog)));
  act (fixture, "account.choose", "access-key");
  enter (fixture, "secretAccessKey", "s");
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (fixture->dialog);
  assert_says (fixture, "Discard This Account?");
}

static void
test_a_failure_loses_nothing (Fixture      *fixture,
                              gconstpointer data)
{
  QsErrorDetails details = { .service = (char *) "sts", .operation = (char *) "GetCallerIdentity",
                             .code = (char *) "SignatureDoesNotMatch",
                             .request_id = (char *) "7f3c-19", .status = 403 };
  g_autoptr(GError) error =
    qs_engine_error_new (QS_ENGINE_ERROR_DENIED, &details,
                         "The request signature we calculated does not match");

  act (fixture, "account.choose", "access-key");
  enter (fixture, "credentials.accessKey.accessKeyId", ID);
  enter (fixture, "secretAccessKey", SECRET);
  enter (fixture, "region", "eu-central-1");
  qs_account_draft_set_error (fixture->draft, error);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  assert_says (fixture, "Wrong Secret");
  take_picture (fixture, "account-error");
  g_assert_cmpstr (get_text (fixture, "credentials.accessKey.accessKeyId"), ==, ID);
  g_assert_cmpstr (qs_secret_row_get_text (QS_SECRET_ROW (get_row (fixture, "secretAccessKey"))),
                   ==, SECRET);

  enter (fixture, "secretAccessKey", SECRET "x");
  g_assert_null (qs_account_draft_get_error (fixture->draft));
}

static void
set_up_narrow (Fixture      *fixture,
               gconstpointer data)
{
  set_up_at (fixture, 360, 640);
}

static void
test_fits_a_phone (Fixture      *fixture,
                   gconstpointer data)
{
  take_picture (fixture, "account-source-narrow");
  act (fixture, "account.choose", "assume-role");
  take_picture (fixture, "account-role-narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
}

#define add(path, set_up, body) \
        g_test_add ("/account-dialog/" path, Fixture, NULL, set_up, body, tear_down)

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("asks-how-one-signs-in", set_up, test_asks_how_one_signs_in);
  add ("says-what-is-missing", set_up, test_says_what_is_missing);
  add ("takes-a-pasted-mail-apart", set_up, test_takes_a_pasted_mail_apart);
  add ("pastes-from-the-first-page", set_up, test_pastes_from_the_first_page);
  add ("another-source-keeps-what-was-entered", set_up,
       test_another_source_keeps_what_was_entered);
  add ("closing-asks-when-something-is-unsaved", set_up,
       test_closing_asks_when_something_is_unsaved);
  add ("a-failure-loses-nothing", set_up, test_a_failure_loses_nothing);
  add ("fits-a-phone", set_up_narrow, test_fits_a_phone);

  return g_test_run ();
}
