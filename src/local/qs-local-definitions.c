#include "qs-local-definitions.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"

#define PAGE 100

/* "name", "name:revision" or an ARN of either, taken apart; no revision is 0. */
static char *
split_name (const char *text,
            gint64     *revision)
{
  const char *rest = qs_local_arn_strip (QS_LOCAL_ARN_DEFINITION, text);
  const char *colon = strrchr (rest, ':');
  guint64 number = 0;

  *revision = 0;
  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT, &number, NULL))
    return g_strdup (rest);

  *revision = (gint64) number;
  return g_strndup (rest, colon - rest);
}

static JsonObject *
make_document (JsonObject *input,
               const char *name,
               gint64      revision)
{
  JsonObject *document = qs_local_document_copy (input);
  g_autofree char *tail = g_strdup_printf ("%s:%" G_GINT64_FORMAT, name, revision);
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_DEFINITION, tail);

  json_object_set_string_member (document, "jobDefinitionArn", arn);
  json_object_set_int_member (document, "revision", revision);
  json_object_set_string_member (document, "status", "ACTIVE");
  qs_local_document_default (document, "containerOrchestrationType", "ECS");
  qs_local_document_open (document, "tags");
  return document;
}

static gint64
find_last_revision (QsLocalState *state,
                    const char   *name,
                    GError      **error)
{
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT max(revision) FROM definition "
                                          "WHERE name = ?", "s", name), error);

  return rows != NULL ? qs_rows_get_int (rows, 0, 0) : -1;
}

static JsonNode *
answer_registered (JsonObject *document)
{
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "jobDefinitionName",
                                 qs_json_get_string (document, "jobDefinitionName", ""));
  json_object_set_string_member (answer, "jobDefinitionArn",
                                 qs_json_get_string (document, "jobDefinitionArn", ""));
  json_object_set_int_member (answer, "revision", qs_json_get_int (document, "revision", 0));
  return qs_json_take (answer);
}

JsonNode *
qs_local_definitions_register (QsLocalState *state,
                               JsonObject   *input,
                               GError      **error)
{
  const char *name = qs_json_get_string (input, "jobDefinitionName", "");
  const gint64 last = find_last_revision (state, name, error);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autoptr(JsonObject) document = NULL;
  g_autofree char *text = NULL;

  if (last < 0)
    return NULL;

  document = make_document (input, name, last + 1);
  text = qs_local_document_print (document);
  qs_transaction_add (transaction, "INSERT INTO definition (name, revision, status, document) "
                      "VALUES (?, ?, 'ACTIVE', ?)", "sis", name, last + 1, text);
  if (!qs_await (qs_local_state_commit (state, transaction), error))
    return NULL;

  return answer_registered (document);
}

static void
add_documents (JsonArray *found,
               QsRows    *rows,
               guint      limit)
{
  for (guint i = 0; i < MIN (qs_rows_get_length (rows), limit); i++)
    json_array_add_object_element (found,
                                   qs_local_document_parse (qs_rows_get_text (rows, i, 0)));
}

/* A name without a revision stands for all of them. */
static gboolean
add_named (QsLocalState *state,
           JsonArray    *found,
           const char   *text,
           const char   *status,
           GError      **error)
{
  gint64 revision;
  g_autofree char *name = split_name (text, &revision);
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT document FROM definition "
                                          "WHERE name = ? AND (? = 0 OR revision = ?) "
                                          "AND (? = '' OR status = ?) ORDER BY revision DESC",
                                          "siiss", name, revision, revision, status, status),
                    error);

  if (rows == NULL)
    return FALSE;

  add_documents (found, rows, G_MAXUINT);
  return TRUE;
}

/* The token of a page is "name:revision" of the last one before it. */
static gboolean
add_page (QsLocalState *state,
          JsonArray    *found,
          JsonObject   *input,
          char        **next,
          GError      **error)
{
  const gint64 limit = CLAMP (qs_json_get_int (input, "maxResults", PAGE), 1, PAGE);
  const char *status = qs_json_get_string (input, "status", "");
  const char *only = qs_json_get_string (input, "jobDefinitionName", "");
  gint64 revision;
  g_autofree char *after = split_name (qs_json_get_string (input, "nextToken", ""), &revision);
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT document, name, revision FROM definition "
                                          "WHERE (name > ? OR (name = ? AND revision < ?)) "
                                          "AND (? = '' OR name = ?) AND (? = '' OR status = ?) "
                                          "ORDER BY name, revision DESC LIMIT ?",
                                          "ssissssi", after, after, revision, only, only,
                                          status, status, limit + 1), error);

  if (rows == NULL)
    return FALSE;

  add_documents (found, rows, limit);
  if (qs_rows_get_length (rows) > limit)
    *next = g_strdup_printf ("%s:%" G_GINT64_FORMAT, qs_rows_get_text (rows, limit - 1, 1),
                             qs_rows_get_int (rows, limit - 1, 2));
  return TRUE;
}

JsonNode *
qs_local_definitions_describe (QsLocalState *state,
                               JsonObject   *input,
                               GError      **error)
{
  g_auto(GStrv) names = qs_json_dup_strv (input, "jobDefinitions");
  g_autoptr(JsonArray) found = json_array_new ();
  g_autofree char *next = NULL;
  JsonObject *answer;

  for (char **name = names; name != NULL && *name != NULL; name++)
    if (!add_named (state, found, *name, qs_json_get_string (input, "status", ""), error))
      return NULL;

  if ((names == NULL || names[0] == NULL) && !add_page (state, found, input, &next, error))
    return NULL;

  answer = json_object_new ();
  json_object_set_array_member (answer, "jobDefinitions", g_steal_pointer (&found));
  if (next != NULL)
    json_object_set_string_member (answer, "nextToken", next);
  return qs_json_take (answer);
}

/**
 * qs_local_definitions_find:
 * @text: a name, for its newest active revision, "name:revision", or an ARN of either
 *
 * Returns: (transfer full) (nullable): the active definition; %NULL with an error when there is
 *   none.
 */
JsonObject *
qs_local_definitions_find (QsLocalState *state,
                           const char   *text,
                           GError      **error)
{
  gint64 revision;
  g_autofree char *name = split_name (text, &revision);
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT document FROM definition "
                                          "WHERE name = ? AND (? = 0 OR revision = ?) "
                                          "AND status = 'ACTIVE' ORDER BY revision DESC LIMIT 1",
                                          "sii", name, revision, revision), error);

  if (rows == NULL)
    return NULL;

  if (qs_rows_get_length (rows) == 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "jobDefinition: %s does not exist or is not ACTIVE", text);
      return NULL;
    }

  return qs_local_document_parse (qs_rows_get_text (rows, 0, 0));
}

/**
 * qs_local_definitions_deregister:
 *
 * The definition stays, INACTIVE, for those who look back; jobs can no longer be made of it.
 */
JsonNode *
qs_local_definitions_deregister (QsLocalState *state,
                                 JsonObject   *input,
                                 GError      **error)
{
  const char *text = qs_json_get_string (input, "jobDefinition", "");
  gint64 revision;
  g_autofree char *name = split_name (text, &revision);
  g_autoptr(JsonObject) document = NULL;
  g_autofree char *changed = NULL;
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  if (revision == 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "jobDefinition: %s must name a revision, as in name:1", text);
      return NULL;
    }

  if ((document = qs_local_definitions_find (state, text, error)) == NULL)
    return NULL;

  json_object_set_string_member (document, "status", "INACTIVE");
  changed = qs_local_document_print (document);
  qs_transaction_add (transaction, "UPDATE definition SET status = 'INACTIVE', document = ? "
                      "WHERE name = ? AND revision = ?", "ssi", changed, name, revision);
  if (!qs_await (qs_local_state_commit (state, transaction), error))
    return NULL;

  return qs_json_take (json_object_new ());
}
