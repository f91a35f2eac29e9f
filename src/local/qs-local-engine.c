#include "qs-local-engine.h"

#include <glib/gstdio.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-local-check.h"
#include "qs-local-definitions.h"
#include "qs-local-details.h"
#include "qs-local-environments.h"
#include "qs-local-listing.h"
#include "qs-local-logs.h"
#include "qs-local-opening.h"
#include "qs-local-queues.h"
#include "qs-local-schema.h"
#include "qs-local-scheduler.h"
#include "qs-local-state.h"
#include "qs-local-stop.h"
#include "qs-local-submission.h"
#include "qs-local-tags.h"
#include "qs-local-machine.h"

typedef JsonNode *(*QsLocalHandler) (QsLocalState *state,
                                     JsonObject   *input,
                                     GError      **error);

typedef enum
{
  READS,       /* an observer may, too */
  WRITES,
  CHANGES,     /* one after the other: it looks at what is there before it writes */
} QsLocalManner;

typedef struct
{
  const char    *name;
  QsLocalHandler handler;
  QsLocalManner  manner;
} QsLocalOperation;

struct _QsLocalEngine
{
  GObject         parent_instance;

  QsLocalState   *state;
  QsServiceModel *batch;
  QsServiceModel *logs;
};

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLocalEngine, qs_local_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

static const QsLocalOperation operations[] = {
  { "CancelJob", qs_local_stop_cancel, WRITES },
  { "CreateComputeEnvironment", qs_local_environments_create, CHANGES },
  { "CreateJobQueue", qs_local_queues_create, CHANGES },
  { "DeleteComputeEnvironment", qs_local_environments_delete, CHANGES },
  { "DeleteJobQueue", qs_local_queues_delete, CHANGES },
  { "DeregisterJobDefinition", qs_local_definitions_deregister, CHANGES },
  { "DescribeComputeEnvironments", qs_local_environments_describe, READS },
  { "DescribeJobDefinitions", qs_local_definitions_describe, READS },
  { "DescribeJobQueues", qs_local_queues_describe, READS },
  { "DescribeJobs", qs_local_details_describe, READS },
  { "GetLogEvents", qs_local_logs_get_events, READS },
  { "ListJobs", qs_local_listing_list, READS },
  { "ListTagsForResource", qs_local_tags_list, READS },
  { "RegisterJobDefinition", qs_local_definitions_register, CHANGES },
  { "SubmitJob", qs_local_submission_submit, WRITES },
  { "TagResource", qs_local_tags_add, CHANGES },
  { "TerminateJob", qs_local_stop_terminate, WRITES },
  { "UntagResource", qs_local_tags_remove, CHANGES },
  { "UpdateComputeEnvironment", qs_local_environments_update, CHANGES },
  { "UpdateJobQueue", qs_local_queues_update, CHANGES },
};

/* One call on its way. Its answer is a promise, since changes of resources share one fiber. */
typedef struct
{
  QsLocalState           *state;
  const QsLocalOperation *operation;
  JsonNode               *input;
  DexPromise             *answer;
} QsLocalCall;

static void
free_call (gpointer data)
{
  QsLocalCall *self = data;

  qs_local_state_unref (self->state);
  json_node_unref (self->input);
  dex_clear (&self->answer);
  g_free (self);
}

/* An error from beneath the API becomes one of the engine, with the same words. It has to be made
 * anew: errors of this domain carry more than those of others. */
static GError *
make_engine_error (GError       *error,
                   QsEngineError code)
{
  g_autoptr(GError) cause = error;

  if (cause->domain == QS_ENGINE_ERROR)
    return g_steal_pointer (&cause);

  return g_error_new_literal (QS_ENGINE_ERROR, code, cause->message);
}

/* What went wrong beneath the API is the engine's failure, not the caller's. */
static GError *
make_error (GError *error)
{
  if (error == NULL)
    return g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                                "Quayside has let go of its folder");

  return make_engine_error (error, QS_ENGINE_ERROR_SERVER);
}

static void
answer (QsLocalCall *self)
{
  GError *error = NULL;
  JsonNode *reply = NULL;

  if (qs_local_state_is_open (self->state))
    reply = self->operation->handler (self->state, json_node_get_object (self->input), &error);

  if (reply != NULL)
    dex_promise_resolve_boxed (self->answer, JSON_TYPE_NODE, reply);
  else
    dex_promise_reject (self->answer, make_error (error));
}

static DexFuture *
call_fiber (gpointer data)
{
  answer (data);
  return dex_future_new_true ();
}

/* Changes of resources are made one after the other: each looks at what is there, then writes. */
static DexFuture *
changes_fiber (gpointer data)
{
  QsLocalState *state = data;
  QsLocalCall *call;

  while ((call = g_queue_pop_head (&state->changes)) != NULL)
    {
      answer (call);
      free_call (call);
    }

  state->changing = FALSE;
  return dex_future_new_true ();
}

static QsLocalCall *
call_new (QsLocalState           *state,
          const QsLocalOperation *operation,
          JsonNode               *input)
{
  QsLocalCall *self = g_new0 (QsLocalCall, 1);

  self->state = qs_local_state_ref (state);
  self->operation = operation;
  self->input = json_node_ref (input);
  self->answer = dex_promise_new ();
  return self;
}

static DexFuture *
run_call (QsLocalCall *call)
{
  QsLocalState *state = call->state;
  DexFuture *future = dex_ref (call->answer);

  if (call->operation->manner != CHANGES)
    {
      qs_scope_spawn (state->scope, call_fiber, call, free_call);
      return future;
    }

  g_queue_push_tail (&state->changes, call);
  if (!state->changing)
    qs_scope_spawn (state->scope, changes_fiber, qs_local_state_ref (state),
                    (GDestroyNotify) qs_local_state_unref);
  state->changing = TRUE;
  return future;
}

static const QsLocalOperation *
find_operation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return &operations[i];

  return NULL;
}

static gboolean
check (QsLocalEngine          *self,
       const QsLocalOperation *operation,
       JsonNode               *input,
       GError                **error)
{
  QsServiceModel *model = g_str_equal (operation->name, "GetLogEvents") ? self->logs : self->batch;

  if (self->state->observer && operation->manner != READS)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                   "%s is for the Quayside that looks after the jobs; this one only looks on",
                   operation->name);
      return FALSE;
    }

  return qs_local_check (model, operation->name, input, error);
}

static DexFuture *
qs_local_engine_call (QsEngine   *engine,
                      const char *name,
                      JsonNode   *input)
{
  QsLocalEngine *self = QS_LOCAL_ENGINE (engine);
  const QsLocalOperation *operation = find_operation (name);
  g_autoptr(GError) error = NULL;

  if (operation == NULL)
    return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                                  "operation: this computer does not answer “%s”", name);
  if (!check (self, operation, input, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return run_call (call_new (self->state, operation, input));
}

/* The one machine that there is can be asked for; no other service is here. */
static DexFuture *
qs_local_engine_call_service (QsEngine   *engine,
                              const char *service,
                              const char *operation,
                              JsonNode   *input)
{
  QsLocalState *state = QS_LOCAL_ENGINE (engine)->state;
  QsEngineInterface *fallback = g_type_default_interface_peek (QS_TYPE_ENGINE);

  if (g_str_equal (service, "ec2") && g_str_equal (operation, "DescribeInstanceTypes"))
    return dex_future_new_take_boxed (JSON_TYPE_NODE,
                                      qs_local_machine_describe (state->vcpus, state->memory));

  return fallback->call_service (engine, service, operation, input);
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_local_engine_call;
  iface->call_service = qs_local_engine_call_service;
}

static void
qs_local_engine_dispose (GObject *object)
{
  QsLocalEngine *self = QS_LOCAL_ENGINE (object);

  if (self->state != NULL)
    qs_local_state_close (self->state);

  G_OBJECT_CLASS (qs_local_engine_parent_class)->dispose (object);
}

static void
qs_local_engine_finalize (GObject *object)
{
  QsLocalEngine *self = QS_LOCAL_ENGINE (object);

  g_clear_pointer (&self->state, qs_local_state_unref);
  g_clear_pointer (&self->batch, qs_service_model_unref);
  g_clear_pointer (&self->logs, qs_service_model_unref);

  G_OBJECT_CLASS (qs_local_engine_parent_class)->finalize (object);
}

static void
qs_local_engine_class_init (QsLocalEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_local_engine_dispose;
  G_OBJECT_CLASS (klass)->finalize = qs_local_engine_finalize;
}

static void
qs_local_engine_init (QsLocalEngine *self)
{
}

/* What is needed to open a folder. */
typedef struct
{
  char      *folder;
  char      *datastore;   /* NULL for an observer */
  QsClock   *clock;
  GPtrArray *runners;
} QsLocalOpening;

static void
free_opening (gpointer data)
{
  QsLocalOpening *opening = data;

  g_clear_pointer (&opening->runners, g_ptr_array_unref);
  g_object_unref (opening->clock);
  g_free (opening->datastore);
  g_free (opening->folder);
  g_free (opening);
}

static gboolean
take_folder (QsLocalState *state,
             GError      **error)
{
  if (g_mkdir_with_parents (state->folder, 0700) != 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                   "Cannot make the folder %s: %s", state->folder, g_strerror (errno));
      return FALSE;
    }

  return state->observer || (state->lock = qs_local_lock_take (state->folder, error)) != NULL;
}

static gboolean
open_database (QsLocalState *state,
               GError      **error)
{
  g_autofree char *path = g_build_filename (state->folder, "state.db", NULL);

  state->database = qs_await_object (qs_database_open (path, qs_local_schema), error);
  return state->database != NULL;
}

static gboolean
open_folder (QsLocalEngine  *self,
             QsLocalOpening *opening,
             GError        **error)
{
  self->state = qs_local_state_new (opening->folder, opening->clock, opening->runners);
  self->state->observer = opening->datastore == NULL;
  self->state->on_activity = (void (*) (gpointer)) qs_engine_emit_activity;
  self->state->activity_data = self;

  if (!(self->batch = qs_service_model_load ("batch", error)) ||
      !(self->logs = qs_service_model_load ("logs", error)) ||
      !take_folder (self->state, error) || !open_database (self->state, error))
    return FALSE;

  return self->state->observer ||
         (qs_local_opening_load (self->state, error) &&
          qs_local_opening_make_defaults (self->state, opening->datastore, error));
}

static DexFuture *
open_fiber (gpointer data)
{
  g_autoptr(QsLocalEngine) self = g_object_new (QS_TYPE_LOCAL_ENGINE, NULL);
  GError *error = NULL;

  if (!open_folder (self, data, &error))
    return dex_future_new_for_error (make_engine_error (error, QS_ENGINE_ERROR_UNAVAILABLE));

  return dex_future_new_take_object (g_steal_pointer (&self));
}

static DexFuture *
open_engine (const char *folder,
             const char *datastore,
             QsClock    *clock,
             GPtrArray  *runners)
{
  QsLocalOpening *opening = g_new0 (QsLocalOpening, 1);

  opening->folder = g_strdup (folder);
  opening->datastore = g_strdup (datastore);
  opening->clock = g_object_ref (clock);
  opening->runners = runners != NULL ? g_ptr_array_ref (runners) : NULL;
  return qs_fiber_start (open_fiber, opening, free_opening);
}

/**
 * qs_local_engine_open:
 * @folder: where everything is kept; made, for the user alone, when it does not exist
 * @datastore: the folder that new folders map /datastore to
 * @runners: of #QsRunner; the first that accepts a job's image has the job
 *
 * Returns: (transfer full): a future of the #QsLocalEngine, with all jobs of the folder going on;
 *   rejected with %QS_ENGINE_ERROR_UNAVAILABLE when another process holds the folder, whose id the
 *   message names, or when the folder cannot be used.
 */
DexFuture *
qs_local_engine_open (const char *folder,
                      const char *datastore,
                      QsClock    *clock,
                      GPtrArray  *runners)
{
  g_return_val_if_fail (folder != NULL && datastore != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (runners != NULL, NULL);

  return open_engine (folder, datastore, clock, runners);
}

/**
 * qs_local_engine_open_observer:
 *
 * Looks on while another process looks after the jobs: an engine that answers what only reads.
 *
 * Returns: (transfer full): a future of the #QsLocalEngine.
 */
DexFuture *
qs_local_engine_open_observer (const char *folder,
                               QsClock    *clock)
{
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  return open_engine (folder, NULL, clock, NULL);
}

/**
 * qs_local_engine_set_capacity:
 * @vcpus: how many the jobs may use at a time on this computer
 * @memory: MiB
 *
 * Sets what the computer has for jobs; at first that is all it has.
 */
void
qs_local_engine_set_capacity (QsLocalEngine *self,
                              double         vcpus,
                              gint64         memory)
{
  g_return_if_fail (QS_IS_LOCAL_ENGINE (self));
  g_return_if_fail (vcpus > 0 && memory > 0);

  self->state->vcpus = vcpus;
  self->state->memory = memory;
  qs_local_scheduler_reconsider (self->state);
}
