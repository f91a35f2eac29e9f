#include "qs-engine.h"
#include "qs-replay-engine.h"
#include "qs-test.h"

static void
test_details (void)
{
  QsErrorDetails given = {
    .service = (char *) "batch", .operation = (char *) "SubmitJob",
    .code = (char *) "AccessDeniedException", .request_id = (char *) "1-2",
    .action = (char *) "batch:SubmitJob", .status = 403, .retry_after = 7, .unsettled = TRUE,
  };
  g_autoptr(GError) error = qs_engine_error_new (QS_ENGINE_ERROR_DENIED, &given, "No entry");
  g_autoptr(GError) copy = g_error_copy (error);
  const QsErrorDetails *details;

  g_clear_error (&error);
  g_assert_error (copy, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_cmpstr (copy->message, ==, "No entry");

  details = qs_engine_error_get_details (copy);
  g_assert_cmpstr (details->service, ==, "batch");
  g_assert_cmpstr (details->operation, ==, "SubmitJob");
  g_assert_cmpstr (details->code, ==, "AccessDeniedException");
  g_assert_cmpstr (details->request_id, ==, "1-2");
  g_assert_cmpstr (details->action, ==, "batch:SubmitJob");
  g_assert_cmpuint (details->status, ==, 403);
  g_assert_cmpint (details->retry_after, ==, 7);
  g_assert_true (qs_engine_error_is_unsettled (copy));
}

static void
test_errors_without_details (void)
{
  g_autoptr(GError) plain = g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER, "Broken");
  g_autoptr(GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  g_assert_null (qs_engine_error_get_details (plain)->code);
  g_assert_false (qs_engine_error_is_unsettled (plain));
  g_assert_null (qs_engine_error_get_details (foreign));
  g_assert_false (qs_engine_error_is_unsettled (foreign));
}

static void
test_details_pass_through_a_fiber (void)
{
  QsErrorDetails given = { .code = (char *) "SlowDown" };
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (dex_future_new_for_error (
                               qs_engine_error_new (QS_ENGINE_ERROR_THROTTLED, &given, "Slower")),
                             &error));
  g_assert_cmpstr (qs_engine_error_get_details (error)->code, ==, "SlowDown");
}

static void
test_services_of_this_computer (void)
{
  g_autoptr(QsReplayEngine) replay = qs_replay_engine_new ();
  QsEngine *engine = QS_ENGINE (replay);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add (replay, "ListJobs", "{}");
  reply = dex_await_boxed (qs_engine_call_service (engine, "batch", "ListJobs", NULL), &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);

  g_assert_false (dex_await (qs_engine_call_service (engine, "iam", "ListRoles", NULL), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "This computer has no service iam");
  g_assert_cmpstr (qs_engine_error_get_details (error)->operation, ==, "ListRoles");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/engine-error/details-survive-a-copy", test_details);
  g_test_add_func ("/engine-error/details-may-be-absent", test_errors_without_details);
  qs_test_add_fiber ("/engine-error/details-pass-through-a-fiber",
                     test_details_pass_through_a_fiber);
  qs_test_add_fiber ("/engine/this-computer-has-batch-and-logs-only",
                     test_services_of_this_computer);

  return g_test_run ();
}
