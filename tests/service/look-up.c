#include "qs-aws-engine.h"
#include "qs-choices.h"
#include "qs-json.h"
#include "qs-key-provider.h"
#include "qs-lookups.h"

#include <stdio.h>

/*
 * look-up URL REGION KEY SECRET: reads what the account at URL has, as a form does. Each line of
 * the standard input is {"kind", "parameter"?} and is answered by a line,
 * {"choices": [{"value", "title", "subtitle", "facts"}…]} or {"error"}.
 */

typedef struct
{
  QsEngine  *engine;
  GMainLoop *loop;
} QsAsker;

static JsonNode *
read_line (void)
{
  g_autoptr(GString) line = g_string_new (NULL);
  int c;

  while ((c = getchar ()) != EOF && c != '\n')
    g_string_append_c (line, (char) c);

  return line->len > 0 ? qs_json_parse (line->str, (gssize) line->len, NULL) : NULL;
}

static QsEngine *
connect_engine (char **argv)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11\",\"name\":\"Test\",\"region\":\"%s\","
    "\"credentials\":{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}},"
    "\"endpoints\":{\"url\":\"%s\"}}", argv[2], argv[1]);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(QsAccountSettings) settings = qs_account_settings_new (document, NULL);
  g_autoptr(QsCredentials) credentials = qs_credentials_new (argv[3], argv[4], NULL, 0);
  g_autoptr(QsCredentialsProvider) provider = qs_key_provider_new (credentials);
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsAwsClient) client = qs_aws_client_new (settings, provider, http, clock);

  return qs_aws_engine_new (client, NULL);
}

static JsonObject *
describe (QsChoice *choice)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", qs_choice_get_value (choice));
  json_object_set_string_member (object, "title", qs_choice_get_title (choice));
  json_object_set_string_member (object, "subtitle", qs_choice_get_subtitle (choice));
  json_object_set_object_member (object, "facts", json_object_ref (qs_choice_get_facts (choice)));
  return object;
}

static void
wait_for (QsChoices *choices)
{
  qs_choices_refresh (choices);
  while (qs_choices_get_busy (choices))
    dex_await (dex_timeout_new_msec (5), NULL);
}

static void
answer_line (QsAsker    *asker,
             JsonObject *line)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (QS_TYPE_LOOKUP_KIND);
  GEnumValue *kind = g_enum_get_value_by_nick (kinds, qs_json_get_string (line, "kind", ""));
  QsChoices *choices = qs_lookups_get_of (asker->engine, (QsLookupKind) kind->value,
                                          qs_json_get_string (line, "parameter", NULL));
  JsonObject *answer = json_object_new ();
  g_autoptr(JsonNode) node = qs_json_take (answer);
  JsonArray *list = json_array_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  wait_for (choices);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (choices)); i++)
    {
      g_autoptr(QsChoice) choice = g_list_model_get_item (G_LIST_MODEL (choices), i);

      json_array_add_object_element (list, describe (choice));
    }

  json_object_set_array_member (answer, "choices", list);
  if ((error = qs_choices_dup_error (choices)) != NULL)
    json_object_set_string_member (answer, "error", error->message);
  text = qs_json_print (node, FALSE);
  puts (text);
  fflush (stdout);
}

static DexFuture *
asker_fiber (gpointer data)
{
  QsAsker *asker = data;
  JsonNode *line;

  while ((line = read_line ()) != NULL)
    {
      answer_line (asker, json_node_get_object (line));
      json_node_unref (line);
    }

  g_main_loop_quit (asker->loop);
  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(QsEngine) engine = NULL;
  QsAsker asker = { .loop = loop };

  if (argc != 5)
    return 2;

  dex_init ();
  engine = asker.engine = connect_engine (argv);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, asker_fiber, &asker, NULL));
  g_main_loop_run (loop);
  return 0;
}
