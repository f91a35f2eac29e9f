#include "qs-exit-rules.h"

#include "qs-json.h"

/* A pattern may end with an asterisk; it stands for any rest. */
static gboolean
matches (JsonObject *rule,
         const char *member,
         const char *text)
{
  const char *pattern = qs_json_get_string (rule, member, NULL);

  if (pattern == NULL)
    return TRUE;
  if (text == NULL)
    text = "";
  if (g_str_has_suffix (pattern, "*"))
    return strncmp (pattern, text, strlen (pattern) - 1) == 0;

  return g_str_equal (pattern, text);
}

static gboolean
matches_rule (JsonObject   *rule,
              const QsExit *end)
{
  g_autofree char *exit_code = end->exit_code < 0 ? NULL : g_strdup_printf ("%d", end->exit_code);

  return matches (rule, "onExitCode", exit_code) &&
         matches (rule, "onReason", end->reason) &&
         matches (rule, "onStatusReason", end->status_reason);
}

/**
 * qs_exit_rules_retry:
 * @strategy: (nullable): the retryStrategy
 * @attempt: the attempt that failed, counted from 1
 *
 * The first rule whose every condition holds decides; without one the job is tried again.
 *
 * Returns: whether another attempt is to be made.
 */
gboolean
qs_exit_rules_retry (JsonObject   *strategy,
                     const QsExit *end,
                     int           attempt)
{
  JsonArray *rules = qs_json_get_array (strategy, "evaluateOnExit");

  if (attempt >= qs_json_get_int (strategy, "attempts", 1))
    return FALSE;

  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      JsonObject *rule = qs_json_element (rules, i);

      if (matches_rule (rule, end))
        return g_ascii_strcasecmp (qs_json_get_string (rule, "action", ""), "RETRY") == 0;
    }

  return TRUE;
}
