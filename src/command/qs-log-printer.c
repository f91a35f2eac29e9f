#include "qs-log-printer.h"

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-job-follower.h"
#include "qs-json.h"
#include "qs-scope.h"

#define LOG_GROUP "/aws/batch/job"

/* A person who watches should not feel the wait, and an account may be asked so often. */
#define ROUND_MSEC 500

/* One log, and how far it has been printed. */
typedef struct
{
  char *name;
  char *token;
} QsLogPosition;

struct _QsLogPrinter
{
  GObject        parent_instance;

  QsEngine      *engine;
  QsClock       *clock;
  QsConsole     *console;
  QsScope       *scope;
  QsJobFollower *follower;
  char          *indent;

  gboolean       follow;
  GPtrArray     *positions;   /* of QsLogPosition, in the order in which the logs came */
  const char    *printing;    /* the log of the last printed line */
};

G_DEFINE_FINAL_TYPE (QsLogPrinter, qs_log_printer, G_TYPE_OBJECT)

static void
free_position (gpointer data)
{
  QsLogPosition *position = data;

  g_free (position->name);
  g_free (position->token);
  g_free (position);
}

static void
add_stream (QsLogPrinter *self,
            JsonObject   *container)
{
  const char *name = container != NULL ? qs_json_get_string (container, "logStreamName", NULL)
                                       : NULL;
  QsLogPosition *position;

  if (name == NULL)
    return;

  for (guint i = 0; i < self->positions->len; i++)
    if (g_str_equal (((QsLogPosition *) g_ptr_array_index (self->positions, i))->name, name))
      return;

  position = g_new0 (QsLogPosition, 1);
  position->name = g_strdup (name);
  g_ptr_array_add (self->positions, position);
}

static void
add_task_streams (QsLogPrinter *self,
                  JsonArray    *tasks)
{
  for (guint i = 0; tasks != NULL && i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = qs_json_element (tasks, i);
      JsonArray *containers = task != NULL ? qs_json_get_array (task, "containers") : NULL;

      for (guint j = 0; containers != NULL && j < json_array_get_length (containers); j++)
        add_stream (self, qs_json_element (containers, j));
    }
}

/* Earlier attempts first, then what runs now. */
static void
find_streams (QsLogPrinter *self)
{
  JsonObject *detail = qs_job_follower_get_detail (self->follower);
  JsonArray *attempts;
  JsonObject *properties;

  if (detail == NULL)
    return;

  attempts = qs_json_get_array (detail, "attempts");
  for (guint i = 0; attempts != NULL && i < json_array_get_length (attempts); i++)
    {
      JsonObject *attempt = qs_json_element (attempts, i);

      if (attempt == NULL)
        continue;
      add_stream (self, qs_json_get_object (attempt, "container"));
      add_task_streams (self, qs_json_get_array (attempt, "taskProperties"));
    }

  add_stream (self, qs_json_get_object (detail, "container"));
  properties = qs_json_get_object (detail, "ecsProperties");
  if (properties != NULL)
    add_task_streams (self, qs_json_get_array (properties, "taskProperties"));
}

static JsonNode *
make_request (QsLogPosition *position)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "logGroupName", LOG_GROUP);
  json_object_set_string_member (request, "logStreamName", position->name);
  json_object_set_boolean_member (request, "startFromHead", TRUE);
  if (position->token != NULL)
    json_object_set_string_member (request, "nextToken", position->token);
  return qs_json_take (request);
}

static void
print_events (QsLogPrinter  *self,
              QsLogPosition *position,
              JsonArray     *events)
{
  if (events == NULL || json_array_get_length (events) == 0)
    return;

  if (self->printing != NULL && self->printing != position->name)
    {
      g_autofree char *shown = qs_display_line (position->name, -1);

      qs_console_print (self->console, "%s==> %s <==\n", self->indent, shown);
    }
  self->printing = position->name;

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = qs_json_element (events, i);
      g_autofree char *line = NULL;

      if (event == NULL)
        continue;

      line = qs_display_line (qs_json_get_string (event, "message", ""), -1);
      qs_console_print (self->console, "%s%s\n", self->indent, line);
    }
}

/* Prints what is new in one log. A token that comes back says that there is no more for now. */
static gboolean
print_stream (QsLogPrinter  *self,
              QsLogPosition *position,
              GError       **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr(JsonNode) request = make_request (position);
      g_autoptr(JsonNode) reply = NULL;
      g_autoptr(GError) failure = NULL;
      const char *token;

      reply = qs_await_boxed (qs_engine_call (self->engine, "GetLogEvents", request), &failure);
      if (reply == NULL)
        {
          /* A log is named before its first line is written. */
          if (g_error_matches (failure, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND))
            return TRUE;

          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }

      print_events (self, position,
                    qs_json_get_array (json_node_get_object (reply), "events"));
      token = qs_json_get_string (json_node_get_object (reply), "nextForwardToken", NULL);
      more = token != NULL && g_strcmp0 (token, position->token) != 0;
      g_set_str (&position->token, token);
    }

  return TRUE;
}

static gboolean
print_streams (QsLogPrinter *self,
               GError      **error)
{
  find_streams (self);

  for (guint i = 0; i < self->positions->len; i++)
    if (!print_stream (self, g_ptr_array_index (self->positions, i), error))
      return FALSE;

  return TRUE;
}

static DexFuture *
print_fiber (gpointer data)
{
  QsLogPrinter *self = data;
  g_autoptr(DexFuture) following = NULL;
  g_autoptr(GError) error = NULL;
  gboolean ended = FALSE;

  following = self->follow ? qs_job_follower_run (self->follower)
                           : qs_job_follower_look (self->follower);
  if (!self->follow && !qs_await (dex_ref (following), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Whether the job has ended is asked before its log is read, so that nothing is missed. */
  while (!ended)
    {
      ended = !dex_future_is_pending (following);
      if (!print_streams (self, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (!ended)
        qs_await (dex_future_first (dex_ref (following),
                                    qs_clock_wait (self->clock, ROUND_MSEC), NULL), NULL);
    }

  return g_steal_pointer (&following);
}

static void
qs_log_printer_finalize (GObject *object)
{
  QsLogPrinter *self = QS_LOG_PRINTER (object);

  qs_scope_unref (self->scope);
  g_clear_pointer (&self->positions, g_ptr_array_unref);
  g_clear_pointer (&self->indent, g_free);
  g_clear_object (&self->follower);
  g_clear_object (&self->console);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_log_printer_parent_class)->finalize (object);
}

static void
qs_log_printer_class_init (QsLogPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_log_printer_finalize;
}

static void
qs_log_printer_init (QsLogPrinter *self)
{
  self->scope = qs_scope_new ();
  self->positions = g_ptr_array_new_with_free_func (free_position);
}

/**
 * qs_log_printer_new:
 * @indent: what stands before each line
 *
 * Returns: (transfer full): a printer that has printed nothing.
 */
QsLogPrinter *
qs_log_printer_new (QsEngine   *engine,
                    QsClock    *clock,
                    QsConsole  *console,
                    const char *job_id,
                    const char *indent)
{
  QsLogPrinter *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (QS_IS_CONSOLE (console), NULL);
  g_return_val_if_fail (job_id != NULL && indent != NULL, NULL);

  self = g_object_new (QS_TYPE_LOG_PRINTER, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->console = g_object_ref (console);
  self->follower = qs_job_follower_new (engine, clock, job_id);
  self->indent = g_strdup (indent);
  return self;
}

/**
 * qs_log_printer_run:
 * @follow: whether to go on until the job has ended
 *
 * Prints, once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when all has been printed; rejected
 *   with #QsEngineError.
 */
DexFuture *
qs_log_printer_run (QsLogPrinter *self,
                    gboolean      follow)
{
  g_return_val_if_fail (QS_IS_LOG_PRINTER (self), NULL);

  self->follow = follow;
  return qs_scope_run (self->scope, print_fiber, g_object_ref (self), g_object_unref);
}
