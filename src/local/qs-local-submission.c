#include "qs-local-submission.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-definitions.h"
#include "qs-local-document.h"
#include "qs-local-overrides.h"
#include "qs-local-request.h"
#include "qs-local-scheduler.h"
#include "qs-local-targets.h"

static QsLocalQueue *
find_queue (QsLocalState *state,
            JsonObject   *input,
            GError      **error)
{
  const char *text = qs_json_get_string (input, "jobQueue", "");
  QsLocalQueue *queue =
    g_hash_table_lookup (state->queues, qs_local_arn_strip (QS_LOCAL_ARN_QUEUE, text));

  if (queue == NULL)
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                 "jobQueue: %s does not exist", text);
  else if (!queue->enabled)
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                 "jobQueue: %s must be ENABLED to take jobs: it is DISABLED", text);

  return queue != NULL && queue->enabled ? queue : NULL;
}

static gboolean
check_containers (JsonObject *document,
                  const char *definition,
                  GError    **error)
{
  g_autoptr(GPtrArray) containers = qs_local_request_list_containers (document);

  if (containers->len > 0)
    return TRUE;

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               "jobDefinition: %s must have containerProperties or ecsProperties: multi-node and "
               "EKS jobs do not run on this computer", definition);
  return FALSE;
}

/* The job as DescribeJobs will answer it, but for what changes while it lives. */
static JsonObject *
make_document (JsonObject   *definition,
               JsonObject   *input,
               QsLocalQueue *queue,
               const char   *id)
{
  JsonObject *document = qs_local_overrides_apply (definition, input);
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_JOB, id);
  g_autofree char *queue_arn = qs_local_arn_new (QS_LOCAL_ARN_QUEUE, queue->name);

  json_object_set_string_member (document, "jobId", id);
  json_object_set_string_member (document, "jobArn", arn);
  json_object_set_string_member (document, "jobQueue", queue_arn);
  json_object_set_string_member (document, "jobDefinition",
                                 qs_json_get_string (definition, "jobDefinitionArn", ""));
  if (qs_json_get_array (document, "dependsOn") == NULL)
    json_object_set_array_member (document, "dependsOn", json_array_new ());
  qs_local_document_open (document, "tags");
  return document;
}

static void
measure (QsLocalState *state,
         QsLocalJob   *job,
         JsonObject   *document,
         char        **images)
{
  g_autoptr(GPtrArray) containers = qs_local_request_list_containers (document);
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < containers->len; i++)
    {
      JsonObject *container = g_ptr_array_index (containers, i);

      job->vcpus += qs_local_request_get_vcpus (container);
      job->memory += qs_local_request_get_memory (container);
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                              qs_json_get_string (container, "image", ""));
    }

  job->runners = qs_local_state_find_runners (state, lines->str);
  *images = g_string_free_and_steal (g_steal_pointer (&lines));
}

static char *
print_depends (JsonObject *document)
{
  JsonNode *node = json_object_get_member (document, "dependsOn");

  return qs_json_print (node, FALSE);
}

static void
write_parent (QsTransaction *transaction,
              QsLocalJob    *job,
              JsonObject    *document,
              const char    *images,
              gint64         now)
{
  const char *arn = qs_json_get_string (document, "jobDefinition", "");
  g_autofree char *depends = print_depends (document);
  g_autofree char *text = qs_local_document_print (document);

  qs_transaction_add (transaction, "INSERT INTO job (number, id, size, name, queue, definition, "
                      "status, created, vcpus, memory, images, depends, document) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "isisssiidisss",
                      job->number, job->id, (gint64) job->size,
                      qs_json_get_string (document, "jobName", ""), job->queue->name,
                      qs_local_arn_strip (QS_LOCAL_ARN_DEFINITION, arn), (gint64) job->status, now,
                      job->vcpus, job->memory, images, depends, text);
}

/* One statement for all children, however many they are. */
static void
write_children (QsTransaction *transaction,
                QsLocalJob    *job)
{
  qs_transaction_add (transaction, "WITH RECURSIVE child (i) AS "
                      "(VALUES (0) UNION ALL SELECT i + 1 FROM child WHERE i + 1 < ?) "
                      "INSERT INTO job (number, id, parent, child, name, queue, definition, "
                      "status, created, vcpus, memory, images) "
                      "SELECT number + 1 + i, id || ':' || i, id, i, name, queue, definition, "
                      "status, created, vcpus, memory, images FROM job, child WHERE number = ?",
                      "ii", (gint64) job->size, job->number);
}

static void
take_up (QsLocalState *state,
         QsLocalJob   *job)
{
  qs_local_state_add_job (state, job);
  for (int i = 0; i < job->size; i++)
    {
      g_autoptr(QsLocalJob) child = qs_local_job_add_child (job, i);

      qs_local_state_add_job (state, child);
    }

  g_queue_push_tail (&state->fresh, qs_local_job_ref (job));
  state->news = TRUE;
  qs_local_scheduler_kick (state);
}

static JsonNode *
answer_submitted (JsonObject *document)
{
  static const char * const members[] = { "jobArn", "jobName", "jobId" };
  JsonObject *answer = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_string_member (answer, members[i],
                                   qs_json_get_string (document, members[i], ""));

  return qs_json_take (answer);
}

static QsLocalJob *
make_job (QsLocalState *state,
          QsLocalQueue *queue,
          JsonObject   *document)
{
  QsLocalJob *job =
    qs_local_job_new (state->next_number, qs_json_get_string (document, "jobId", ""), queue);
  gint64 size = qs_json_get_int (qs_json_get_object (document, "arrayProperties"), "size", 0);

  if (size > 0)
    qs_local_job_make_array (job, size);
  state->next_number += 1 + size;
  return job;
}

/**
 * qs_local_submission_submit:
 *
 * The job is on the disk, with all its children, before it is answered for; the scheduler sees it
 * only then.
 */
JsonNode *
qs_local_submission_submit (QsLocalState *state,
                            JsonObject   *input,
                            GError      **error)
{
  const char *name = qs_json_get_string (input, "jobDefinition", "");
  QsLocalQueue *found = find_queue (state, input, error);
  g_autoptr(QsLocalQueue) queue = found != NULL ? qs_local_queue_ref (found) : NULL;
  g_autoptr(JsonObject) definition = NULL;
  g_autoptr(JsonObject) document = NULL;
  g_autoptr(GArray) targets = NULL;
  g_autoptr(QsLocalJob) job = NULL;
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *images = NULL;
  gboolean sequential;

  if (queue == NULL || (definition = qs_local_definitions_find (state, name, error)) == NULL)
    return NULL;

  document = make_document (definition, input, queue, id);
  if (!check_containers (document, name, error))
    return NULL;

  job = make_job (state, queue, document);
  measure (state, job, document, &images);
  targets = qs_local_targets_find (state, qs_json_get_array (document, "dependsOn"), job->size,
                                   &sequential, error);
  if (targets == NULL)
    return NULL;

  job->sequential = sequential;
  write_parent (transaction, job, document, images, qs_clock_now (state->clock));
  if (job->size > 0)
    write_children (transaction, job);
  if (!qs_await (qs_local_state_commit (state, transaction), error) ||
      !qs_local_state_is_open (state))
    return NULL;

  qs_local_targets_link (targets, job);
  take_up (state, job);
  return answer_submitted (document);
}
