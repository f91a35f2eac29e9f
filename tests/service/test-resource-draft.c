#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-resource-draft.h"
#include "qs-test.h"

static QsResource *
make_resource (const char *text,
               const char *prefix)
{
  g_autoptr(JsonNode) node = qs_json_parse (text, -1, NULL);

  return qs_resource_new (json_node_get_object (node), prefix);
}

static void
assert_input (QsResourceDraft *draft,
              const char      *expected)
{
  g_autoptr(JsonNode) input = qs_request_dup_input (qs_draft_get_request (QS_DRAFT (draft)));
  g_autofree char *text = qs_json_edit_print_canonical (input);

  g_assert_cmpstr (text, ==, expected);
}

static void
set (QsResourceDraft *draft,
     const char      *path,
     const char      *value)
{
  g_autoptr(JsonNode) node = qs_json_parse (value, -1, NULL);

  g_assert_true (qs_document_set (qs_draft_get_document (QS_DRAFT (draft)), path, node, NULL));
}

static void
test_a_change_sends_what_differs (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResource) environment = make_resource (
    "{\"computeEnvironmentName\":\"small\",\"computeEnvironmentArn\":\"arn:c\","
    "\"type\":\"MANAGED\",\"state\":\"ENABLED\",\"status\":\"VALID\",\"computeResources\":"
    "{\"type\":\"EC2\",\"minvCpus\":0,\"maxvCpus\":256,\"subnets\":[\"a\",\"b\"],"
    "\"spotIamFleetRole\":\"r\"}}",
    "computeEnvironment");
  g_autoptr(QsResourceDraft) draft = qs_resource_draft_new (QS_ENGINE (engine),
                                                            QS_RESOURCE_ENVIRONMENT, environment);

  assert_input (draft, "{\"computeEnvironment\":\"small\"}");
  set (draft, "computeResources.maxvCpus", "16");
  set (draft, "computeResources.subnets", "[\"a\"]");
  assert_input (draft, "{\"computeEnvironment\":\"small\",\"computeResources\":{\"maxvCpus\":16,"
                "\"subnets\":[\"a\"]}}");
  g_assert_cmpuint (qs_request_get_n_faults (qs_draft_get_request (QS_DRAFT (draft))), ==, 0);
}

static void
test_a_revision_keeps_everything (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResource) definition = make_resource (
    "{\"jobDefinitionName\":\"md5sum\",\"jobDefinitionArn\":\"arn:d\",\"revision\":3,"
    "\"status\":\"ACTIVE\",\"type\":\"container\",\"containerOrchestrationType\":\"ECS\","
    "\"newer\":{\"x\":[1.5]},\"containerProperties\":{\"image\":\"i\",\"vcpus\":2,\"memory\":64,"
    "\"newest\":null,\"mountPoints\":[]}}", "jobDefinition");
  g_autoptr(QsResourceDraft) draft = qs_resource_draft_new (QS_ENGINE (engine),
                                                            QS_RESOURCE_DEFINITION, definition);

  assert_input (draft,
                "{\"containerProperties\":{\"image\":\"i\",\"mountPoints\":[],\"newest\":null,"
                "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"2\"},"
                "{\"type\":\"MEMORY\",\"value\":\"64\"}]},\"jobDefinitionName\":\"md5sum\","
                "\"newer\":{\"x\":[1.5]},\"type\":\"container\"}");
}

static void
on_sent_cb (QsDraft    *draft,
            const char *name,
            char      **sent)
{
  *sent = g_strdup (name);
}

static void
test_sending_answers_the_arn (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceDraft) draft = qs_resource_draft_new (QS_ENGINE (engine), QS_RESOURCE_QUEUE,
                                                            NULL);
  g_autofree char *sent = NULL;

  qs_replay_engine_add_error (engine, "CreateJobQueue", QS_ENGINE_ERROR_INVALID, "it exists");
  qs_replay_engine_add (engine, "CreateJobQueue", "{\"jobQueueArn\":\"arn:q\"}");
  g_signal_connect (draft, "sent", G_CALLBACK (on_sent_cb), &sent);
  set (draft, "jobQueueName", "\"slow\"");

  qs_draft_send (QS_DRAFT (draft));
  qs_test_until (!qs_draft_get_busy (QS_DRAFT (draft)));
  g_assert_error (qs_draft_get_error (QS_DRAFT (draft)), QS_ENGINE_ERROR,
                  QS_ENGINE_ERROR_INVALID);
  g_assert_null (sent);

  set (draft, "priority", "5");
  g_assert_null (qs_draft_get_error (QS_DRAFT (draft)));
  qs_draft_send (QS_DRAFT (draft));
  qs_test_until (sent != NULL);
  g_assert_cmpstr (sent, ==, "arn:q");
  qs_test_until (!qs_draft_get_busy (QS_DRAFT (draft)));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/resource-draft/a-change-sends-what-differs",
                   test_a_change_sends_what_differs);
  g_test_add_func ("/resource-draft/a-revision-keeps-everything",
                   test_a_revision_keeps_everything);
  g_test_add_func ("/resource-draft/sending-answers-the-arn", test_sending_answers_the_arn);

  return g_test_run ();
}
