#include "qs-local-resources.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"

#define PAGE 100

const QsLocalResourceKind qs_local_environment_kind = {
  QS_LOCAL_ARN_ENVIRONMENT, "environment", "computeEnvironments"
};

const QsLocalResourceKind qs_local_queue_kind = {
  QS_LOCAL_ARN_QUEUE, "queue", "jobQueues"
};

static JsonArray *
find_named (QsLocalState              *state,
            const QsLocalResourceKind *kind,
            char                     **names,
            GError                   **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT document FROM %s WHERE name = ?", kind->table);
  g_autoptr(JsonArray) found = json_array_new ();

  for (char **name = names; *name != NULL; name++)
    {
      g_autoptr(QsRows) rows =
        qs_await_boxed (qs_local_state_query (state, sql, "s",
                                              qs_local_arn_strip (kind->kind, *name)), error);

      if (rows == NULL)
        return NULL;
      if (qs_rows_get_length (rows) > 0)
        json_array_add_object_element (found,
                                       qs_local_document_parse (qs_rows_get_text (rows, 0, 0)));
    }

  return g_steal_pointer (&found);
}

/* The token of a page is the last name before it. */
static JsonArray *
find_page (QsLocalState              *state,
           const QsLocalResourceKind *kind,
           JsonObject                *input,
           char                     **next,
           GError                   **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT name, document FROM %s WHERE name > ? ORDER BY name LIMIT ?",
                     kind->table);
  const gint64 limit = CLAMP (qs_json_get_int (input, "maxResults", PAGE), 1, PAGE);
  g_autoptr(JsonArray) found = json_array_new ();
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, sql, "si",
                                          qs_json_get_string (input, "nextToken", ""),
                                          limit + 1), error);

  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < MIN (qs_rows_get_length (rows), limit); i++)
    json_array_add_object_element (found,
                                   qs_local_document_parse (qs_rows_get_text (rows, i, 1)));
  if (qs_rows_get_length (rows) > limit)
    *next = g_strdup (qs_rows_get_text (rows, limit - 1, 0));

  return g_steal_pointer (&found);
}

/**
 * qs_local_resources_describe:
 *
 * Returns: (transfer full) (nullable): the answer to DescribeComputeEnvironments or
 *   DescribeJobQueues. Names that do not exist are left out, as AWS does.
 */
JsonNode *
qs_local_resources_describe (QsLocalState              *state,
                             const QsLocalResourceKind *kind,
                             JsonObject                *input,
                             GError                   **error)
{
  g_auto(GStrv) names = qs_json_dup_strv (input, kind->list);
  g_autofree char *next = NULL;
  JsonObject *answer;
  JsonArray *found;

  if (names != NULL && names[0] != NULL)
    found = find_named (state, kind, names, error);
  else
    found = find_page (state, kind, input, &next, error);

  if (found == NULL)
    return NULL;

  answer = json_object_new ();
  json_object_set_array_member (answer, kind->list, found);
  if (next != NULL)
    json_object_set_string_member (answer, "nextToken", next);

  return qs_json_take (answer);
}

/**
 * qs_local_resources_save:
 *
 * Writes @document under @name and waits until it is on the disk.
 */
gboolean
qs_local_resources_save (QsLocalState              *state,
                         const QsLocalResourceKind *kind,
                         const char                *name,
                         JsonObject                *document,
                         GError                   **error)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT OR REPLACE INTO %s (name, document) VALUES (?, ?)", kind->table);
  g_autofree char *text = qs_local_document_print (document);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_transaction_add (transaction, sql, "ss", name, text);
  return qs_await (qs_local_state_commit (state, transaction), error);
}

gboolean
qs_local_resources_remove (QsLocalState              *state,
                           const QsLocalResourceKind *kind,
                           const char                *name,
                           GError                   **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE name = ?", kind->table);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_transaction_add (transaction, sql, "s", name);
  return qs_await (qs_local_state_commit (state, transaction), error);
}

/**
 * qs_local_resources_answer:
 *
 * Returns: (transfer full): the name and the ARN, which is what creating and updating answer.
 */
JsonNode *
qs_local_resources_answer (const QsLocalResourceKind *kind,
                           const char                *name,
                           const char                *name_member,
                           const char                *arn_member)
{
  g_autofree char *arn = qs_local_arn_new (kind->kind, name);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, name_member, name);
  json_object_set_string_member (answer, arn_member, arn);
  return qs_json_take (answer);
}
