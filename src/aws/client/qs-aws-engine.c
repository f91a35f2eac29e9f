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

/* No request waits longer for its turn before it is signed. */
#define LONGEST_DELAY (60 * 60 * 1000)

struct _QsAwsEngine
{
  GObject          parent_instance;

  QsAwsClient     *client;
  QsSubmitJournal *journal;    /* nullable */
  QsAwsGate       *gate;
  GHashTable      *running;    /* of DexFuture by the submission's id */
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

/* A submission in its turn. */
typedef struct
{
  gatomicrefcount  ref_count;
  QsAwsEngine     *engine;
  QsAwsSubmission *submission;
} QsAwsTurn;

static QsAwsTurn *
turn_new (QsAwsEngine     *engine,
          QsAwsSubmission *submission)
{
  QsAwsTurn *turn = g_new0 (QsAwsTurn, 1);

  g_atomic_ref_count_init (&turn->ref_count);
  turn->engine = g_object_ref (engine);
  turn->submission = qs_aws_submission_ref (submission);
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
  g_object_unref (turn->engine);
  g_free (turn);
}

/* A fiber, with its stack, is made only when there is a place. */
static DexFuture *
run_turn (DexFuture *entered,
          gpointer   user_data)
{
  QsAwsTurn *turn = user_data;

  turn->submission->place = g_value_dup_boxed (dex_future_get_value (entered, NULL));
  return qs_aws_submission_run (turn->submission);
}

static DexFuture *
end_turn (DexFuture *ended,
          gpointer   user_data)
{
  QsAwsTurn *turn = user_data;
  const char *id = turn->submission->id;

  if (turn->submission->lost_at != 0)
    g_hash_table_insert (turn->engine->lost, g_strdup (id),
                         g_memdup2 (&turn->submission->lost_at, sizeof (gint64)));
  else
    g_hash_table_remove (turn->engine->lost, id);
  g_hash_table_remove (turn->engine->running, id);

  return dex_ref (ended);
}

/* It goes on when nobody waits for it: the job is then there, and is seen. */
static DexFuture *
take_turn (QsAwsTurn *turn,
           DexFuture *work)
{
  DexFuture *future = dex_future_finally (work, end_turn, turn, turn_unref);

  if (dex_future_is_pending (future))
    g_hash_table_insert (turn->engine->running, g_strdup (turn->submission->id), dex_ref (future));
  return future;
}

static DexFuture *
submit (QsAwsEngine *self,
        JsonNode    *input)
{
  g_autoptr(JsonNode) request = qs_json_copy (input);
  g_autoptr(QsAwsSubmission) submission = NULL;
  DexFuture *running;
  QsAwsTurn *turn;

  if (qs_submission_get_tag (request) == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      qs_submission_set_tag (request, id);
    }

  running = g_hash_table_lookup (self->running, qs_submission_get_tag (request));
  if (running != NULL)
    return dex_ref (running);

  submission = make_submission (self, request);
  turn = turn_new (self, submission);
  return take_turn (turn, dex_future_then (qs_aws_gate_enter (self->gate), run_turn,
                                           turn_ref (turn), turn_unref));
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
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dex_unref);
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

/* Returns: (transfer full): a future that settles when the intent is no longer open. */
static DexFuture *
recover_one (QsAwsEngine          *self,
             const QsSubmitIntent *intent)
{
  DexFuture *running = g_hash_table_lookup (self->running, intent->id);
  g_autoptr(QsAwsSubmission) submission = NULL;

  if (running != NULL)
    return dex_ref (running);
  if (intent->sent_at == 0)
    return qs_submit_journal_abandon (self->journal, intent->id);

  submission = make_submission (self, intent->request);
  if (submission->lost_at == 0)
    {
      qs_aws_submission_lose (submission);
      submission->lost_at = MIN (submission->lost_at, intent->sent_at + LONGEST_DELAY);
    }
  return take_turn (turn_new (self, submission), qs_aws_submission_settle (submission));
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
