#include "qs-allowed-commands.h"

#include "qs-json.h"

/* A member of data/quayside/account.json: what the person lets the account's profile run. */
#define MEMBER "allowedCommands"

static gboolean
contains (JsonNode   *settings,
          const char *command)
{
  g_auto(GStrv) commands = qs_json_dup_strv (json_node_get_object (settings), MEMBER);

  return commands != NULL && g_strv_contains ((const char * const *) commands, command);
}

/**
 * qs_allowed_commands_add:
 * @settings: of an account
 * @command: as qs_command_line_join() writes it
 *
 * Returns: (transfer full) (nullable): the settings with @command among the commands that may run;
 *   %NULL when it is there already.
 */
JsonNode *
qs_allowed_commands_add (JsonNode   *settings,
                         const char *command)
{
  JsonNode *changed;
  JsonObject *object;

  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);
  g_return_val_if_fail (command != NULL, NULL);

  if (contains (settings, command))
    return NULL;

  changed = qs_json_copy (settings);
  object = json_node_get_object (changed);
  if (qs_json_get_array (object, MEMBER) == NULL)
    json_object_set_array_member (object, MEMBER, json_array_new ());
  json_array_add_string_element (qs_json_get_array (object, MEMBER), command);
  return changed;
}

/**
 * qs_allowed_commands_is_addition:
 *
 * Returns: whether everything that @before allows is allowed by @after, too: then nothing that runs
 *   has to end.
 */
gboolean
qs_allowed_commands_is_addition (JsonNode *before,
                                 JsonNode *after)
{
  g_auto(GStrv) commands = qs_json_dup_strv (json_node_get_object (before), MEMBER);

  for (guint i = 0; commands != NULL && commands[i] != NULL; i++)
    if (!contains (after, commands[i]))
      return FALSE;

  return TRUE;
}
