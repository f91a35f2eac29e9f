#include <stdio.h>
#include <stdlib.h>

#include "qs-aws-engine.h"
#include "qs-engine-lines.h"
#include "qs-json.h"
#include "qs-key-provider.h"

/*
 * serve-aws-engine: the engine of an AWS account, by lines of JSON; see qs-engine-lines.h. Its
 * first line says whose:
 *
 *     {"settings": {…}, "accessKeyId": …, "secretAccessKey": …, "sessionToken": …?}
 */

static QsEngine *
open_engine (JsonObject *whose,
             GError    **error)
{
  g_autoptr(QsCredentials) credentials =
    qs_credentials_new (qs_json_get_string (whose, "accessKeyId", ""),
                        qs_json_get_string (whose, "secretAccessKey", ""),
                        qs_json_get_string (whose, "sessionToken", NULL), 0);
  g_autoptr(QsCredentialsProvider) provider = qs_key_provider_new (credentials);
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(QsAwsClient) client = NULL;

  settings = qs_account_settings_new (json_object_get_member (whose, "settings"), error);
  if (settings == NULL)
    return NULL;

  client = qs_aws_client_new (settings, provider, http, clock);
  return qs_aws_engine_new (client, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(JsonNode) whose = NULL;
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  dex_init ();
  lines = qs_engine_lines_open_input ();
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  if (line != NULL)
    whose = qs_json_parse (line, -1, &error);
  if (whose != NULL)
    engine = open_engine (json_node_get_object (whose), &error);

  if (engine == NULL)
    {
      fprintf (stderr, "serve-aws-engine: %s\n", error != NULL ? error->message : "no first line");
      return EXIT_FAILURE;
    }

  return qs_engine_lines_serve (engine, lines) ? EXIT_SUCCESS : EXIT_FAILURE;
}
