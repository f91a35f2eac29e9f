#include "qs-ledger-engine.h"

#include "qs-await.h"
#include "qs-job-status.h"
#include "qs-job-texts.h"
#include "qs-json.h"
#include "qs-ledger-log.h"
#include "qs-ledger-private.h"

/* So many jobs are known to be written down as they are; then it is asked anew. */
#define MAX_KNOWN 20000

struct _QsLedgerEngine
{
  GObject     parent_instance;

  QsEngine   *engine;
  QsLedger   *ledger;
  char       *account_id;
  GHashTable *known;        /* id → hash of the text that was last written */
  gboolean    unreachable;
};

/* One call of which something is to be remembered. */
typedef struct
{
  QsLedgerEngine *self;
  JsonNode       *input;
  DexFuture      *answer;
} QsLedgerCall;

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLedgerEngine, qs_ledger_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

enum
{
  REACHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static QsLedgerCall *
new_call (QsLedgerEngine *self,
          JsonNode       *input,
          DexFuture      *answer)
{
  QsLedgerCall *call = g_new0 (QsLedgerCall, 1);

  call->self = g_object_ref (self);
  call->input = json_node_ref (input);
  call->answer = answer;
  return call;
}

static void
free_call (gpointer data)
{
  QsLedgerCall *call = data;

  g_object_unref (call->self);
  json_node_unref (call->input);
  dex_clear (&call->answer);
  g_free (call);
}

static void
note_reach (QsLedgerEngine *self,
            const GError   *error)
{
  gboolean unreachable = g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  gboolean reached = self->unreachable && !unreachable;

  self->unreachable = unreachable;
  if (reached)
    g_signal_emit (self, signals[REACHED], 0);
}

/* Whether the ledger may speak for an account that has not answered. */
static gboolean
is_out_of_reach (const GError *error)
{
  return qs_engine_error_is_passing (error) ||
         g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED) ||
         error->domain != QS_ENGINE_ERROR;
}

static void
add_detail (QsLedgerEngine *self,
            QsTransaction  *transaction,
            const char     *id,
            const char     *text)
{
  gpointer hash = GUINT_TO_POINTER (g_str_hash (text) | 1);

  if (g_hash_table_lookup (self->known, id) == hash)
    return;

  if (g_hash_table_size (self->known) >= MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  g_hash_table_insert (self->known, g_strdup (id), hash);
  qs_transaction_add (transaction, "INSERT OR REPLACE INTO details (account, id, json) "
                      "VALUES (?, ?, ?)", "sss", self->account_id, id, text);
}

static void
remember_jobs (QsLedgerEngine *self,
               JsonNode       *reply)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  JsonArray *jobs = qs_json_get_array (json_node_get_object (reply), "jobs");
  JsonObject *job;

  for (guint i = 0; (job = qs_json_element (jobs, i)) != NULL; i++)
    {
      const char *id = qs_json_get_string (job, "jobId", NULL);
      g_autofree char *text = qs_json_print (json_array_get_element (jobs, i), FALSE);

      if (id != NULL)
        add_detail (self, transaction, id, text);
    }

  qs_ledger_write (self->ledger, transaction);
}

static JsonNode *
await_detail (QsLedgerEngine *self,
              const char     *id)
{
  g_autoptr(QsRows) rows = qs_await_boxed (qs_ledger_query (self->ledger,
                                                            "SELECT json FROM details "
                                                            "WHERE account = ? AND id = ?", "ss",
                                                            self->account_id, id), NULL);
  g_autoptr(JsonNode) node = NULL;

  if (rows == NULL || qs_rows_get_length (rows) == 0)
    return NULL;

  node = qs_json_parse (qs_rows_get_text (rows, 0, 0), -1, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static gboolean
has_job (JsonArray  *jobs,
         const char *id)
{
  JsonObject *job;

  for (guint i = 0; (job = qs_json_element (jobs, i)) != NULL; i++)
    if (g_strcmp0 (qs_json_get_string (job, "jobId", NULL), id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_ended (JsonNode *job)
{
  const char *status = qs_json_get_string (json_node_get_object (job), "status", "");

  return qs_job_status_is_final (qs_job_status_from_string (status));
}

/* Adds to @jobs what is remembered of those that were asked for and are not there. Of a job that
 * was not over the ledger does not know what an account knows that can be asked. */
static void
await_remembered (QsLedgerEngine *self,
                  JsonNode       *input,
                  JsonArray      *jobs,
                  gboolean        only_ended)
{
  g_auto(GStrv) ids = qs_json_dup_strv (json_node_get_object (input), "jobs");

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr(JsonNode) job = has_job (jobs, ids[i]) ? NULL : await_detail (self, ids[i]);

      if (job != NULL && (!only_ended || has_ended (job)))
        json_array_add_element (jobs, g_steal_pointer (&job));
    }
}

static DexFuture *
answer_jobs (JsonArray *jobs)
{
  JsonObject *reply = json_object_new ();

  json_object_set_array_member (reply, "jobs", jobs);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, qs_json_take (reply));
}

static DexFuture *
describe_fiber (gpointer data)
{
  QsLedgerCall *call = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = qs_await_boxed (g_steal_pointer (&call->answer), &error);
  g_autoptr(JsonArray) jobs = NULL;

  note_reach (call->self, error);
  if (reply != NULL)
    {
      JsonArray *found = qs_json_get_array (json_node_get_object (reply), "jobs");

      remember_jobs (call->self, reply);
      jobs = found != NULL ? json_array_ref (found) : json_array_new ();
      await_remembered (call->self, call->input, jobs, TRUE);
      return answer_jobs (g_steal_pointer (&jobs));
    }

  jobs = json_array_new ();
  if (is_out_of_reach (error))
    await_remembered (call->self, call->input, jobs, FALSE);
  if (json_array_get_length (jobs) > 0)
    return answer_jobs (g_steal_pointer (&jobs));

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
log_fiber (gpointer data)
{
  QsLedgerCall *call = data;
  QsLedgerEngine *self = call->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = qs_await_boxed (g_steal_pointer (&call->answer), &error);
  g_autoptr(JsonNode) remembered = NULL;

  note_reach (self, error);
  if (reply != NULL)
    {
      qs_ledger_log_remember (self->ledger, self->account_id, call->input, reply);
      return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&reply));
    }

  if (is_out_of_reach (error) ||
      g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND))
    remembered = qs_ledger_log_await (self->ledger, self->account_id, call->input);
  if (remembered != NULL)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&remembered));

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* The account has answered, or has not. Until then whoever drops the future cancels the call. */
static DexFuture *
start_fiber (DexFiberFunc  fiber,
             QsLedgerCall *call,
             DexFuture    *answer)
{
  return qs_fiber_start (fiber, new_call (call->self, call->input, dex_ref (answer)), free_call);
}

static DexFuture *
start_describe (DexFuture *future,
                gpointer   user_data)
{
  return start_fiber (describe_fiber, user_data, future);
}

static DexFuture *
start_log (DexFuture *future,
           gpointer   user_data)
{
  return start_fiber (log_fiber, user_data, future);
}

static DexFuture *
qs_ledger_engine_call (QsEngine   *engine,
                       const char *operation,
                       JsonNode   *input)
{
  QsLedgerEngine *self = QS_LEDGER_ENGINE (engine);
  g_autoptr(JsonNode) page = NULL;
  DexFuture *answer;

  if (g_str_equal (operation, "GetLogEvents") && (page = qs_ledger_log_turn (input)) != NULL)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&page));

  answer = qs_engine_call (self->engine, operation, input);
  if (g_str_equal (operation, "GetLogEvents"))
    return dex_future_finally (answer, start_log, new_call (self, input, NULL), free_call);
  if (g_str_equal (operation, "DescribeJobs"))
    return dex_future_finally (answer, start_describe, new_call (self, input, NULL), free_call);

  return answer;
}

static DexFuture *
remember_texts_fiber (gpointer data)
{
  QsLedgerCall *call = data;
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autoptr(QsJobTexts) texts = qs_await_boxed (g_steal_pointer (&call->answer), NULL);

  for (guint i = 0; texts != NULL && i < qs_job_texts_get_length (texts); i++)
    add_detail (call->self, transaction, qs_job_texts_get_id (texts, i),
                qs_job_texts_get_text (texts, i));
  qs_ledger_write (call->self->ledger, transaction);
  return dex_future_new_true ();
}

/* The watcher does not wait for what is remembered of its answer. */
static DexFuture *
accept_bytes (DexFuture *future,
              gpointer   user_data)
{
  QsLedgerCall *call = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  note_reach (call->self, error);
  if (value == NULL || !G_VALUE_HOLDS (value, G_TYPE_BYTES))
    return NULL;

  dex_future_disown (qs_fiber_start (remember_texts_fiber,
                                     new_call (call->self, call->input,
                                               qs_job_texts_split (g_value_get_boxed (value))),
                                     free_call));
  return NULL;
}

static DexFuture *
note_bytes (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  note_reach (QS_LEDGER_ENGINE (user_data), error);
  return NULL;
}

static DexFuture *
qs_ledger_engine_call_bytes (QsEngine   *engine,
                             const char *operation,
                             JsonNode   *input)
{
  QsLedgerEngine *self = QS_LEDGER_ENGINE (engine);
  DexFuture *answer = qs_engine_call_bytes (self->engine, operation, input);

  if (g_str_equal (operation, "DescribeJobs"))
    return dex_future_finally (answer, accept_bytes, new_call (self, input, NULL), free_call);

  return dex_future_finally (answer, note_bytes, g_object_ref (self), g_object_unref);
}

static DexFuture *
qs_ledger_engine_call_service (QsEngine   *engine,
                               const char *service,
                               const char *operation,
                               JsonNode   *input)
{
  return qs_engine_call_service (QS_LEDGER_ENGINE (engine)->engine, service, operation, input);
}

static gboolean
qs_ledger_engine_has_service (QsEngine   *engine,
                              const char *service)
{
  return qs_engine_has_service (QS_LEDGER_ENGINE (engine)->engine, service);
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_ledger_engine_call;
  iface->call_bytes = qs_ledger_engine_call_bytes;
  iface->call_service = qs_ledger_engine_call_service;
  iface->has_service = qs_ledger_engine_has_service;
}

static void
qs_ledger_engine_finalize (GObject *object)
{
  QsLedgerEngine *self = QS_LEDGER_ENGINE (object);

  g_object_unref (self->engine);
  g_object_unref (self->ledger);
  g_hash_table_unref (self->known);
  g_free (self->account_id);

  G_OBJECT_CLASS (qs_ledger_engine_parent_class)->finalize (object);
}

static void
qs_ledger_engine_class_init (QsLedgerEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_ledger_engine_finalize;

  signals[REACHED] = g_signal_new ("reached", QS_TYPE_LEDGER_ENGINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qs_ledger_engine_init (QsLedgerEngine *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Returns: (transfer full): @engine with what the ledger remembers of its account. */
QsLedgerEngine *
qs_ledger_engine_new (QsEngine   *engine,
                      QsLedger   *ledger,
                      const char *account_id)
{
  QsLedgerEngine *self = g_object_new (QS_TYPE_LEDGER_ENGINE, NULL);

  self->engine = g_object_ref (engine);
  self->ledger = g_object_ref (ledger);
  self->account_id = g_strdup (account_id);
  g_signal_connect_object (engine, "activity", G_CALLBACK (qs_engine_emit_activity), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "seeking", G_CALLBACK (qs_engine_emit_seeking), self,
                           G_CONNECT_SWAPPED);
  return self;
}
