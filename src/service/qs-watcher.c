#include "qs-watcher.h"

#include "qs-await.h"
#include "qs-job-queue.h"
#include "qs-scope.h"
#include "qs-watch-pins.h"
#include "qs-watch-rhythm.h"

/* Changes of a longer time than this are told as catching up. */
#define LONG_GAP (10 * 60 * 1000)

struct _QsWatcher
{
  GObject        parent_instance;

  QsEngine      *engine;
  QsClock       *clock;
  QsScope       *scope;
  gboolean       started;

  QsJobList     *jobs;
  GListStore    *queues;       /* of QsJobQueue, by name */
  QsWatchPins   *pins;

  QsWatchRhythm *rhythm;
  gboolean       news;         /* the next round is to look for what has ended lately */
  DexPromise    *next;         /* settled by the next round to begin; NULL when nobody waits */

  QsWatcherState state;
  GError        *error;
  gboolean       complete;
  gint64         last_round;
  gboolean       catching_up;
};

G_DEFINE_FINAL_TYPE (QsWatcher, qs_watcher, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_JOBS,
  PROP_QUEUES,
  PROP_STATE,
  PROP_ERROR,
  PROP_COMPLETE,
  PROP_LAST_ROUND,
  PROP_CATCHING_UP,
  N_PROPS
};

enum
{
  TRANSITION,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What the watching holds on to while it waits: not the watcher, which may go at any time. */
typedef struct
{
  GWeakRef       watcher;
  QsScope       *scope;
  QsWatchRhythm *rhythm;
} QsWatch;

static void
free_watch (gpointer data)
{
  QsWatch *watch = data;

  g_weak_ref_clear (&watch->watcher);
  qs_scope_unref (watch->scope);
  g_object_unref (watch->rhythm);
  g_free (watch);
}

static void
set_state (QsWatcher     *self,
           QsWatcherState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_error (QsWatcher *self,
            GError    *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_catching_up (QsWatcher *self,
                 gboolean   catching_up)
{
  if (self->catching_up == catching_up)
    return;

  self->catching_up = catching_up;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATCHING_UP]);
}

static void
on_engine_activity_cb (QsEngine  *engine,
                       QsWatcher *self)
{
  self->news = TRUE;
  qs_watch_rhythm_signal (self->rhythm);
}

static void
on_jobs_transition_cb (QsJobList  *jobs,
                       QsJob      *job,
                       QsJobStatus from,
                       QsJobStatus to,
                       QsWatcher  *self)
{
  g_signal_emit (self, signals[TRANSITION], 0, job, from, to);
}

static QsWatchRound *
begin_round (QsWatcher *self)
{
  QsWatchDepth depth = self->news ? QS_WATCH_DEPTH_NEWS : QS_WATCH_DEPTH_ACTIVE;
  gint64 now = qs_watch_rhythm_begin (self->rhythm);
  QsWatchRound *round = qs_watch_round_new (self->engine, self->jobs, self->scope,
                                            self->complete ? depth : QS_WATCH_DEPTH_ALL);

  self->news = FALSE;
  set_catching_up (self, self->complete && now - self->last_round > LONG_GAP);
  qs_watch_pins_apply (self->pins, round);
  return round;
}

static void
accept_success (QsWatcher    *self,
                QsWatchRound *round)
{
  qs_job_queue_update_list (self->queues, qs_watch_round_get_queues (round));
  self->last_round = qs_clock_now (self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ROUND]);
  take_error (self, NULL);
  if (!self->complete)
    {
      self->complete = TRUE;
      g_signal_connect_object (self->jobs, "transition", G_CALLBACK (on_jobs_transition_cb), self,
                               G_CONNECT_DEFAULT);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
    }

  set_state (self, QS_WATCHER_STATE_LIVE);
}

static void
finish_round (QsWatcher    *self,
              QsWatchRound *round,
              const GError *error)
{
  QsWatchOutcome outcome = qs_watch_round_get_moved (round) ? QS_WATCH_MOVED : QS_WATCH_STILL;

  if (error == NULL)
    {
      accept_success (self, round);
    }
  else
    {
      /* What the round would have looked for is still to be found. */
      self->news = TRUE;
      take_error (self, g_error_copy (error));
      set_state (self, qs_watcher_state_after_error (self->state, error));
    }

  set_catching_up (self, FALSE);
  qs_watch_rhythm_end (self->rhythm, error == NULL ? outcome : QS_WATCH_FAILED,
                       qs_job_list_has_active (self->jobs));
}

static void
settle (DexPromise   *promise,
        const GError *error)
{
  if (promise != NULL && error != NULL)
    dex_promise_reject (promise, g_error_copy (error));
  else if (promise != NULL)
    dex_promise_resolve_boolean (promise, TRUE);
}

/* Returns: whether the watcher is still there. */
static gboolean
await_round (QsWatch *watch)
{
  g_autoptr(QsWatcher) self = g_weak_ref_get (&watch->watcher);
  g_autoptr(QsWatchRound) round = NULL;
  g_autoptr(DexPromise) waiting = NULL;
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return FALSE;

  round = begin_round (self);
  waiting = g_steal_pointer (&self->next);
  g_clear_object (&self);

  qs_await (qs_watch_round_run (round), &error);
  if ((self = g_weak_ref_get (&watch->watcher)) != NULL)
    finish_round (self, round, error);

  settle (waiting, error);
  return self != NULL;
}

static DexFuture *
watch_fiber (gpointer data)
{
  QsWatch *watch = data;

  while (await_round (watch) &&
         qs_await (qs_scope_guard (watch->scope, qs_watch_rhythm_wait (watch->rhythm)), NULL))
    continue;

  return dex_future_new_true ();
}

static void
qs_watcher_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  QsWatcher *self = QS_WATCHER (object);

  switch (prop_id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_LAST_ROUND:
      g_value_set_int64 (value, self->last_round);
      break;
    case PROP_CATCHING_UP:
      g_value_set_boolean (value, self->catching_up);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_watcher_dispose (GObject *object)
{
  QsWatcher *self = QS_WATCHER (object);
  g_autoptr(DexPromise) next = g_steal_pointer (&self->next);

  qs_scope_cancel (self->scope);
  if (next != NULL)
    dex_promise_reject (next, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                           "The watching has ended"));

  G_OBJECT_CLASS (qs_watcher_parent_class)->dispose (object);
}

static void
qs_watcher_finalize (GObject *object)
{
  QsWatcher *self = QS_WATCHER (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->jobs);
  g_clear_object (&self->queues);
  g_clear_pointer (&self->pins, qs_watch_pins_free);
  g_clear_object (&self->rhythm);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_watcher_parent_class)->finalize (object);
}

static void
qs_watcher_class_init (QsWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_watcher_get_property;
  object_class->dispose = qs_watcher_dispose;
  object_class->finalize = qs_watcher_finalize;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_LIST, flags);
  properties[PROP_QUEUES] = g_param_spec_object ("queues", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, QS_TYPE_WATCHER_STATE,
                                              QS_WATCHER_STATE_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_LAST_ROUND] = g_param_spec_int64 ("last-round", NULL, NULL, 0, G_MAXINT64, 0,
                                                    flags);
  properties[PROP_CATCHING_UP] = g_param_spec_boolean ("catching-up", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TRANSITION] =
    g_signal_new ("transition", QS_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, QS_TYPE_JOB, QS_TYPE_JOB_STATUS, QS_TYPE_JOB_STATUS);
}

static void
qs_watcher_init (QsWatcher *self)
{
  self->scope = qs_scope_new ();
  self->jobs = qs_job_list_new ();
  self->queues = g_list_store_new (QS_TYPE_JOB_QUEUE);
  self->pins = qs_watch_pins_new ();
}

/* Returns: (transfer full): a watcher that has not started. */
QsWatcher *
qs_watcher_new (QsEngine *engine,
                QsClock  *clock)
{
  QsWatcher *self = g_object_new (QS_TYPE_WATCHER, NULL);

  g_return_val_if_fail (QS_IS_ENGINE (engine), self);
  g_return_val_if_fail (QS_IS_CLOCK (clock), self);

  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->rhythm = qs_watch_rhythm_new (clock);
  g_signal_connect_object (engine, "activity", G_CALLBACK (on_engine_activity_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

/**
 * qs_watcher_start:
 *
 * Begins the first round. Starting again does nothing.
 */
void
qs_watcher_start (QsWatcher *self)
{
  QsWatch *watch;

  g_return_if_fail (QS_IS_WATCHER (self));

  if (self->started)
    return;

  self->started = TRUE;
  watch = g_new0 (QsWatch, 1);
  g_weak_ref_init (&watch->watcher, self);
  watch->scope = qs_scope_ref (self->scope);
  watch->rhythm = g_object_ref (self->rhythm);
  qs_scope_spawn (self->scope, watch_fiber, watch, free_watch);
}

/**
 * qs_watcher_refresh:
 *
 * Asks the engine now, also for what has ended lately.
 *
 * Returns: (transfer full): a future that resolves when the list is as the engine has it at this
 *   moment or later; rejected with #QsEngineError.
 */
DexFuture *
qs_watcher_refresh (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), NULL);

  if (self->next == NULL)
    self->next = dex_promise_new ();

  self->news = TRUE;
  qs_watch_rhythm_ring (self->rhythm);
  return DEX_FUTURE (dex_ref (self->next));
}

/**
 * qs_watcher_pin:
 *
 * Has a job described in every round, such as one that is on the screen, until
 * qs_watcher_unpin() has been called as often.
 */
void
qs_watcher_pin (QsWatcher  *self,
                const char *id)
{
  g_return_if_fail (QS_IS_WATCHER (self));
  g_return_if_fail (id != NULL);

  if (qs_watch_pins_pin (self->pins, id))
    qs_watch_rhythm_ring (self->rhythm);
}

void
qs_watcher_unpin (QsWatcher  *self,
                  const char *id)
{
  g_return_if_fail (QS_IS_WATCHER (self));
  g_return_if_fail (id != NULL);

  qs_watch_pins_unpin (self->pins, id);
}

/**
 * qs_watcher_open_children:
 * @parent_id: the id of an array
 *
 * Returns: (transfer full): the children of the array, filled by the next round and watched for as
 *   long as anybody holds the list.
 */
QsJobList *
qs_watcher_open_children (QsWatcher  *self,
                          const char *parent_id)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), NULL);
  g_return_val_if_fail (parent_id != NULL, NULL);

  qs_watch_rhythm_ring (self->rhythm);
  return qs_watch_pins_open_children (self->pins, parent_id);
}

QsJobList *
qs_watcher_get_jobs (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), NULL);

  return self->jobs;
}

GListModel *
qs_watcher_get_queues (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), NULL);

  return G_LIST_MODEL (self->queues);
}

QsWatcherState
qs_watcher_get_state (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), QS_WATCHER_STATE_LOADING);

  return self->state;
}

/* Returns: (transfer none) (nullable): why the last round failed, %NULL when it did not. */
const GError *
qs_watcher_get_error (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), NULL);

  return self->error;
}

gboolean
qs_watcher_get_complete (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), FALSE);

  return self->complete;
}

gboolean
qs_watcher_get_catching_up (QsWatcher *self)
{
  g_return_val_if_fail (QS_IS_WATCHER (self), FALSE);

  return self->catching_up;
}
