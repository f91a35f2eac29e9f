#include "qs-log-stream.h"

#include "qs-await.h"
#include "qs-log-pace.h"
#include "qs-log-window.h"
#include "qs-log-work.h"
#include "qs-scope.h"

struct _QsLogStream
{
  QsRecord    parent_instance;

  QsEngine   *engine;
  QsClock    *clock;
  char       *name;
  QsScope    *scope;     /* of the window shown now: another one begins another scope */
  DexPromise *kick;      /* pending while the follower waits */
  QsLogWindow window;
  QsLogPace   pace;

  gboolean    live;
  gboolean    loading_later;
};

G_DEFINE_FINAL_TYPE (QsLogStream, qs_log_stream, QS_TYPE_RECORD)

enum
{
  STATE,
  ERROR,
  HAS_EARLIER,
  HAS_LATER,
  LOADING_EARLIER,
  N_LINES,
  N_BYTES,
};

static const QsRecordField fields[] = {
  [STATE] = { "state", G_TYPE_NONE, NULL, QS_LOG_STATE_LOADING, qs_log_state_get_type },
  [ERROR] = { "error", .get_type = g_error_get_type },
  [HAS_EARLIER] = { "has-earlier", G_TYPE_BOOLEAN },
  [HAS_LATER] = { "has-later", G_TYPE_BOOLEAN },
  [LOADING_EARLIER] = { "loading-earlier", G_TYPE_BOOLEAN },
  [N_LINES] = { "n-lines", G_TYPE_INT64 },
  [N_BYTES] = { "n-bytes", G_TYPE_INT64 },
};

static guint spliced_signal;

static void
set_flag (QsLogStream *self,
          guint        field,
          gboolean     value)
{
  qs_record_set_bool (QS_RECORD (self), field, value);
}

static gboolean
has_flag (QsLogStream *self,
          guint        field)
{
  return qs_record_get_bool (QS_RECORD (self), field);
}

static void
set_state (QsLogStream  *self,
           QsLogState    state,
           const GError *error)
{
  qs_record_set_boxed (QS_RECORD (self), ERROR, error);
  qs_record_set_enum (QS_RECORD (self), STATE, state);
}

static void
emit_spliced (QsLogStream *self,
              guint        line,
              guint        n_removed,
              const char  *added)
{
  if (n_removed == 0 && *added == '\0')
    return;

  g_signal_emit (self, spliced_signal, 0, line, n_removed, added);
  qs_record_set_int (QS_RECORD (self), N_LINES, self->window.n_lines);
  qs_record_set_int (QS_RECORD (self), N_BYTES, self->window.n_bytes);
}

static void
append_chunk (QsLogStream      *self,
              const QsLogChunk *chunk)
{
  guint at = self->window.n_lines;
  guint trimmed;

  qs_log_window_append (&self->window, chunk);
  emit_spliced (self, at, 0, chunk->text);

  trimmed = qs_log_window_trim_start (&self->window);
  emit_spliced (self, 0, trimmed, "");
  if (trimmed > 0)
    set_flag (self, HAS_EARLIER, TRUE);
  if (chunk->n_lines > 0)
    set_state (self, QS_LOG_STATE_READY, NULL);
}

static void
prepend_chunk (QsLogStream      *self,
               const QsLogChunk *chunk)
{
  guint trimmed;

  qs_log_window_prepend (&self->window, chunk);
  emit_spliced (self, 0, 0, chunk->text);

  trimmed = qs_log_window_trim_end (&self->window);
  emit_spliced (self, self->window.n_lines, trimmed, "");
  if (trimmed > 0)
    set_flag (self, HAS_LATER, TRUE);
  if (chunk->n_lines > 0)
    set_state (self, QS_LOG_STATE_READY, NULL);
}

static void
kick (QsLogStream *self)
{
  qs_log_pace_reset (&self->pace);
  if (self->kick != NULL && dex_future_is_pending (DEX_FUTURE (self->kick)))
    dex_promise_resolve_boolean (self->kick, TRUE);
}

/* A log that is not shown to its end is left in peace until it is. */
static DexFuture *
wait_for_more (QsLogStream *self)
{
  dex_clear (&self->kick);
  self->kick = dex_promise_new ();

  if (has_flag (self, HAS_LATER) || qs_log_pace_is_over (&self->pace, self->live))
    return dex_ref (DEX_FUTURE (self->kick));

  return dex_future_first (qs_clock_wait (self->clock, self->pace.delay),
                           dex_ref (DEX_FUTURE (self->kick)), NULL);
}

/* Returns: whether it is worth looking again. What was read stays on screen in any case. */
static gboolean
accept_error (QsLogStream  *self,
              const GError *error)
{
  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND))
    {
      if (self->window.n_lines == 0)
        set_state (self, QS_LOG_STATE_EMPTY, NULL);
      return TRUE;
    }

  if (self->window.n_lines == 0 || !qs_engine_error_is_passing (error))
    set_state (self, QS_LOG_STATE_FAILED, error);

  return qs_engine_error_is_passing (error);
}

static void load_earlier (QsLogStream *self);

static void
accept_chunk (QsLogStream      *self,
              const QsLogChunk *chunk)
{
  gboolean first = self->window.pieces.length == 0;

  append_chunk (self, chunk);
  if (self->window.n_lines == 0)
    set_state (self, QS_LOG_STATE_EMPTY, NULL);
  else if (first && !has_flag (self, HAS_LATER))
    /* Most logs are short: this finds that there is nothing before, or fills the window. */
    load_earlier (self);
}

static DexFuture *
follow_fiber (gpointer data)
{
  QsLogWork *work = data;

  for (;;)
    {
      g_autoptr(QsLogStream) self = NULL;
      g_autoptr(QsLogChunk) chunk = NULL;
      g_autoptr(GError) error = NULL;
      DexFuture *more;

      chunk = qs_await_boxed (qs_log_work_fetch (work), &error);
      if ((self = qs_log_work_dup_stream (work)) == NULL)
        return dex_future_new_true ();

      /* While it was read, the end may have been let go for what comes before. */
      if (chunk != NULL && (!has_flag (self, HAS_LATER) || self->window.pieces.length == 0))
        accept_chunk (self, chunk);
      else if (chunk == NULL && !accept_error (self, error))
        return dex_future_new_true ();

      qs_log_pace_step (&self->pace, chunk);
      do
        {
          more = qs_scope_guard (work->scope, wait_for_more (self));
          g_clear_object (&self);
          if (!qs_await (more, NULL) || (self = qs_log_work_dup_stream (work)) == NULL)
            return dex_future_new_true ();
        }
      while (has_flag (self, HAS_LATER));

      /* CloudWatch Logs wants to be told that a token leads forward. */
      g_set_str (&work->token, qs_log_window_get_forward (&self->window));
      work->from_head = TRUE;
    }
}

static void
finish_earlier (QsLogStream      *self,
                const QsLogChunk *chunk)
{
  if (chunk != NULL && chunk->n_lines > 0)
    prepend_chunk (self, chunk);
  if (chunk != NULL && qs_log_chunk_is_end (chunk))
    set_flag (self, HAS_EARLIER, FALSE);

  set_flag (self, LOADING_EARLIER, FALSE);
}

static DexFuture *
earlier_fiber (gpointer data)
{
  QsLogWork *work = data;
  g_autoptr(QsLogStream) self = NULL;
  g_autoptr(QsLogChunk) chunk = NULL;

  /* Empty pages are passed over: they are not the beginning. */
  do
    {
      g_autoptr(QsLogChunk) next = qs_await_boxed (qs_log_work_fetch (work), NULL);

      g_clear_pointer (&chunk, qs_log_chunk_unref);
      if (next != NULL)
        g_set_str (&work->token, next->backward);
      chunk = g_steal_pointer (&next);
    }
  while (chunk != NULL && chunk->n_lines == 0 && !qs_log_chunk_is_end (chunk));

  if ((self = qs_log_work_dup_stream (work)) != NULL)
    finish_earlier (self, chunk);

  return dex_future_new_true ();
}

static DexFuture *
later_fiber (gpointer data)
{
  QsLogWork *work = data;
  g_autoptr(QsLogStream) self = NULL;
  g_autoptr(QsLogChunk) chunk = qs_await_boxed (qs_log_work_fetch (work), NULL);

  if ((self = qs_log_work_dup_stream (work)) == NULL)
    return dex_future_new_true ();

  self->loading_later = FALSE;
  if (chunk != NULL)
    append_chunk (self, chunk);
  if (chunk != NULL && qs_log_chunk_is_end (chunk))
    {
      set_flag (self, HAS_LATER, FALSE);
      kick (self);
    }

  return dex_future_new_true ();
}

static void
load_earlier (QsLogStream *self)
{
  const char *token = qs_log_window_get_backward (&self->window);

  if (token == NULL || has_flag (self, LOADING_EARLIER))
    return;

  set_flag (self, HAS_EARLIER, TRUE);
  set_flag (self, LOADING_EARLIER, TRUE);
  qs_scope_spawn (self->scope, earlier_fiber, qs_log_work_new (self, self->scope, token, FALSE),
                  qs_log_work_free);
}

/* Begins another window at @token, or without one at the beginning or the end of the log. */
static void
show_window (QsLogStream *self,
             const char  *token,
             gboolean     from_head,
             gboolean     has_later)
{
  guint n_lines = self->window.n_lines;

  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
  self->scope = qs_scope_new ();

  qs_log_window_clear (&self->window);
  emit_spliced (self, 0, n_lines, "");
  self->loading_later = FALSE;
  qs_log_pace_reset (&self->pace);
  set_flag (self, LOADING_EARLIER, FALSE);
  set_flag (self, HAS_EARLIER, token != NULL);
  set_flag (self, HAS_LATER, has_later);
  set_state (self, QS_LOG_STATE_LOADING, NULL);

  qs_scope_spawn (self->scope, follow_fiber,
                  qs_log_work_new (self, self->scope, token, from_head), qs_log_work_free);
}

static void
on_engine_activity_cb (QsEngine    *engine,
                       QsLogStream *self)
{
  kick (self);
}

static void
qs_log_stream_dispose (GObject *object)
{
  QsLogStream *self = QS_LOG_STREAM (object);

  if (self->scope != NULL)
    qs_scope_cancel (self->scope);

  G_OBJECT_CLASS (qs_log_stream_parent_class)->dispose (object);
}

static void
qs_log_stream_finalize (GObject *object)
{
  QsLogStream *self = QS_LOG_STREAM (object);

  qs_log_window_clear (&self->window);
  g_clear_pointer (&self->scope, qs_scope_unref);
  dex_clear (&self->kick);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_free (self->name);

  G_OBJECT_CLASS (qs_log_stream_parent_class)->finalize (object);
}

static void
qs_log_stream_class_init (QsLogStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_log_stream_dispose;
  object_class->finalize = qs_log_stream_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));

  spliced_signal = g_signal_new ("spliced", QS_TYPE_LOG_STREAM, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT,
                                 G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
qs_log_stream_init (QsLogStream *self)
{
  self->live = TRUE;
  qs_log_pace_reset (&self->pace);
}

/**
 * qs_log_stream_new:
 * @name: the log stream's name, from DescribeJobs
 *
 * Returns: (transfer full): a stream that reads nothing before qs_log_stream_jump_to_end().
 */
QsLogStream *
qs_log_stream_new (QsEngine   *engine,
                   QsClock    *clock,
                   const char *name)
{
  QsLogStream *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (QS_TYPE_LOG_STREAM, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->name = g_strdup (name);
  g_signal_connect_object (engine, "activity", G_CALLBACK (on_engine_activity_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

const char *
qs_log_stream_get_name (QsLogStream *self)
{
  g_return_val_if_fail (QS_IS_LOG_STREAM (self), NULL);

  return self->name;
}

QsEngine *
qs_log_stream_get_engine (QsLogStream *self)
{
  g_return_val_if_fail (QS_IS_LOG_STREAM (self), NULL);

  return self->engine;
}

/**
 * qs_log_stream_set_live:
 * @live: whether the job still writes; a log is believed to be live at first
 */
void
qs_log_stream_set_live (QsLogStream *self,
                        gboolean     live)
{
  g_return_if_fail (QS_IS_LOG_STREAM (self));

  if (self->live == live)
    return;

  self->live = live;
  kick (self);
}

/**
 * qs_log_stream_load_earlier:
 *
 * Loads the page before the window, if there is one.
 */
void
qs_log_stream_load_earlier (QsLogStream *self)
{
  g_return_if_fail (QS_IS_LOG_STREAM (self));

  if (has_flag (self, HAS_EARLIER))
    load_earlier (self);
}

/**
 * qs_log_stream_load_later:
 *
 * Loads the page after a window that does not reach the end.
 */
void
qs_log_stream_load_later (QsLogStream *self)
{
  const char *token;

  g_return_if_fail (QS_IS_LOG_STREAM (self));

  token = qs_log_window_get_forward (&self->window);
  if (token == NULL || self->loading_later || !has_flag (self, HAS_LATER))
    return;

  self->loading_later = TRUE;
  qs_scope_spawn (self->scope, later_fiber, qs_log_work_new (self, self->scope, token, TRUE),
                  qs_log_work_free);
}

/**
 * qs_log_stream_jump_to_end:
 *
 * Shows the end of the log and follows it; also tries again what has failed.
 */
void
qs_log_stream_jump_to_end (QsLogStream *self)
{
  show_window (self, NULL, FALSE, FALSE);
}

/**
 * qs_log_stream_jump_to:
 * @token: (nullable): the token a chunk was asked by; %NULL is the beginning of the log
 *
 * Shows the log from that chunk on.
 */
void
qs_log_stream_jump_to (QsLogStream *self,
                       const char  *token)
{
  g_return_if_fail (QS_IS_LOG_STREAM (self));

  show_window (self, token, TRUE, TRUE);
}

QsLogState
qs_log_stream_get_state (QsLogStream *self)
{
  g_return_val_if_fail (QS_IS_LOG_STREAM (self), QS_LOG_STATE_LOADING);

  return qs_record_get_enum (QS_RECORD (self), STATE);
}
