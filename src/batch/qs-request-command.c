#include "qs-request-command.h"

#include "qs-command-line.h"
#include "qs-json.h"

/* SubmitJob → submit-job, the way the AWS command line names operations. */
static char *
make_cli_name (const char *operation)
{
  g_autoptr(GString) name = g_string_new (NULL);

  for (const char *at = operation; *at != '\0'; at++)
    {
      if (g_ascii_isupper (*at) && at != operation)
        g_string_append_c (name, '-');
      g_string_append_c (name, g_ascii_tolower (*at));
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * qs_request_command_dup_line:
 *
 * Returns: (transfer full): the same request as a command line of the AWS CLI, quoted for a shell.
 */
char *
qs_request_command_dup_line (QsRequest *self)
{
  g_autoptr(JsonNode) input = qs_request_dup_input (self);
  g_autofree char *name = make_cli_name (qs_request_get_operation (self));
  g_autofree char *text = qs_json_print (input, FALSE);
  const char *words[] = { "aws", "batch", name, "--cli-input-json", text, NULL };

  return qs_command_line_join_for_shell (words);
}

/**
 * qs_request_command_dup_text:
 *
 * Returns: (transfer full): what is to be sent, as indented JSON.
 */
char *
qs_request_command_dup_text (QsRequest *self)
{
  g_autoptr(JsonNode) input = qs_request_dup_input (self);

  return qs_json_print (input, TRUE);
}
