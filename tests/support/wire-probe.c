/*
 * Lets an outside conformance suite try what Quayside sends to AWS and makes of its answers. Reads
 * one JSON object a line and answers one a line, in order:
 *
 *   {"do": "serialize", "model": PATH or object, "operation", "input", "endpoint"}
 *   {"do": "parse", "model", "operation", "response": {"status", "headers", "body" or
 *   "bodyBase64"}}
 *
 * and "sign", "endpoint" and "profiles", which their own headers describe. A line that is at fault
 * is answered {"error": {"message"}}, and the next one is served.
 */

#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>

#include "qs-json.h"
#include "qs-probe-endpoint.h"
#include "qs-probe-parse.h"
#include "qs-probe-profiles.h"
#include "qs-probe-serialize.h"
#include "qs-probe-sign.h"

static const struct
{
  const char *name;
  JsonNode   *(*answer) (JsonObject *request,
                         GError    **error);
} commands[] = {
  { "endpoint", qs_probe_endpoint },
  { "parse", qs_probe_parse },
  { "profiles", qs_probe_profiles },
  { "serialize", qs_probe_serialize },
  { "sign", qs_probe_sign },
};

static JsonNode *
dispatch (JsonObject *request,
          GError    **error)
{
  const char *name = qs_json_get_string (request, "do", "");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return commands[i].answer (request, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "There is no \"do\":\"%s\"", name);
  return NULL;
}

static JsonNode *
answer_line (const char *line,
             gsize       length,
             GError    **error)
{
  g_autoptr(JsonNode) node = qs_json_parse (line, length, error);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return dispatch (json_node_get_object (node), error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A request is a JSON object");
  return NULL;
}

static JsonNode *
describe_error (const GError *error)
{
  JsonObject *answer = json_object_new ();
  JsonObject *told = json_object_new ();

  json_object_set_string_member (told, "message", error->message);
  json_object_set_object_member (answer, "error", told);

  return qs_json_take (answer);
}

int
main (void)
{
  g_autofree char *line = NULL;
  size_t size = 0;
  ssize_t length;

  setlocale (LC_ALL, "");
  while ((length = getline (&line, &size, stdin)) >= 0)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) answer = answer_line (line, length, &error);
      g_autofree char *text = NULL;

      if (answer == NULL)
        answer = describe_error (error);
      text = qs_json_print (answer, FALSE);
      if (puts (text) < 0 || fflush (stdout) < 0)
        return 1;
    }

  return 0;
}
