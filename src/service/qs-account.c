#include "qs-account.h"

#include "qs-await.h"
#include "qs-job-sightings.h"
#include "qs-scope.h"
#include "qs-watcher.h"

#define RETRY_MSEC 2000

struct _QsAccount
{
  GObject           parent_instance;

  char             *id;
  char             *name;
  char             *datastore;
  QsClock          *clock;
  QsScope          *scope;

  QsAccountOpenFunc open;
  gpointer          open_data;
  GDestroyNotify    open_destroy;
  DexFuture        *opening;

  QsAccountState    state;
  GError           *error;
  QsEngine         *engine;
  QsWatcher        *watcher;
  QsJobSightings   *sightings;
};

/* One attempt to open the engine. It knows its account weakly: waiting must not keep it alive. */
typedef struct
{
  GWeakRef account;
  QsScope *scope;
  QsClock *clock;
} QsAttempt;

G_DEFINE_ENUM_TYPE (QsAccountState, qs_account_state,
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (QsAccount, qs_account, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_DATASTORE,
  PROP_ENGINE,
  PROP_WATCHER,
  PROP_STATE,
  PROP_ERROR_MESSAGE,
} QsAccountProperty;

static GParamSpec *properties[PROP_ERROR_MESSAGE + 1];

static QsAttempt *
make_attempt (QsAccount *self)
{
  QsAttempt *attempt = g_new0 (QsAttempt, 1);

  g_weak_ref_init (&attempt->account, self);
  attempt->scope = qs_scope_ref (self->scope);
  attempt->clock = g_object_ref (self->clock);
  return attempt;
}

static void
free_attempt (gpointer data)
{
  QsAttempt *attempt = data;

  g_weak_ref_clear (&attempt->account);
  qs_scope_unref (attempt->scope);
  g_object_unref (attempt->clock);
  g_free (attempt);
}

static void
set_state (QsAccount     *self,
           QsAccountState state,
           const GError  *error)
{
  /* The error may be the account's own. */
  g_autoptr(GError) copy = error != NULL ? g_error_copy (error) : NULL;

  g_clear_error (&self->error);
  self->error = g_steal_pointer (&copy);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
accept_engine (QsAccount *self,
               QsEngine  *engine)
{
  g_set_object (&self->engine, engine);
  g_clear_object (&self->sightings);
  g_clear_object (&self->watcher);
  self->watcher = qs_watcher_new (engine, self->clock);
  self->sightings = qs_job_sightings_new (self->watcher, self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENGINE]);
  qs_watcher_start (self->watcher);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHER]);
  set_state (self, QS_ACCOUNT_STATE_READY, NULL);
}

static DexFuture *
retry_fiber (gpointer data)
{
  QsAttempt *attempt = data;
  g_autoptr(QsAccount) self = NULL;
  DexFuture *waiting = qs_clock_wait (attempt->clock, RETRY_MSEC);

  if (!qs_await (qs_scope_guard (attempt->scope, waiting), NULL))
    return dex_future_new_true ();

  if ((self = g_weak_ref_get (&attempt->account)) != NULL)
    dex_future_disown (qs_account_open (self));

  return dex_future_new_true ();
}

static void
refuse_engine (QsAccount    *self,
               const GError *error)
{
  if (!g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE))
    {
      set_state (self, QS_ACCOUNT_STATE_FAILED, error);
      return;
    }

  set_state (self, QS_ACCOUNT_STATE_WAITING, error);
  qs_scope_spawn (self->scope, retry_fiber, make_attempt (self), free_attempt);
}

static DexFuture *
open_fiber (gpointer data)
{
  QsAttempt *attempt = data;
  g_autoptr(QsAccount) self = g_weak_ref_get (&attempt->account);
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *opening;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is gone");

  opening = self->open (self->open_data);
  g_clear_object (&self);
  engine = qs_await_object (qs_scope_guard (attempt->scope, opening), &error);

  if ((self = g_weak_ref_get (&attempt->account)) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is gone");

  if (engine == NULL)
    {
      refuse_engine (self, error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  accept_engine (self, engine);
  return dex_future_new_true ();
}

static void
qs_account_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  QsAccount *self = QS_ACCOUNT (object);

  switch ((QsAccountProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DATASTORE:
      g_value_set_string (value, self->datastore);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_WATCHER:
      g_value_set_object (value, self->watcher);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, qs_account_get_error_message (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
qs_account_dispose (GObject *object)
{
  QsAccount *self = QS_ACCOUNT (object);

  qs_scope_cancel (self->scope);
  dex_clear (&self->opening);
  g_clear_object (&self->sightings);
  g_clear_object (&self->watcher);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (qs_account_parent_class)->dispose (object);
}

static void
qs_account_finalize (GObject *object)
{
  QsAccount *self = QS_ACCOUNT (object);

  if (self->open_destroy != NULL)
    self->open_destroy (self->open_data);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->datastore, g_free);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);
  qs_scope_unref (self->scope);

  G_OBJECT_CLASS (qs_account_parent_class)->finalize (object);
}

static void
qs_account_class_init (QsAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_account_get_property;
  object_class->dispose = qs_account_dispose;
  object_class->finalize = qs_account_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DATASTORE] = g_param_spec_string ("datastore", NULL, NULL, NULL, flags);
  properties[PROP_ENGINE] = g_param_spec_object ("engine", NULL, NULL, QS_TYPE_ENGINE, flags);
  properties[PROP_WATCHER] = g_param_spec_object ("watcher", NULL, NULL, QS_TYPE_WATCHER, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, QS_TYPE_ACCOUNT_STATE,
                                              QS_ACCOUNT_STATE_CLOSED, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
qs_account_init (QsAccount *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_account_new:
 * @id: never changes; names the account in settings and notifications
 * @name: what a person calls it
 * @datastore: (nullable): the folder of this computer that jobs see as /datastore
 * @open: opens the engine, called once an attempt
 * @destroy: (nullable): frees @user_data with the account
 *
 * Returns: (transfer full): a closed account.
 */
QsAccount *
qs_account_new (const char       *id,
                const char       *name,
                const char       *datastore,
                QsClock          *clock,
                QsAccountOpenFunc open,
                gpointer          user_data,
                GDestroyNotify    destroy)
{
  QsAccount *self;

  g_return_val_if_fail (id != NULL && name != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (open != NULL, NULL);

  self = g_object_new (QS_TYPE_ACCOUNT, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->datastore = g_strdup (datastore);
  self->clock = g_object_ref (clock);
  self->open = open;
  self->open_data = user_data;
  self->open_destroy = destroy;
  return self;
}

const char *
qs_account_get_id (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
qs_account_get_name (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->name;
}

/**
 * qs_account_get_datastore:
 *
 * Returns: (nullable): the folder of this computer that jobs see as /datastore.
 */
const char *
qs_account_get_datastore (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->datastore;
}

QsClock *
qs_account_get_clock (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->clock;
}

/**
 * qs_account_get_engine:
 *
 * Returns: (transfer none) (nullable): the engine, %NULL until the account is ready.
 */
QsEngine *
qs_account_get_engine (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->engine;
}

/**
 * qs_account_get_watcher:
 *
 * Returns: (transfer none) (nullable): the watcher, %NULL until the account is ready.
 */
QsWatcher *
qs_account_get_watcher (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->watcher;
}

/**
 * qs_account_get_sightings:
 *
 * Returns: (transfer none) (nullable): when jobs came into their states as the watcher saw it,
 *   %NULL until the account is ready.
 */
QsJobSightings *
qs_account_get_sightings (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->sightings;
}

QsAccountState
qs_account_get_state (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), QS_ACCOUNT_STATE_CLOSED);

  return self->state;
}

/**
 * qs_account_get_error:
 *
 * Returns: (nullable): why there is no engine, while the account waits or has failed.
 */
const GError *
qs_account_get_error (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->error;
}

const char *
qs_account_get_error_message (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->error != NULL ? self->error->message : NULL;
}

/**
 * qs_account_open:
 *
 * Opens the engine, unless that is under way or done. An account whose engine is unavailable goes
 * on trying by itself.
 *
 * Returns: (transfer full): a future of this attempt: %TRUE once the account is ready, rejected
 *   with the engine's error.
 */
DexFuture *
qs_account_open (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  if (self->state == QS_ACCOUNT_STATE_READY)
    return dex_future_new_true ();

  if (self->opening == NULL || !dex_future_is_pending (self->opening))
    {
      dex_clear (&self->opening);
      self->opening = qs_scope_run (self->scope, open_fiber, make_attempt (self), free_attempt);
      set_state (self, QS_ACCOUNT_STATE_OPENING, self->error);
    }

  return dex_ref (self->opening);
}
