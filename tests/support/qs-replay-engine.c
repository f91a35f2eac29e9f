#include "qs-replay-engine.h"

#include "qs-json.h"

typedef struct
{
  GQueue     answers;   /* of QsAnswer */
  GPtrArray *inputs;    /* of JsonNode */
} QsScript;

typedef struct
{
  JsonNode *reply;
  GError   *error;
} QsAnswer;

struct _QsReplayEngine
{
  GObject     parent_instance;

  GHashTable *scripts;   /* operation → QsScript */
  gboolean    is_cloud;
};

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsReplayEngine, qs_replay_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

static void
free_answer (gpointer data)
{
  QsAnswer *answer = data;

  g_clear_pointer (&answer->reply, json_node_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static void
free_script (gpointer data)
{
  QsScript *script = data;

  g_queue_clear_full (&script->answers, free_answer);
  g_ptr_array_unref (script->inputs);
  g_free (script);
}

static QsScript *
ensure_script (QsReplayEngine *self,
               const char     *operation)
{
  QsScript *script = g_hash_table_lookup (self->scripts, operation);

  if (script == NULL)
    {
      script = g_new0 (QsScript, 1);
      script->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
      g_hash_table_insert (self->scripts, g_strdup (operation), script);
    }

  return script;
}

static DexFuture *
qs_replay_engine_call (QsEngine   *engine,
                       const char *operation,
                       JsonNode   *input)
{
  QsScript *script = ensure_script (QS_REPLAY_ENGINE (engine), operation);
  QsAnswer *answer = g_queue_peek_head (&script->answers);
  DexFuture *future;

  g_ptr_array_add (script->inputs, json_node_copy (input));
  if (answer == NULL)
    return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER,
                                  "The replay has no answer to %s", operation);

  if (answer->error != NULL)
    future = dex_future_new_for_error (g_error_copy (answer->error));
  else
    future = dex_future_new_take_boxed (JSON_TYPE_NODE, json_node_ref (answer->reply));

  if (script->answers.length > 1)
    free_answer (g_queue_pop_head (&script->answers));

  return future;
}

static QsEngineInterface *
get_default (void)
{
  return g_type_default_interface_peek (QS_TYPE_ENGINE);
}

/* Operations go by their names alone, whatever the service. */
static DexFuture *
qs_replay_engine_call_service (QsEngine   *engine,
                               const char *service,
                               const char *operation,
                               JsonNode   *input)
{
  if (!qs_engine_has_service (engine, service))
    return get_default ()->call_service (engine, service, operation, input);

  return qs_replay_engine_call (engine, operation, input);
}

static gboolean
qs_replay_engine_has_service (QsEngine   *engine,
                              const char *service)
{
  return QS_REPLAY_ENGINE (engine)->is_cloud || get_default ()->has_service (engine, service);
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_replay_engine_call;
  iface->call_service = qs_replay_engine_call_service;
  iface->has_service = qs_replay_engine_has_service;
}

static void
qs_replay_engine_finalize (GObject *object)
{
  g_hash_table_unref (QS_REPLAY_ENGINE (object)->scripts);

  G_OBJECT_CLASS (qs_replay_engine_parent_class)->finalize (object);
}

static void
qs_replay_engine_class_init (QsReplayEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_replay_engine_finalize;
}

static void
qs_replay_engine_init (QsReplayEngine *self)
{
  self->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_script);
}

QsReplayEngine *
qs_replay_engine_new (void)
{
  return g_object_new (QS_TYPE_REPLAY_ENGINE, NULL);
}

/* From now on it is one that has every service, as an AWS account has, and not this computer's. */
void
qs_replay_engine_become_cloud (QsReplayEngine *self)
{
  self->is_cloud = TRUE;
}

void
qs_replay_engine_add (QsReplayEngine *self,
                      const char     *operation,
                      const char     *reply)
{
  g_autoptr(GError) error = NULL;
  QsAnswer *answer = g_new0 (QsAnswer, 1);

  answer->reply = qs_json_parse (reply, -1, &error);
  g_assert_no_error (error);
  g_queue_push_tail (&ensure_script (self, operation)->answers, answer);
}

void
qs_replay_engine_add_error (QsReplayEngine *self,
                            const char     *operation,
                            QsEngineError   code,
                            const char     *message)
{
  QsAnswer *answer = g_new0 (QsAnswer, 1);

  answer->error = g_error_new_literal (QS_ENGINE_ERROR, code, message);
  g_queue_push_tail (&ensure_script (self, operation)->answers, answer);
}

/* An error that leaves open what has become of the call. */
void
qs_replay_engine_add_unsettled (QsReplayEngine *self,
                                const char     *operation,
                                QsEngineError   code,
                                const char     *message)
{
  QsErrorDetails details = { .unsettled = TRUE };
  QsAnswer *answer = g_new0 (QsAnswer, 1);

  answer->error = qs_engine_error_new (code, &details, message);
  g_queue_push_tail (&ensure_script (self, operation)->answers, answer);
}

guint
qs_replay_engine_count_calls (QsReplayEngine *self,
                              const char     *operation)
{
  return ensure_script (self, operation)->inputs->len;
}

/* Returns: (transfer none): what the call at @index, counted from 0, was given. */
JsonNode *
qs_replay_engine_get_input (QsReplayEngine *self,
                            const char     *operation,
                            guint           index)
{
  QsScript *script = ensure_script (self, operation);

  g_assert_cmpuint (index, <, script->inputs->len);
  return g_ptr_array_index (script->inputs, index);
}
