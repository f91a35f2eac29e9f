#include "qs-keyring.h"

#include "qs-await.h"
#include "qs-keyring-task.h"
#include "qs-keyring-secret.h"

struct _QsKeyring
{
  GObject        parent_instance;

  GThreadPool   *thread;     /* of one thread: one prompt at a time */
  GHashTable    *memory;     /* "account kind" → GBytes, where there is no keyring */
  QsKeyringState state;
};

G_DEFINE_FINAL_TYPE (QsKeyring, qs_keyring, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One question on its way to the thread and back. */
typedef struct
{
  gatomicrefcount ref_count;
  QsKeyring      *keyring;
  DexPromise     *promise;
  QsKeyringTask   task;
} QsKeyringWork;

static QsKeyringWork *
ref_work (QsKeyringWork *work)
{
  g_atomic_ref_count_inc (&work->ref_count);
  return work;
}

static void
unref_work (gpointer data)
{
  QsKeyringWork *work = data;

  if (!g_atomic_ref_count_dec (&work->ref_count))
    return;

  qs_keyring_task_clear (&work->task);
  g_object_unref (work->keyring);
  dex_unref (work->promise);
  g_free (work);
}

static void
set_state (QsKeyring     *self,
           QsKeyringState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
on_prompt_idle_cb (gpointer user_data)
{
  QsKeyringWork *work = user_data;

  /* The prompt may be gone by now. */
  if (dex_future_is_pending (DEX_FUTURE (work->promise)))
    set_state (work->keyring, QS_KEYRING_STATE_LOCKED);

  return G_SOURCE_REMOVE;
}

static void
tell_prompt (gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_prompt_idle_cb, ref_work (user_data), unref_work);
}

/* The last reference to the keyring must not go on its own thread. */
static gboolean
on_done_idle_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

static void
run_on_thread (gpointer data,
               gpointer user_data)
{
  QsKeyringWork *work = data;
  g_autoptr(GError) error = NULL;

  if (qs_keyring_task_run (&work->task, &error))
    dex_promise_resolve_boolean (work->promise, TRUE);
  else
    dex_promise_reject (work->promise, g_steal_pointer (&error));

  g_idle_add_full (G_PRIORITY_DEFAULT, on_done_idle_cb, work, unref_work);
}

static char *
make_key (QsKeyringTask *task)
{
  return g_strdup_printf ("%s %s", task->account_id, task->kind);
}

static DexFuture *
answer_lookup (GBytes *secret)
{
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (secret));
}

/* There is no keyring: the session's own memory serves. */
static DexFuture *
do_in_memory (QsKeyring     *self,
              QsKeyringTask *task)
{
  g_autofree char *key = task->account_id != NULL ? make_key (task) : NULL;
  GBytes *found;

  switch (task->operation)
    {
    case QS_KEYRING_STORE:
      g_hash_table_replace (self->memory, g_steal_pointer (&key), g_bytes_ref (task->secret));
      return dex_future_new_true ();

    case QS_KEYRING_CLEAR:
      g_hash_table_remove (self->memory, key);
      return dex_future_new_true ();

    case QS_KEYRING_LOOKUP:
      if ((found = g_hash_table_lookup (self->memory, key)) != NULL)
        return answer_lookup (found);
      return dex_future_new_reject (QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND,
                                    "There is no keyring, and the secret was not entered since "
                                    "Quayside was started");

    case QS_KEYRING_UNLOCK:
    default:
      return dex_future_new_true ();
    }
}

/* What was held in memory is forgotten once the keyring has it, or has nothing to hold. */
static DexFuture *
accept_success (QsKeyring     *self,
                QsKeyringTask *task)
{
  if (task->operation == QS_KEYRING_LOOKUP)
    return answer_lookup (task->secret);

  if (task->operation != QS_KEYRING_UNLOCK)
    {
      g_autofree char *key = make_key (task);

      g_hash_table_remove (self->memory, key);
    }

  return dex_future_new_true ();
}

static DexFuture *
work_fiber (gpointer data)
{
  QsKeyringWork *work = data;
  QsKeyring *self = work->keyring;
  g_autoptr(GError) error = NULL;
  gboolean done = qs_await (dex_ref (DEX_FUTURE (work->promise)), &error);

  set_state (self, work->task.state);
  if (done)
    return accept_success (self, &work->task);

  if (work->task.state == QS_KEYRING_STATE_ABSENT ||
      g_error_matches (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND))
    return do_in_memory (self, &work->task);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
start (QsKeyring         *self,
       QsKeyringOperation operation,
       const char        *account_id,
       const char        *kind,
       const char        *label,
       GBytes            *secret)
{
  QsKeyringWork *work = g_new0 (QsKeyringWork, 1);
  DexFuture *answer;

  g_atomic_ref_count_init (&work->ref_count);
  work->keyring = g_object_ref (self);
  work->promise = dex_promise_new ();
  work->task.operation = operation;
  work->task.account_id = g_strdup (account_id);
  work->task.kind = g_strdup (kind);
  work->task.label = g_strdup (label);
  work->task.secret = secret != NULL ? qs_keyring_secret_copy (secret) : NULL;
  work->task.before_prompt = tell_prompt;
  work->task.user_data = work;

  answer = qs_fiber_start (work_fiber, ref_work (work), unref_work);
  g_thread_pool_push (self->thread, work, NULL);
  return answer;
}

static void
qs_keyring_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_value_set_enum (value, QS_KEYRING (object)->state);
}

static void
qs_keyring_finalize (GObject *object)
{
  QsKeyring *self = QS_KEYRING (object);

  /* Nothing is under way: each question holds the keyring. */
  g_thread_pool_free (self->thread, FALSE, TRUE);
  g_hash_table_unref (self->memory);

  G_OBJECT_CLASS (qs_keyring_parent_class)->finalize (object);
}

static void
qs_keyring_class_init (QsKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_keyring_get_property;
  object_class->finalize = qs_keyring_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, QS_TYPE_KEYRING_STATE,
                                              QS_KEYRING_STATE_UNKNOWN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_keyring_init (QsKeyring *self)
{
  self->thread = g_thread_pool_new (run_on_thread, NULL, 1, FALSE, NULL);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_bytes_unref);
}

/* Returns: (transfer full): the keyring of this desktop, not asked yet. */
QsKeyring *
qs_keyring_new (void)
{
  return g_object_new (QS_TYPE_KEYRING, NULL);
}

QsKeyringState
qs_keyring_get_state (QsKeyring *self)
{
  g_return_val_if_fail (QS_IS_KEYRING (self), QS_KEYRING_STATE_UNKNOWN);

  return self->state;
}

/**
 * qs_keyring_unlock:
 *
 * Has the keyring unlocked, which may raise a prompt.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsKeyringError.
 */
DexFuture *
qs_keyring_unlock (QsKeyring *self)
{
  g_return_val_if_fail (QS_IS_KEYRING (self), NULL);

  return start (self, QS_KEYRING_UNLOCK, NULL, NULL, NULL, NULL);
}

/**
 * qs_keyring_store:
 * @kind: such as %QS_KEYRING_ACCESS_KEY
 * @label: what a person sees in a keyring program; nothing secret
 * @secret: takes the place of the secret of the same account and kind
 *
 * Returns: (transfer full): a future of %TRUE once the secret is kept, in memory if there is no
 *   keyring; rejected with #QsKeyringError.
 */
DexFuture *
qs_keyring_store (QsKeyring  *self,
                  const char *account_id,
                  const char *kind,
                  const char *label,
                  GBytes     *secret)
{
  g_return_val_if_fail (QS_IS_KEYRING (self), NULL);
  g_return_val_if_fail (account_id != NULL && kind != NULL && label != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  return start (self, QS_KEYRING_STORE, account_id, kind, label, secret);
}

/**
 * qs_keyring_lookup:
 *
 * Returns: (transfer full): a future of the secret, a #GBytes; rejected with #QsKeyringError:
 *   %QS_KEYRING_ERROR_NOT_FOUND only when the keyring could be read and has none.
 */
DexFuture *
qs_keyring_lookup (QsKeyring  *self,
                   const char *account_id,
                   const char *kind)
{
  g_return_val_if_fail (QS_IS_KEYRING (self), NULL);
  g_return_val_if_fail (account_id != NULL && kind != NULL, NULL);

  if (self->state == QS_KEYRING_STATE_DISMISSED)
    return dex_future_new_reject (QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED,
                                  "The keyring stayed locked");

  return start (self, QS_KEYRING_LOOKUP, account_id, kind, NULL, NULL);
}

/**
 * qs_keyring_clear:
 *
 * Returns: (transfer full): a future of %TRUE once there is no such secret any more; rejected with
 *   #QsKeyringError.
 */
DexFuture *
qs_keyring_clear (QsKeyring  *self,
                  const char *account_id,
                  const char *kind)
{
  g_return_val_if_fail (QS_IS_KEYRING (self), NULL);
  g_return_val_if_fail (account_id != NULL && kind != NULL, NULL);

  return start (self, QS_KEYRING_CLEAR, account_id, kind, NULL, NULL);
}
