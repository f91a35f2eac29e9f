#include "qs-local-queues.h"

#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"
#include "qs-local-resources.h"
#include "qs-local-scheduler.h"
#include "qs-local-stop.h"

static JsonNode *
answer_queue (const char *name)
{
  return qs_local_resources_answer (&qs_local_queue_kind, name, "jobQueueName", "jobQueueArn");
}

static QsLocalQueue *
find_queue (QsLocalState *state,
            JsonObject   *input,
            GError      **error)
{
  const char *text = qs_json_get_string (input, "jobQueue", "");
  const char *name = qs_local_arn_strip (QS_LOCAL_ARN_QUEUE, text);
  QsLocalQueue *queue = g_hash_table_lookup (state->queues, name);

  if (queue == NULL)
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                 "jobQueue: %s does not exist", text);

  return queue;
}

/* Queues name environments by ARN from here on, whatever the caller wrote. */
static gboolean
resolve_environments (QsLocalState *state,
                      JsonObject   *document,
                      GError      **error)
{
  JsonArray *order = qs_json_get_array (document, "computeEnvironmentOrder");

  for (guint i = 0; order != NULL && i < json_array_get_length (order); i++)
    {
      JsonObject *entry = qs_json_element (order, i);
      const char *text = qs_json_get_string (entry, "computeEnvironment", "");
      const char *name = qs_local_arn_strip (QS_LOCAL_ARN_ENVIRONMENT, text);
      g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_ENVIRONMENT, name);

      if (!g_hash_table_contains (state->environments, name))
        {
          g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                       "computeEnvironmentOrder[%u].computeEnvironment: %s does not exist",
                       i, text);
          return FALSE;
        }
      json_object_set_string_member (entry, "computeEnvironment", arn);
    }

  return TRUE;
}

static JsonObject *
make_document (JsonObject *input,
               const char *name)
{
  JsonObject *document = qs_local_document_copy (input);
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_QUEUE, name);

  json_object_set_string_member (document, "jobQueueArn", arn);
  json_object_set_string_member (document, "status", "VALID");
  json_object_set_string_member (document, "statusReason", "JobQueue Healthy");
  qs_local_document_default (document, "state", "ENABLED");
  qs_local_document_open (document, "tags");
  return document;
}

JsonNode *
qs_local_queues_create (QsLocalState *state,
                        JsonObject   *input,
                        GError      **error)
{
  const char *name = qs_json_get_string (input, "jobQueueName", "");
  g_autoptr(JsonObject) document = NULL;
  QsLocalQueue *queue;

  if (g_hash_table_contains (state->queues, name))
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "jobQueueName: Object already exists: %s", name);
      return NULL;
    }

  document = make_document (input, name);
  if (!resolve_environments (state, document, error) ||
      !qs_local_resources_save (state, &qs_local_queue_kind, name, document, error))
    return NULL;

  queue = qs_local_queue_new (g_steal_pointer (&document));
  g_hash_table_replace (state->queues, queue->name, queue);
  return answer_queue (queue->name);
}

JsonNode *
qs_local_queues_update (QsLocalState *state,
                        JsonObject   *input,
                        GError      **error)
{
  g_autoptr(JsonObject) document = NULL;
  QsLocalQueue *queue = find_queue (state, input, error);

  if (queue == NULL)
    return NULL;

  document = qs_local_document_copy (queue->document);
  qs_local_document_merge (document, input);
  json_object_remove_member (document, "jobQueue");
  if (!resolve_environments (state, document, error) ||
      !qs_local_resources_save (state, &qs_local_queue_kind, queue->name, document, error))
    return NULL;

  qs_local_queue_set_document (queue, g_steal_pointer (&document));
  qs_local_scheduler_reconsider (state);
  return answer_queue (queue->name);
}

JsonNode *
qs_local_queues_describe (QsLocalState *state,
                          JsonObject   *input,
                          GError      **error)
{
  return qs_local_resources_describe (state, &qs_local_queue_kind, input, error);
}

/**
 * qs_local_queues_delete:
 *
 * As on AWS, the jobs that are still in the queue are terminated.
 */
JsonNode *
qs_local_queues_delete (QsLocalState *state,
                        JsonObject   *input,
                        GError      **error)
{
  QsLocalQueue *queue = find_queue (state, input, error);

  if (queue == NULL)
    return NULL;

  if (queue->enabled)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "Cannot delete, state must be DISABLED: the job queue %s is ENABLED",
                   queue->name);
      return NULL;
    }

  if (!qs_local_stop_queue (state, queue, "The job queue was deleted", error) ||
      !qs_local_resources_remove (state, &qs_local_queue_kind, queue->name, error))
    return NULL;

  g_hash_table_remove (state->queues, queue->name);
  return qs_json_take (json_object_new ());
}
