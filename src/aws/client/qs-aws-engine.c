#include "qs-aws-engine.h"

#include "qs-await.h"
#include "qs-aws-creation.h"
#include "qs-aws-gate.h"
#include "qs-aws-submission.h"
#include "qs-json.h"
#include "qs-submission-search.h"

/* Fewer than the client lets through, so that whoever watches is heard while thousands are
 * submitted. */
#define MAX_SUBMITTING 12

/* Then others have their turn who are waiting for a place too, after they have looked for a job. */
#define MAX_TURNS 50

/* No request waits longer for its turn before it is signed. */
#define LONGEST_DELAY (60 * 60 * 1000)

struct _QsAwsEngine
{
  GObject          parent_instance;

  QsAwsClient     *client;
  QsSubmitJournal *journal;    /* nullable */
  QsAwsGate       *gate;
  GQueue           waiting;    /* of QsAwsTurn */
  GQueue           places;     /* of QsAwsPlace, each for a fiber that is about to run */
  guint            n_asking;   /* how many places have been asked for */
  GHashTable      *running;    /* of QsAwsTurn by the submission's id */
  GHashTable      *lost;       /* of the time a request was lost, by the submission's id */
};

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsAwsEngine, qs_aws_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

static QsAwsSubmission *
make_submission (QsAwsEngine *self,
                 JsonNode    *request)
{
  QsAwsSubmission *submission = qs_aws_submission_new (QS_ENGINE (self), self->client,
                                                       self->journal, self->gate, request);
  gint64 *lost_at = g_hash_table_lookup (self->lost, submission->id);

  submission->lost_at = lost_at != NULL ? *lost_at : 0;
  return submission;
}

/* A submission and those who wait for it. */
typedef struct
{
  gatomicrefcount  ref_count;
  QsAwsEngine     *engine;
  QsAwsSubmission *submission;
  DexPromise      *promise;      /* of the reply */
} QsAwsTurn;

static QsAwsTurn *
turn_new (QsAwsEngine     *engine,
          QsAwsSubmission *submission)
{
  QsAwsTurn *turn = g_new0 (QsAwsTurn, 1);

  g_atomic_ref_count_init (&turn->ref_count);
  turn->engine = g_object_ref (engine);
  turn->submission = qs_aws_submission_ref (submission);
  turn->promise = dex_promise_new ();
  g_hash_table_insert (engine->running, submission->id, turn);
  return turn;
}

static gpointer
turn_ref (QsAwsTurn *turn)
{
  g_atomic_ref_count_inc (&turn->ref_count);
  return turn;
}

static void
turn_unref (gpointer data)
{
  QsAwsTurn *turn = data;

  if (!g_atomic_ref_count_dec (&turn->ref_count))
    return;

  qs_aws_submission_unref (turn->submission);
  dex_unref (turn->promise);
  g_object_unref (turn->engine);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsTurn, turn_unref)

/* Takes the turn off those that run; it is over. */
static void
end_turn (QsAwsTurn *turn,
          JsonNode  *reply,
          GError    *error)
{
  QsAwsEngine *self = turn->engine;
  const char *id = turn->submission->id;

  if (turn->submission->lost_at != 0)
    g_hash_table_insert (self->lost, g_strdup (id),
                         g_memdup2 (&turn->submission->lost_at, sizeof (gint64)));
  else
    g_hash_table_remove (self->lost, id);

  if (reply != NULL)
    dex_promise_resolve_boxed (turn->promise, JSON_TYPE_NODE, reply);
  else
    dex_promise_reject (turn->promise, error);
  g_hash_table_remove (self->running, id);
}

static void
on_waiter_gone_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  QsAwsTurn *turn = user_data;

  turn->submission->n_waiting--;
}

static void
forget_waiter (gpointer  data,
               GClosure *closure)
{
  turn_unref (data);
}

static DexFuture *
tell_waiter (DexFuture *ended,
             gpointer   user_data)
{
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (ended, &error);

  if (value != NULL)
    dex_promise_resolve (user_data, value);
  else
    dex_promise_reject (user_data, g_steal_pointer (&error));
  return NULL;
}

/* A future of its own around the promise notices when it is dropped. */
static DexFuture *
pass_on (DexFuture *future,
         gpointer   user_data)
{
  return dex_ref (future);
}

/* A submission is brought to its end whether or not somebody waits; but it knows. */
static DexFuture *
wait_for (QsAwsTurn *turn)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  turn->submission->n_waiting++;
  g_signal_connect_data (dex_promise_get_cancellable (promise), "cancelled",
                         G_CALLBACK (on_waiter_gone_cb), turn_ref (turn), forget_waiter, 0);
  dex_future_disown (dex_future_finally (dex_ref (turn->promise), tell_waiter, dex_ref (promise),
                                         dex_unref));
  return dex_future_finally (DEX_FUTURE (promise), pass_on, NULL, NULL);
}

static void ask_for_place (QsAwsEngine *self);

/* One place, and the fiber in it, serve one submission after the other: of ten thousand each would
 * else need a fiber with a stack of its own. */
static DexFuture *
serve_fiber (gpointer data)
{
  QsAwsEngine *self = data;
  QsAwsPlace *place = g_queue_pop_head (&self->places);

  for (guint i = 0; i < MAX_TURNS && place != NULL && !g_queue_is_empty (&self->waiting); i++)
    {
      g_autoptr(QsAwsTurn) turn = g_queue_pop_head (&self->waiting);
      GError *error = NULL;
      JsonNode *reply;

      turn->submission->place = g_steal_pointer (&place);
      reply = qs_aws_submission_await (turn->submission, &error);
      place = g_steal_pointer (&turn->submission->place);
      end_turn (turn, reply, error);
    }

  ask_for_place (self);
  g_clear_pointer (&place, qs_aws_place_unref);
  return dex_future_new_true ();
}

/* When the place comes, others may have served all who were waiting. */
static DexFuture *
begin_serving (DexFuture *entered,
               gpointer   user_data)
{
  QsAwsEngine *self = user_data;

  self->n_asking--;
  if (g_queue_is_empty (&self->waiting))
    return dex_future_new_true ();

  g_queue_push_tail (&self->places, g_value_dup_boxed (dex_future_get_value (entered, NULL)));
  return qs_fiber_start (serve_fiber, g_object_ref (self), g_object_unref);
}

/* As many as there are suffice for those who wait, however many they are. */
static void
ask_for_place (QsAwsEngine *self)
{
  if (g_queue_is_empty (&self->waiting) || self->n_asking == MAX_SUBMITTING)
    return;

  self->n_asking++;
  dex_future_disown (dex_future_then (qs_aws_gate_enter (self->gate), begin_serving,
                                      g_object_ref (self), g_object_unref));
}

static void
enqueue (QsAwsTurn *turn)
{
  g_queue_push_tail (&turn->engine->waiting, turn_ref (turn));
  ask_for_place (turn->engine);
}

static DexFuture *
submit (QsAwsEngine *self,
        JsonNode    *input)
{
  g_autoptr(JsonNode) request = qs_json_copy (input);
  g_autoptr(QsAwsSubmission) submission = NULL;
  QsAwsTurn *turn;
  DexFuture *future;

  if (qs_submission_get_tag (request) == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      qs_submission_set_tag (request, id);
    }

  turn = g_hash_table_lookup (self->running, qs_submission_get_tag (request));
  if (turn != NULL)
    return wait_for (turn);

  submission = make_submission (self, request);
  turn = turn_new (self, submission);
  future = wait_for (turn);
  enqueue (turn);
  return future;
}

static const char *
find_service (const char *operation)
{
  return g_str_equal (operation, "GetLogEvents") ? "logs" : "batch";
}

static DexFuture *
qs_aws_engine_call (QsEngine   *engine,
                    const char *operation,
                    JsonNode   *input)
{
  QsAwsEngine *self = QS_AWS_ENGINE (engine);

  if (g_str_equal (operation, "SubmitJob") && JSON_NODE_HOLDS_OBJECT (input))
    return submit (self, input);

  if (qs_aws_creation_knows (operation) && JSON_NODE_HOLDS_OBJECT (input))
    {
      g_autoptr(JsonNode) kept = qs_json_copy (input);

      return qs_aws_creation_start (self->client, operation, kept);
    }

  return qs_aws_client_call (self->client, find_service (operation), operation, input);
}

/* Only what lists and describes is read this way. */
static DexFuture *
qs_aws_engine_call_bytes (QsEngine   *engine,
                          const char *operation,
                          JsonNode   *input)
{
  return qs_aws_client_call_bytes (QS_AWS_ENGINE (engine)->client, find_service (operation),
                                   operation, input);
}

static DexFuture *
qs_aws_engine_call_service (QsEngine   *engine,
                            const char *service,
                            const char *operation,
                            JsonNode   *input)
{
  if (g_str_equal (service, "batch"))
    return qs_aws_engine_call (engine, operation, input);

  return qs_aws_client_call (QS_AWS_ENGINE (engine)->client, service, operation, input);
}

static gboolean
qs_aws_engine_has_service (QsEngine   *engine,
                           const char *service)
{
  return TRUE;
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_aws_engine_call;
  iface->call_bytes = qs_aws_engine_call_bytes;
  iface->call_service = qs_aws_engine_call_service;
  iface->has_service = qs_aws_engine_has_service;
}

static void
qs_aws_engine_finalize (GObject *object)
{
  QsAwsEngine *self = QS_AWS_ENGINE (object);

  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_pointer (&self->lost, g_hash_table_unref);
  g_clear_pointer (&self->gate, qs_aws_gate_unref);
  g_clear_object (&self->journal);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (qs_aws_engine_parent_class)->finalize (object);
}

static void
qs_aws_engine_class_init (QsAwsEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_aws_engine_finalize;
}

static void
qs_aws_engine_init (QsAwsEngine *self)
{
  self->gate = qs_aws_gate_new (MAX_SUBMITTING);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, turn_unref);
  self->lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * qs_aws_engine_new:
 * @journal: (nullable): without one, what was being submitted when the program ended is not looked
 *   for
 */
QsEngine *
qs_aws_engine_new (QsAwsClient     *client,
                   QsSubmitJournal *journal)
{
  QsAwsEngine *self;

  g_return_val_if_fail (QS_IS_AWS_CLIENT (client), NULL);
  g_return_val_if_fail (journal == NULL || QS_IS_SUBMIT_JOURNAL (journal), NULL);

  self = g_object_new (QS_TYPE_AWS_ENGINE, NULL);
  self->client = g_object_ref (client);
  self->journal = journal != NULL ? g_object_ref (journal) : NULL;
  return QS_ENGINE (self);
}

QsAwsClient *
qs_aws_engine_get_client (QsAwsEngine *self)
{
  g_return_val_if_fail (QS_IS_AWS_ENGINE (self), NULL);

  return self->client;
}

static DexFuture *
end_recovery (DexFuture *settled,
              gpointer   user_data)
{
  QsAwsTurn *turn = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  /* Somebody has asked meanwhile for what is now known not to be there. */
  if (value != NULL && JSON_NODE_HOLDS_NULL (g_value_get_boxed (value)) &&
      turn->submission->n_waiting > 0)
    enqueue (turn);
  else
    end_turn (turn, value != NULL ? g_value_dup_boxed (value) : NULL, g_steal_pointer (&error));
  return dex_ref (settled);
}

/* Returns: (transfer full): a future that settles when the intent is no longer open. */
static DexFuture *
recover_one (QsAwsEngine          *self,
             const QsSubmitIntent *intent)
{
  QsAwsTurn *turn = g_hash_table_lookup (self->running, intent->id);
  g_autoptr(QsAwsSubmission) submission = NULL;

  if (turn != NULL)
    return dex_ref (turn->promise);
  if (intent->sent_at == 0)
    return qs_submit_journal_abandon (self->journal, intent->id);

  submission = make_submission (self, intent->request);
  if (submission->lost_at == 0)
    {
      qs_aws_submission_lose (submission);
      submission->lost_at = MIN (submission->lost_at, intent->sent_at + LONGEST_DELAY);
    }
  turn = turn_new (self, submission);
  return dex_future_finally (qs_aws_submission_settle (submission), end_recovery, turn_ref (turn),
                             turn_unref);
}

static DexFuture *
recover_fiber (gpointer data)
{
  QsAwsEngine *self = data;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GPtrArray) recoveries = g_ptr_array_new ();
  GError *error = NULL;

  if (self->journal == NULL)
    return dex_future_new_true ();

  intents = qs_await_boxed (qs_submit_journal_list_unfinished (self->journal), &error);
  if (intents == NULL)
    return dex_future_new_for_error (error);

  for (guint i = 0; i < intents->len; i++)
    g_ptr_array_add (recoveries, recover_one (self, g_ptr_array_index (intents, i)));
  for (guint i = 0; i < recoveries->len; i++)
    qs_await (recoveries->pdata[i], error == NULL ? &error : NULL);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * qs_aws_engine_recover:
 *
 * Finds out what became of the submissions that the journal holds unfinished: those whose jobs
 * exist are finished, the others abandoned once no job can come of them, which takes five minutes.
 * Nothing is sent. To be called when the engine is opened, and when AWS can be reached again.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with the first error, which leaves that
 *   submission unfinished.
 */
DexFuture *
qs_aws_engine_recover (QsAwsEngine *self)
{
  g_return_val_if_fail (QS_IS_AWS_ENGINE (self), NULL);

  return qs_fiber_start (recover_fiber, g_object_ref (self), g_object_unref);
}
