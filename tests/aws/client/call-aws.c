#include "qs-aws-client.h"
#include "qs-engine-error.h"
#include "qs-json.h"
#include "qs-key-provider.h"

#include <stdio.h>

/*
 * call-aws URL REGION: makes the calls that its standard input asks for, one a line, and answers
 * each with a line, in order. The first line holds the keys, {"id", "secret", "token"?}; then come
 *
 *     {"service", "operation", "input"?, "all"?}  →  {"output"} or {"error": {"message", "code"…}}
 */

typedef struct
{
  QsAwsClient *client;
  GMainLoop   *loop;
} QsCaller;

static JsonNode *
read_line (void)
{
  g_autoptr(GString) line = g_string_new (NULL);
  int c;

  while ((c = getchar ()) != EOF && c != '\n')
    g_string_append_c (line, (char) c);

  return line->len > 0 ? qs_json_parse (line->str, (gssize) line->len, NULL) : NULL;
}

static QsAwsClient *
connect_client (const char *url,
                const char *region)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11\",\"name\":\"Test\",\"region\":\"%s\","
    "\"credentials\":{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}},"
    "\"endpoints\":{\"url\":\"%s\"}}", region, url);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(QsAccountSettings) settings = qs_account_settings_new (document, NULL);
  g_autoptr(JsonNode) line = read_line ();
  JsonObject *keys = json_node_get_object (line);
  g_autoptr(QsCredentials) credentials = NULL;
  g_autoptr(QsCredentialsProvider) provider = NULL;
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsClock) clock = qs_clock_new ();

  credentials = qs_credentials_new (qs_json_get_string (keys, "id", ""),
                                    qs_json_get_string (keys, "secret", ""),
                                    qs_json_get_string (keys, "token", NULL), 0);
  provider = qs_key_provider_new (credentials);
  return qs_aws_client_new (settings, provider, http, clock);
}

static JsonObject *
describe_error (const GError *error)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "message", error->message);
  if (details == NULL)
    return object;

  json_object_set_string_member (object, "code", details->code);
  json_object_set_string_member (object, "action", details->action);
  json_object_set_string_member (object, "requestId", details->request_id);
  json_object_set_int_member (object, "status", details->status);
  json_object_set_int_member (object, "kind", error->code);
  return object;
}

static void
answer_line (QsCaller   *caller,
             JsonObject *line)
{
  const char *service = qs_json_get_string (line, "service", "");
  const char *operation = qs_json_get_string (line, "operation", "");
  JsonNode *input = json_object_get_member (line, "input");
  g_autoptr(JsonNode) output = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *answer = json_object_new ();
  g_autoptr(JsonNode) node = qs_json_take (answer);
  g_autofree char *text = NULL;

  output = dex_await_boxed (
    qs_json_get_bool (line, "all", FALSE) ?
    qs_aws_client_call_all (caller->client, service, operation, input) :
    qs_aws_client_call (caller->client, service, operation, input), &error);
  if (output != NULL)
    json_object_set_member (answer, "output", g_steal_pointer (&output));
  else
    json_object_set_object_member (answer, "error", describe_error (error));

  text = qs_json_print (node, FALSE);
  puts (text);
  fflush (stdout);
}

static DexFuture *
caller_fiber (gpointer data)
{
  QsCaller *caller = data;
  JsonNode *line;

  while ((line = read_line ()) != NULL)
    {
      answer_line (caller, json_node_get_object (line));
      json_node_unref (line);
    }

  g_main_loop_quit (caller->loop);
  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(QsAwsClient) client = NULL;
  QsCaller caller = { .loop = loop };

  if (argc != 3)
    return 2;

  dex_init ();
  client = caller.client = connect_client (argv[1], argv[2]);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, caller_fiber, &caller, NULL));
  g_main_loop_run (loop);
  return 0;
}
