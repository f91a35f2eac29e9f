#include "qs-local-tags.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"

#define MOST_TAGS 50

typedef struct
{
  const char *kind;
  const char *find;      /* the document by name */
  const char *replace;
} QsTaggable;

static const QsTaggable taggables[] = {
  { QS_LOCAL_ARN_ENVIRONMENT, "SELECT document FROM environment WHERE name = ?",
    "UPDATE environment SET document = ? WHERE name = ?" },
  { QS_LOCAL_ARN_QUEUE, "SELECT document FROM queue WHERE name = ?",
    "UPDATE queue SET document = ? WHERE name = ?" },
  { QS_LOCAL_ARN_DEFINITION,
    "SELECT document FROM definition WHERE name || ':' || revision = ?",
    "UPDATE definition SET document = ? WHERE name || ':' || revision = ?" },
  { QS_LOCAL_ARN_JOB, "SELECT document FROM job WHERE id = ? AND document IS NOT NULL",
    "UPDATE job SET document = ? WHERE id = ?" },
};

static const QsTaggable *
find_taggable (const char  *arn,
               const char **name)
{
  for (guint i = 0; i < G_N_ELEMENTS (taggables); i++)
    {
      *name = qs_local_arn_strip (taggables[i].kind, arn);
      if (*name != arn)
        return &taggables[i];
    }

  return NULL;
}

static JsonObject *
load (QsLocalState      *state,
      JsonObject        *input,
      const QsTaggable **taggable,
      const char       **name,
      GError           **error)
{
  const char *arn = qs_json_get_string (input, "resourceArn", "");
  g_autoptr(QsRows) rows = NULL;

  *taggable = find_taggable (arn, name);
  if (*taggable != NULL)
    {
      rows = qs_await_boxed (qs_local_state_query (state, (*taggable)->find, "s", *name), error);
      if (rows == NULL)
        return NULL;
      if (qs_rows_get_length (rows) > 0)
        return qs_local_document_parse (qs_rows_get_text (rows, 0, 0));
    }

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               "resourceArn: %s does not exist or cannot have tags", arn);
  return NULL;
}

/* The scheduler reads folders from an environment's tags. */
static void
refresh (QsLocalState     *state,
         const QsTaggable *taggable,
         const char       *name,
         JsonObject       *document)
{
  QsLocalEnvironment *environment = g_hash_table_lookup (state->environments, name);
  QsLocalQueue *queue = g_hash_table_lookup (state->queues, name);

  if (g_str_equal (taggable->kind, QS_LOCAL_ARN_ENVIRONMENT) && environment != NULL)
    qs_local_environment_set_document (environment, json_object_ref (document));
  else if (g_str_equal (taggable->kind, QS_LOCAL_ARN_QUEUE) && queue != NULL)
    qs_local_queue_set_document (queue, json_object_ref (document));
}

static JsonNode *
save (QsLocalState     *state,
      const QsTaggable *taggable,
      const char       *name,
      JsonObject       *document,
      GError          **error)
{
  g_autofree char *text = qs_local_document_print (document);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_transaction_add (transaction, taggable->replace, "ss", text, name);
  if (!qs_await (qs_local_state_commit (state, transaction), error))
    return NULL;

  refresh (state, taggable, name, document);
  return qs_json_take (json_object_new ());
}

JsonNode *
qs_local_tags_add (QsLocalState *state,
                   JsonObject   *input,
                   GError      **error)
{
  const QsTaggable *taggable;
  const char *name;
  g_autoptr(JsonObject) document = load (state, input, &taggable, &name, error);
  JsonObject *added = qs_json_get_object (input, "tags");
  JsonObject *tags;

  if (document == NULL)
    return NULL;

  tags = qs_local_document_open (document, "tags");
  if (added != NULL)
    qs_local_document_merge (tags, added);
  if (json_object_get_size (tags) > MOST_TAGS)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "tags: a resource must have %d tags at most: this one would have %u",
                   MOST_TAGS, json_object_get_size (tags));
      return NULL;
    }

  return save (state, taggable, name, document, error);
}

JsonNode *
qs_local_tags_remove (QsLocalState *state,
                      JsonObject   *input,
                      GError      **error)
{
  const QsTaggable *taggable;
  const char *name;
  g_autoptr(JsonObject) document = load (state, input, &taggable, &name, error);
  g_auto(GStrv) keys = qs_json_dup_strv (input, "tagKeys");

  if (document == NULL)
    return NULL;

  for (char **key = keys; key != NULL && *key != NULL; key++)
    json_object_remove_member (qs_local_document_open (document, "tags"), *key);

  return save (state, taggable, name, document, error);
}

JsonNode *
qs_local_tags_list (QsLocalState *state,
                    JsonObject   *input,
                    GError      **error)
{
  const QsTaggable *taggable;
  const char *name;
  g_autoptr(JsonObject) document = load (state, input, &taggable, &name, error);
  JsonObject *answer;

  if (document == NULL)
    return NULL;

  answer = json_object_new ();
  json_object_set_object_member (answer, "tags",
                                 qs_local_document_copy (qs_json_get_object (document, "tags")));
  return qs_json_take (answer);
}
