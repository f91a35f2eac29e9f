#include "qs-log-engine.h"

#include "qs-json.h"

struct _QsLogEngine
{
  GObject  parent_instance;

  guint    n_lines;
  char    *filling;
  gboolean absent;
  guint    n_calls;
};

static void engine_iface_init (QsEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLogEngine, qs_log_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_ENGINE, engine_iface_init))

/* A token says on which side of it to read, and where it lies: "f/5" or "b/5". */
static void
find_range (QsLogEngine *self,
            JsonObject  *input,
            guint       *start,
            guint       *end)
{
  guint limit = qs_json_get_int (input, "limit", 10000);
  const char *token = qs_json_get_string (input, "nextToken", NULL);
  gboolean forward = token != NULL ? *token == 'f'
                                   : qs_json_get_bool (input, "startFromHead", FALSE);
  guint at = token != NULL ? g_ascii_strtoull (token + 2, NULL, 10) : forward ? 0 : self->n_lines;

  *start = forward ? at : at - MIN (at, limit);
  *end = forward ? MIN (at + limit, self->n_lines) : at;
}

static void
set_token (JsonObject *output,
           const char *member,
           char        side,
           guint       at)
{
  g_autofree char *token = g_strdup_printf ("%c/%u", side, at);

  json_object_set_string_member (output, member, token);
}

static JsonArray *
make_events (QsLogEngine *self,
             guint        start,
             guint        end)
{
  JsonArray *events = json_array_sized_new (end - start);

  for (guint i = start; i < end; i++)
    {
      g_autofree char *message = g_strdup_printf ("line %u%s", i, self->filling);
      JsonObject *event = json_object_new ();

      json_object_set_string_member (event, "message", message);
      json_array_add_object_element (events, event);
    }

  return events;
}

static DexFuture *
qs_log_engine_call (QsEngine   *engine,
                    const char *operation,
                    JsonNode   *input)
{
  QsLogEngine *self = QS_LOG_ENGINE (engine);
  JsonObject *output;
  guint start;
  guint end;

  if (!g_str_equal (operation, "GetLogEvents"))
    return dex_future_new_take_boxed (JSON_TYPE_NODE, qs_json_take (json_object_new ()));

  self->n_calls++;
  if (self->absent)
    return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND, "No such stream");

  find_range (self, json_node_get_object (input), &start, &end);
  output = json_object_new ();
  json_object_set_array_member (output, "events", make_events (self, start, end));
  set_token (output, "nextForwardToken", 'f', end);
  set_token (output, "nextBackwardToken", 'b', start);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, qs_json_take (output));
}

static void
engine_iface_init (QsEngineInterface *iface)
{
  iface->call = qs_log_engine_call;
}

static void
qs_log_engine_finalize (GObject *object)
{
  g_free (QS_LOG_ENGINE (object)->filling);

  G_OBJECT_CLASS (qs_log_engine_parent_class)->finalize (object);
}

static void
qs_log_engine_class_init (QsLogEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_log_engine_finalize;
}

static void
qs_log_engine_init (QsLogEngine *self)
{
}

QsLogEngine *
qs_log_engine_new (guint n_lines,
                   guint line_length)
{
  QsLogEngine *self = g_object_new (QS_TYPE_LOG_ENGINE, NULL);

  self->n_lines = n_lines;
  self->filling = g_strnfill (line_length, '.');
  return self;
}

void
qs_log_engine_set_n_lines (QsLogEngine *self,
                           guint        n_lines)
{
  self->n_lines = n_lines;
}

void
qs_log_engine_set_absent (QsLogEngine *self,
                          gboolean     absent)
{
  self->absent = absent;
}

guint
qs_log_engine_count_calls (QsLogEngine *self)
{
  return self->n_calls;
}
