#include "qs-ledger-log.h"

#include <string.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-ledger-private.h"

/* The token of a remembered page; there is nothing before it and nothing behind it. */
#define TOKEN "ledger"

static const char *
get_stream (JsonNode *input)
{
  return qs_json_get_string (json_node_get_object (input), "logStreamName", NULL);
}

static const char *
get_token (JsonNode *input)
{
  return qs_json_get_string (json_node_get_object (input), "nextToken", NULL);
}

static JsonArray *
copy_last (JsonArray *events)
{
  guint n_events = json_array_get_length (events);
  guint first = n_events > QS_LEDGER_LOG_EVENTS ? n_events - QS_LEDGER_LOG_EVENTS : 0;
  JsonArray *last = json_array_new ();

  for (guint i = first; i < n_events; i++)
    json_array_add_element (last, json_node_copy (json_array_get_element (events, i)));
  return last;
}

/**
 * qs_ledger_log_remember:
 * @input: a request of GetLogEvents
 * @reply: what came
 *
 * Keeps the last events of the reply if they are no older than those that are kept. What follows a
 * page that is kept is put behind it; the oldest go.
 */
void
qs_ledger_log_remember (QsLedger   *ledger,
                        const char *account_id,
                        JsonNode   *input,
                        JsonNode   *reply)
{
  JsonArray *events = qs_json_get_array (json_node_get_object (reply), "events");
  guint n_events = events != NULL ? json_array_get_length (events) : 0;
  g_autoptr(QsTransaction) transaction = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (n_events == 0 || get_stream (input) == NULL)
    return;

  node = json_node_init_array (json_node_alloc (), NULL);
  json_node_take_array (node, copy_last (events));
  text = qs_json_print (node, FALSE);

  /* Joined in the database: events of the page that are no older than the newest that is kept come
   * behind, and of all only the last are left. */
  transaction = qs_transaction_new ();
  qs_transaction_add (transaction,
                      "INSERT INTO logs (account, stream, events) VALUES (?1, ?2, ?3) "
                      "ON CONFLICT (account, stream) DO UPDATE SET events = ("
                      "  SELECT json_group_array (json (value) ORDER BY place) FROM ("
                      "    SELECT value, place FROM ("
                      "      SELECT value, key AS place FROM json_each (logs.events)"
                      "      UNION ALL"
                      "      SELECT value, key + 1000 FROM json_each (excluded.events)"
                      "      WHERE coalesce (value ->> 'timestamp', 0) > coalesce ("
                      "        logs.events ->> '$[#-1].timestamp', -1)"
                      "    ) ORDER BY place DESC LIMIT ?4"
                      "  ))", "sssi", account_id, get_stream (input), text,
                      (gint64) QS_LEDGER_LOG_EVENTS);
  qs_ledger_write (ledger, transaction);
}

static JsonNode *
make_page (JsonNode *events)
{
  JsonObject *reply = json_object_new ();

  if (events != NULL)
    json_object_set_member (reply, "events", events);
  else
    json_object_set_array_member (reply, "events", json_array_new ());
  json_object_set_string_member (reply, "nextForwardToken", TOKEN);
  json_object_set_string_member (reply, "nextBackwardToken", TOKEN);
  return qs_json_take (reply);
}

/**
 * qs_ledger_log_await:
 *
 * For fibers: waits.
 *
 * Returns: (transfer full) (nullable): the remembered end of the log as a reply of GetLogEvents,
 *   when @input asks for the log's beginning or end and there is any.
 */
JsonNode *
qs_ledger_log_await (QsLedger   *ledger,
                     const char *account_id,
                     JsonNode   *input)
{
  g_autoptr(QsRows) rows = NULL;
  g_autoptr(JsonNode) events = NULL;

  if (get_stream (input) == NULL || get_token (input) != NULL)
    return NULL;

  rows = qs_await_boxed (qs_ledger_query (ledger, "SELECT events FROM logs "
                                          "WHERE account = ? AND stream = ?", "ss", account_id,
                                          get_stream (input)), NULL);
  if (rows == NULL || qs_rows_get_length (rows) == 0)
    return NULL;

  events = qs_json_parse (qs_rows_get_text (rows, 0, 0), -1, NULL);
  if (events == NULL || !JSON_NODE_HOLDS_ARRAY (events))
    return NULL;

  return make_page (g_steal_pointer (&events));
}

/**
 * qs_ledger_log_turn:
 *
 * Returns: (transfer full) (nullable): an empty page, when @input asks for what is before or behind
 *   a remembered page.
 */
JsonNode *
qs_ledger_log_turn (JsonNode *input)
{
  return g_strcmp0 (get_token (input), TOKEN) == 0 ? make_page (NULL) : NULL;
}
