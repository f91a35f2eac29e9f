#include "qs-local-environments.h"

#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"
#include "qs-local-resources.h"
#include "qs-local-scheduler.h"

static JsonNode *
answer_environment (const char *name)
{
  return qs_local_resources_answer (&qs_local_environment_kind, name,
                                    "computeEnvironmentName", "computeEnvironmentArn");
}

static QsLocalEnvironment *
find_environment (QsLocalState *state,
                  JsonObject   *input,
                  GError      **error)
{
  const char *text = qs_json_get_string (input, "computeEnvironment", "");
  const char *name = qs_local_arn_strip (QS_LOCAL_ARN_ENVIRONMENT, text);
  QsLocalEnvironment *environment = g_hash_table_lookup (state->environments, name);

  if (environment == NULL)
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                 "computeEnvironment: %s does not exist", text);

  return environment;
}

static JsonObject *
make_document (JsonObject *input,
               const char *name)
{
  JsonObject *document = qs_local_document_copy (input);
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_ENVIRONMENT, name);
  g_autofree char *uuid = g_uuid_string_random ();

  json_object_set_string_member (document, "computeEnvironmentArn", arn);
  json_object_set_string_member (document, "status", "VALID");
  json_object_set_string_member (document, "statusReason", "ComputeEnvironment Healthy");
  qs_local_document_default (document, "state", "ENABLED");
  qs_local_document_default (document, "containerOrchestrationType", "ECS");
  qs_local_document_default (document, "uuid", uuid);
  qs_local_document_open (document, "tags");
  return document;
}

JsonNode *
qs_local_environments_create (QsLocalState *state,
                              JsonObject   *input,
                              GError      **error)
{
  const char *name = qs_json_get_string (input, "computeEnvironmentName", "");
  g_autoptr(JsonObject) document = NULL;
  QsLocalEnvironment *environment;

  if (g_hash_table_contains (state->environments, name))
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "computeEnvironmentName: Object already exists: %s", name);
      return NULL;
    }

  document = make_document (input, name);
  if (!qs_local_resources_save (state, &qs_local_environment_kind, name, document, error))
    return NULL;

  environment = qs_local_environment_new (g_steal_pointer (&document));
  g_hash_table_replace (state->environments, environment->name, environment);
  qs_local_scheduler_kick (state);
  return answer_environment (environment->name);
}

/* What an update leaves out stays; computeResources are changed member by member. */
static void
apply_update (JsonObject *document,
              JsonObject *input)
{
  g_autoptr(JsonObject) changes = qs_local_document_copy (input);
  JsonObject *resources = qs_json_get_object (changes, "computeResources");

  if (resources != NULL)
    qs_local_document_merge (qs_local_document_open (document, "computeResources"), resources);

  json_object_remove_member (changes, "computeResources");
  json_object_remove_member (changes, "computeEnvironment");
  qs_local_document_merge (document, changes);
}

JsonNode *
qs_local_environments_update (QsLocalState *state,
                              JsonObject   *input,
                              GError      **error)
{
  g_autoptr(JsonObject) document = NULL;
  QsLocalEnvironment *environment = find_environment (state, input, error);

  if (environment == NULL)
    return NULL;

  document = qs_local_document_copy (environment->document);
  apply_update (document, input);
  if (!qs_local_resources_save (state, &qs_local_environment_kind, environment->name, document,
                                error))
    return NULL;

  qs_local_environment_set_document (environment, g_steal_pointer (&document));
  qs_local_scheduler_reconsider (state);
  return answer_environment (environment->name);
}

JsonNode *
qs_local_environments_describe (QsLocalState *state,
                                JsonObject   *input,
                                GError      **error)
{
  return qs_local_resources_describe (state, &qs_local_environment_kind, input, error);
}

static gboolean
check_unused (QsLocalState       *state,
              QsLocalEnvironment *environment,
              GError            **error)
{
  GHashTableIter iter;
  QsLocalQueue *queue;

  g_hash_table_iter_init (&iter, state->queues);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &queue))
    if (qs_local_queue_uses (queue, environment->name))
      {
        g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                     "Cannot delete, found existing JobQueue relationship: %s is used by the job "
                     "queue %s", environment->name, queue->name);
        return FALSE;
      }

  return TRUE;
}

JsonNode *
qs_local_environments_delete (QsLocalState *state,
                              JsonObject   *input,
                              GError      **error)
{
  QsLocalEnvironment *environment = find_environment (state, input, error);

  if (environment == NULL)
    return NULL;

  if (environment->enabled)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "Cannot delete, state must be DISABLED: the compute environment %s is ENABLED",
                   environment->name);
      return NULL;
    }

  if (!check_unused (state, environment, error) ||
      !qs_local_resources_remove (state, &qs_local_environment_kind, environment->name, error))
    return NULL;

  g_hash_table_remove (state->environments, environment->name);
  return qs_json_take (json_object_new ());
}
