#include <gio/gio.h>
#include <unistd.h>

#include "qs-json.h"
#include "qs-test-jobs.h"
#include "qs-test.h"

/*
 * Jobs for which the container engine, or the registry behind it, is not there in time.
 */

static gboolean
has_reason (QsEngine   *engine,
            const char *id,
            const char *part)
{
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "RUNNABLE", &job);

  return strstr (qs_json_get_string (job, "statusReason", ""), part) != NULL;
}

static void
test_a_job_starts_once_an_engine_is_there (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *host = g_strdup (g_getenv ("DOCKER_HOST"));
  g_autofree char *path = g_build_filename (folder, "docker.sock", NULL);
  g_autofree char *later = g_strconcat ("unix://", path, NULL);
  g_autofree char *id = NULL;
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(JsonNode) output = NULL;
  JsonObject *job;

  g_setenv ("DOCKER_HOST", later, TRUE);
  engine = qs_test_jobs_open (folder, NULL);
  id = qs_test_jobs_submit (engine, "\"command\": [\"true\"]", "");
  qs_test_until (has_reason (engine, id, "Install Docker"));

  g_assert_cmpint (symlink (host + strlen ("unix://"), path), ==, 0);
  output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);
  qs_test_jobs_assert_clean ();
  g_setenv ("DOCKER_HOST", host, TRUE);
}

/* A registry that never answers. */
static guint16
open_silent_registry (GSocketListener *listener)
{
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  return port;
}

static void
test_a_job_terminated_while_it_pulls_never_runs (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autofree char *image = g_strdup_printf ("127.0.0.1:%u/silent", open_silent_registry (listener));
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *id = NULL;
  g_autoptr(JsonNode) starting = NULL;
  g_autoptr(JsonNode) output = NULL;
  JsonObject *job;

  json_node_unref (qs_test_jobs_call (
                     engine, "RegisterJobDefinition", "{\"jobDefinitionName\": \"silent\", "
                     "\"type\": \"container\", \"containerProperties\": {\"image\": \"%s\", "
                     "\"command\": [\"true\"], \"resourceRequirements\": [{\"type\": \"VCPU\", "
                     "\"value\": \"1\"}, {\"type\": \"MEMORY\", \"value\": \"32\"}]}}", image));
  starting = qs_test_jobs_call (engine, "SubmitJob", "{\"jobName\": \"job\", "
                                "\"jobQueue\": \"default\", \"jobDefinition\": \"silent\"}");
  id = g_strdup (qs_json_get_string (json_node_get_object (starting), "jobId", NULL));
  json_node_unref (qs_test_jobs_await (engine, id, "STARTING", &job));

  json_node_unref (qs_test_jobs_call (engine, "TerminateJob",
                                      "{\"jobId\": \"%s\", \"reason\": \"enough\"}", id));
  output = qs_test_jobs_await (engine, id, "FAILED", &job);
  g_assert_cmpstr (qs_json_get_string (job, "statusReason", ""), ==, "enough");
  qs_test_jobs_assert_clean ();
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/waits/for-an-engine", test_a_job_starts_once_an_engine_is_there);
  qs_test_add_fiber ("/waits/terminated-while-it-pulls",
                     test_a_job_terminated_while_it_pulls_never_runs);

  return g_test_run ();
}
