#include "qs-error-text.h"

#include "qs-engine-error.h"
#include "qs-error-view.h"
#include "qs-ui-test.h"

#define DENIED \
        "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: batch:SubmitJob " \
        "on resource: arn:aws:batch:us-east-1:123456789012:job-queue/q "

typedef struct
{
  QsEngineError code;
  const char   *service;
  const char   *operation;
  const char   *aws_code;
  guint         status;
  const char   *message;
  const char   *title;
  const char   *text;    /* a part of it */
} Case;

static const Case cases[] = {
  { QS_ENGINE_ERROR_DENIED, "sts", "GetCallerIdentity", "InvalidClientTokenId", 403,
    "The security token included in the request is invalid", "Access Key Not Known",
    "Compare the access key ID" },
  { QS_ENGINE_ERROR_DENIED, "batch", "ListJobs", "UnrecognizedClientException", 403,
    "The security token included in the request is invalid.", "Access Key Not Known",
    "Compare the access key ID" },
  { QS_ENGINE_ERROR_DENIED, "sts", "GetCallerIdentity", "SignatureDoesNotMatch", 403,
    "The request signature we calculated does not match the signature you provided.",
    "Wrong Secret", "Paste it again" },
  { QS_ENGINE_ERROR_DENIED, "sts", "GetCallerIdentity", "SignatureDoesNotMatch", 403,
    "Signature expired: 20261123T000000Z is now earlier than 20261123T031500Z",
    "Clock Is Wrong", "Set date and time" },
  { QS_ENGINE_ERROR_EXPIRED, "batch", "ListJobs", "ExpiredTokenException", 403,
    "The security token included in the request is expired", "Login Has Ended", "Log in again" },
  { QS_ENGINE_ERROR_DENIED, "sts", "AssumeRole", "AccessDenied", 403,
    "MultiFactorAuthentication failed with invalid MFA one time pass code.",
    "Code Not Accepted", "wait for the next one" },
  { QS_ENGINE_ERROR_DENIED, "sts", "AssumeRole", "AccessDenied", 403,
    "User: arn is not authorized to perform: sts:AssumeRole on resource: arn", "Role Refused",
    "external ID" },
  { QS_ENGINE_ERROR_DENIED, "batch", "SubmitJob", "AccessDeniedException", 403,
    DENIED "because no identity-based policy allows the batch:SubmitJob action",
    "Permission Missing", "The permission batch:SubmitJob is missing" },
  { QS_ENGINE_ERROR_DENIED, "batch", "SubmitJob", "AccessDeniedException", 403,
    DENIED "with an explicit deny in a service control policy", "Permission Missing",
    "Your organization forbids batch:SubmitJob" },
  { QS_ENGINE_ERROR_DENIED, "batch", "SubmitJob", "AccessDeniedException", 403,
    DENIED "with an explicit deny in an identity-based policy", "Permission Missing",
    "A policy of this account forbids batch:SubmitJob" },
  { QS_ENGINE_ERROR_DENIED, "batch", "SubmitJob", "AccessDeniedException", 403,
    DENIED "because no permissions boundary allows the batch:SubmitJob action",
    "Permission Missing", "The permissions boundary of this user or role leaves out" },
  { QS_ENGINE_ERROR_DENIED, "batch", "ListJobs", "OptInRequired", 403, "Opt in", "Not Activated",
    "finish signing up" },
  { QS_ENGINE_ERROR_THROTTLED, "batch", "ListJobs", "TooManyRequestsException", 429,
    "Too Many Requests", "Too Many Requests", "slow down" },
  { QS_ENGINE_ERROR_UNAVAILABLE, "batch", "ListJobs", NULL, 0, "No route to host",
    "Not Reachable", "Check the network" },
  { QS_ENGINE_ERROR_SERVER, "batch", "ListJobs", "ServerException", 500, "Internal",
    "AWS Failed", "Try again in a few minutes" },
  { QS_ENGINE_ERROR_INVALID_REPLY, "batch", "ListJobs", NULL, 200, "No JSON",
    "Answer Not Understood", "A login page of the network" },
  { QS_ENGINE_ERROR_INVALID, "batch", "SubmitJob", "ClientException", 400,
    "JobQueue q is disabled", "Not Accepted", "JobQueue q is disabled" },
  { QS_ENGINE_ERROR_NOT_FOUND, "logs", "GetLogEvents", "ResourceNotFoundException", 400,
    "The specified log stream does not exist.", "Not Found", "log stream does not exist" },
  { QS_ENGINE_ERROR_EXPIRED, NULL, NULL, NULL, 0, "A login is needed", "Login Needed",
    "A login is needed" },
  { QS_ENGINE_ERROR_UNAVAILABLE, NULL, NULL, NULL, 0, "Another Quayside holds the jobs",
    "Something Went Wrong", "Another Quayside holds the jobs" },
};

static GError *
make_error (const Case *one)
{
  /* What the client reads of the message, where there is something to be read. */
  const char *action = strstr (one->message, "perform: batch:SubmitJob") != NULL
                       ? "batch:SubmitJob" : NULL;
  QsErrorDetails details = {
    .service = (char *) one->service,
    .operation = (char *) one->operation,
    .code = (char *) one->aws_code,
    .request_id = one->status != 0 ? (char *) "8d1c-42" : NULL,
    .action = (char *) action,
    .status = one->status,
  };

  return qs_engine_error_new (one->code, &details, one->message);
}

static void
test_each_cause_has_its_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = make_error (&cases[i]);
      g_autofree char *title = qs_error_text_dup_title (error);
      g_autofree char *text = qs_error_text_dup (error);

      g_assert_cmpstr (title, ==, cases[i].title);
      if (strstr (text, cases[i].text) == NULL)
        g_error ("\"%s\" lacks \"%s\"", text, cases[i].text);
    }
}

static void
test_no_error_has_no_words (void)
{
  g_autofree char *title = qs_error_text_dup_title (NULL);
  g_autofree char *text = qs_error_text_dup (NULL);
  g_autofree char *details = qs_error_text_dup_details (NULL);

  g_assert_cmpstr (title, ==, "");
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (details, ==, "");
}

static void
test_details_are_what_aws_said (void)
{
  const Case hostile = {
    QS_ENGINE_ERROR_DENIED, "batch", "SubmitJob", "AccessDenied\342\200\256Exception", 403,
    "<b>no</b>\033[31m", NULL, NULL
  };
  g_autoptr(GError) error = make_error (&hostile);
  g_autoptr(GError) local = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Own words");
  g_autofree char *details = qs_error_text_dup_details (error);
  g_autofree char *none = qs_error_text_dup_details (local);

  g_assert_cmpstr (details, ==,
                   "Asked for: batch:SubmitJob\n"
                   "Code: AccessDenied‹U+202E›Exception\n"
                   "HTTP status: 403\n"
                   "Request ID: 8d1c-42\n"
                   "Message: <b>no</b>␛[31m");
  g_assert_cmpstr (none, ==, "");
}

static void
test_the_view_folds_the_details_away (void)
{
  g_autoptr(GError) error = make_error (&cases[7]);
  GtkWidget *view = g_object_new (QS_TYPE_ERROR_VIEW, "show-title", TRUE, NULL);
  GtkWindow *window = qs_ui_test_present (view, 360, 400);
  GtkExpander *expander;

  g_assert_false (gtk_widget_get_visible (view));
  g_object_set (view, "error", error, NULL);
  g_assert_true (gtk_widget_get_visible (view));
  g_assert_nonnull (qs_ui_test_find (view, GTK_TYPE_LABEL, "Permission Missing"));

  expander = qs_ui_test_find (view, GTK_TYPE_EXPANDER, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (expander)));
  g_assert_false (gtk_expander_get_expanded (expander));
  gtk_expander_set_expanded (expander, TRUE);
  qs_ui_test_settle (view);
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (window)), "error-view");
  g_assert_nonnull (qs_ui_test_find (view, GTK_TYPE_BUTTON, "Copy the details"));

  g_object_set (view, "error", NULL, NULL);
  g_assert_false (gtk_widget_get_visible (view));
  qs_ui_test_close (window);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  g_test_add_func ("/error-text/each-cause-has-its-sentence", test_each_cause_has_its_sentence);
  g_test_add_func ("/error-text/no-error-has-no-words", test_no_error_has_no_words);
  g_test_add_func ("/error-text/details-are-what-aws-said", test_details_are_what_aws_said);
  g_test_add_func ("/error-text/the-view-folds-the-details-away",
                   test_the_view_folds_the_details_away);

  return g_test_run ();
}
