#include "qs-local-outcome.h"

#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-logs.h"
#include "qs-local-request.h"

#define EXITED "Essential container in task exited"
#define NOT_STARTED "Task failed to start"
#define TIMED_OUT "Job attempt duration exceeded timeout"

/* The container that decided: the essential one that failed first in the order of the definition,
 * else the first essential one. */
static QsLocalContainer *
find_decisive (QsLocalAttempt *attempt)
{
  QsLocalContainer *decisive = NULL;

  for (guint i = 0; i < attempt->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (attempt->containers, i);

      if (!container->essential)
        continue;
      if (decisive == NULL ||
          (qs_local_container_failed (container) && !container->stopped &&
           !qs_local_container_failed (decisive)))
        decisive = container;
    }

  return decisive;
}

static char *
dup_stream (QsLocalAttempt   *attempt,
            QsLocalContainer *container)
{
  const char *arn = qs_json_get_string (attempt->document, "jobDefinition", "");
  const char *name = qs_local_arn_strip (QS_LOCAL_ARN_DEFINITION, arn);
  g_autofree char *definition = g_strndup (name, strcspn (name, ":"));

  return qs_local_logs_dup_stream (definition, attempt->job->id, attempt->job->attempt,
                                   container->name);
}

static JsonObject *
describe_container (QsLocalAttempt   *attempt,
                    QsLocalContainer *container)
{
  g_autofree char *stream = dup_stream (attempt, container);
  JsonObject *object = json_object_new ();

  if (container->result != NULL)
    json_object_set_int_member (object, "exitCode", container->result->exit_code);
  if (container->reason != NULL)
    json_object_set_string_member (object, "reason", container->reason);
  if (container->started)
    json_object_set_string_member (object, "logStreamName", stream);

  return object;
}

static JsonArray *
describe_task (QsLocalAttempt *attempt)
{
  JsonArray *containers = json_array_new ();
  JsonObject *task = json_object_new ();
  JsonArray *tasks = json_array_new ();

  for (guint i = 0; i < attempt->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (attempt->containers, i);
      JsonObject *object = describe_container (attempt, container);

      json_object_set_string_member (object, "name", container->name);
      json_array_add_object_element (containers, object);
    }

  json_object_set_array_member (task, "containers", containers);
  json_array_add_object_element (tasks, task);
  return tasks;
}

static JsonObject *
make_record (QsLocalOutcome *self,
             QsLocalAttempt *attempt)
{
  JsonObject *record = json_object_new ();

  if (qs_local_request_get_task (attempt->document) != NULL)
    {
      json_object_set_object_member (record, "container", json_object_new ());
      json_object_set_array_member (record, "taskProperties", describe_task (attempt));
    }
  else if (attempt->containers->len > 0)
    {
      json_object_set_object_member (record, "container",
                                     describe_container (attempt,
                                                         attempt->containers->pdata[0]));
    }

  if (attempt->job->started_at != 0)
    json_object_set_int_member (record, "startedAt", attempt->job->started_at);
  json_object_set_int_member (record, "stoppedAt", self->stopped_at);
  json_object_set_string_member (record, "statusReason", self->status_reason);
  return record;
}

/* The last end a runner saw, which may be long ago when this program was not there. */
static gint64
find_stopped_at (QsLocalAttempt *attempt)
{
  gint64 stopped_at = 0;

  for (guint i = 0; i < attempt->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (attempt->containers, i);

      if (container->result != NULL)
        stopped_at = MAX (stopped_at, container->result->stopped_at);
    }

  return stopped_at != 0 ? stopped_at : qs_clock_now (attempt->state->clock);
}

static const char *
find_status_reason (QsLocalAttempt   *attempt,
                    QsLocalContainer *decisive)
{
  if (attempt->job->terminated)
    return attempt->job->stop_reason;
  if (attempt->timed_out)
    return TIMED_OUT;
  if (attempt->problem != NULL)
    return attempt->problem;
  if (decisive != NULL && decisive->lost)
    return decisive->reason;

  return decisive != NULL && decisive->started ? EXITED : NOT_STARTED;
}

/**
 * qs_local_outcome_init:
 * @attempt: one whose containers have all ended
 */
void
qs_local_outcome_init (QsLocalOutcome *self,
                       QsLocalAttempt *attempt)
{
  QsLocalContainer *decisive = find_decisive (attempt);

  self->final = attempt->job->terminated || attempt->timed_out;
  self->succeeded = !self->final && decisive != NULL && !qs_local_container_failed (decisive);
  self->exit_code =
    decisive != NULL && decisive->result != NULL ? decisive->result->exit_code : -1;
  self->reason = decisive != NULL ? decisive->reason : NULL;
  self->status_reason = find_status_reason (attempt, decisive);
  self->stopped_at = find_stopped_at (attempt);
  self->record = make_record (self, attempt);
}

void
qs_local_outcome_clear (QsLocalOutcome *self)
{
  g_clear_pointer (&self->record, json_object_unref);
}
