#include "qs-account.h"

#include "qs-account-need.h"
#include "qs-account-opening.h"
#include "qs-job-sightings.h"
#include "qs-json.h"
#include "qs-ledger-feed.h"
#include "qs-regions.h"
#include "qs-watcher.h"

struct _QsAccount
{
  QsRecord          parent_instance;

  QsClock          *clock;
  QsScope          *scope;
  JsonNode         *settings;     /* NULL for this computer */

  QsAccountOpenFunc open;
  gpointer          open_data;
  GDestroyNotify    open_destroy;
  DexFuture        *opening;

  GError           *error;
  QsLedger         *ledger;
  QsLedgerFeed     *feed;
  QsJobSightings   *sightings;
};

G_DEFINE_ENUM_TYPE (QsAccountKind, qs_account_kind,
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_KIND_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_KIND_AWS, "aws"))

G_DEFINE_ENUM_TYPE (QsAccountState, qs_account_state,
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (QsAccount, qs_account, QS_TYPE_RECORD)

enum
{
  ID,
  KIND,
  NAME,
  DATASTORE,
  REGION,
  REGION_NAME,
  SUBTITLE,
  ENGINE,
  WATCHER,
  STATE,
  ERROR,
  IDENTITY,
  LOGIN,
  LOGIN_NEEDED,
  NEED,
  DRAFTS,
};

static const QsRecordField fields[] = {
  [ID] = { "id", G_TYPE_STRING },
  [KIND] = { "kind", .get_type = qs_account_kind_get_type },
  [NAME] = { "name", G_TYPE_STRING },
  [DATASTORE] = { "datastore", G_TYPE_STRING },
  [REGION] = { "region", G_TYPE_STRING },
  [REGION_NAME] = { "region-name", G_TYPE_STRING },
  [SUBTITLE] = { "subtitle", G_TYPE_STRING },
  [ENGINE] = { "engine", .get_type = qs_engine_get_type },
  [WATCHER] = { "watcher", .get_type = qs_watcher_get_type },
  [STATE] = { "state", .get_type = qs_account_state_get_type },
  [ERROR] = { "error", .get_type = g_error_get_type },
  [IDENTITY] = { "identity", .get_type = qs_identity_get_type },
  [LOGIN] = { "login", .get_type = qs_login_get_type },
  [LOGIN_NEEDED] = { "login-needed", G_TYPE_BOOLEAN },
  [NEED] = { "need", .get_type = qs_account_need_get_type },
  [DRAFTS] = { "drafts", .get_type = qs_draft_store_get_type },
};

static void
set_state (QsAccount     *self,
           QsAccountState state,
           const GError  *error)
{
  /* The error may be the account's own. */
  g_autoptr(GError) copy = error != NULL ? g_error_copy (error) : NULL;

  g_clear_error (&self->error);
  self->error = g_steal_pointer (&copy);
  qs_record_set_boxed (QS_RECORD (self), ERROR, self->error);
  qs_record_set_enum (QS_RECORD (self), STATE, state);
}

static void
on_watcher_changed_cb (QsAccount *self)
{
  QsWatcher *watcher = qs_account_get_watcher (self);
  const GError *error = qs_watcher_get_error (watcher);

  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED))
    qs_record_set_bool (QS_RECORD (self), LOGIN_NEEDED, TRUE);
  else if (error == NULL && qs_watcher_get_state (watcher) == QS_WATCHER_STATE_LIVE)
    qs_record_set_bool (QS_RECORD (self), LOGIN_NEEDED, FALSE);
}

static void
qs_account_dispose (GObject *object)
{
  QsAccount *self = QS_ACCOUNT (object);

  qs_scope_cancel (self->scope);
  dex_clear (&self->opening);
  g_clear_object (&self->sightings);

  G_OBJECT_CLASS (qs_account_parent_class)->dispose (object);
}

static void
qs_account_finalize (GObject *object)
{
  QsAccount *self = QS_ACCOUNT (object);

  if (self->open_destroy != NULL)
    self->open_destroy (self->open_data);
  g_clear_object (&self->clock);
  g_clear_object (&self->feed);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->settings, json_node_unref);
  g_clear_error (&self->error);
  qs_scope_unref (self->scope);

  G_OBJECT_CLASS (qs_account_parent_class)->finalize (object);
}

static void
qs_account_class_init (QsAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_account_dispose;
  object_class->finalize = qs_account_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
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
  qs_record_set_string (QS_RECORD (self), ID, id);
  qs_record_set_string (QS_RECORD (self), NAME, name);
  qs_record_set_string (QS_RECORD (self), DATASTORE, datastore);
  self->clock = g_object_ref (clock);
  self->open = open;
  self->open_data = user_data;
  self->open_destroy = destroy;
  return self;
}

/**
 * qs_account_new_aws:
 * @settings: what is not secret, in the shapes of data/quayside/account.json, with an id
 * @open: opens the engine, called once an attempt
 * @destroy: (nullable): frees @user_data with the account
 *
 * Returns: (transfer full): a closed account.
 */
QsAccount *
qs_account_new_aws (JsonNode         *settings,
                    QsClock          *clock,
                    QsAccountOpenFunc open,
                    gpointer          user_data,
                    GDestroyNotify    destroy)
{
  JsonObject *object = json_node_get_object (settings);
  QsAccount *self = qs_account_new (qs_json_get_string (object, "id", ""),
                                    qs_json_get_string (object, "name", ""), NULL, clock, open,
                                    user_data, destroy);

  qs_record_set_enum (QS_RECORD (self), KIND, QS_ACCOUNT_KIND_AWS);
  qs_account_set_settings (self, settings);
  return self;
}

/* "Europe (Frankfurt) · 123456789012", the account's number once it is known. */
static void
update_subtitle (QsAccount *self)
{
  QsIdentity *identity = qs_account_get_identity (self);
  const char *region = qs_record_get_string (QS_RECORD (self), REGION_NAME);
  g_autofree char *both = NULL;

  if (identity != NULL && region != NULL)
    both = g_strdup_printf ("%s · %s", region, qs_identity_get_account (identity));
  qs_record_set_string (QS_RECORD (self), SUBTITLE, both != NULL ? both : region);
}

/**
 * qs_account_set_settings:
 *
 * Says what the account is called and where it is. What its engine was opened with stays as it is:
 * an account that changes in more than its name is a new #QsAccount.
 */
void
qs_account_set_settings (QsAccount *self,
                         JsonNode  *settings)
{
  JsonObject *object = json_node_get_object (settings);
  const char *region = qs_json_get_string (object, "region", NULL);
  g_autofree char *region_name = region != NULL ? qs_regions_dup_name (region) : NULL;

  g_return_if_fail (QS_IS_ACCOUNT (self));

  g_clear_pointer (&self->settings, json_node_unref);
  self->settings = qs_json_copy (settings);
  qs_record_set_string (QS_RECORD (self), NAME, qs_json_get_string (object, "name", ""));
  qs_record_set_string (QS_RECORD (self), REGION, region);
  qs_record_set_string (QS_RECORD (self), REGION_NAME, region_name != NULL ? region_name : region);
  update_subtitle (self);
}

/* The ledger remembers the account's jobs from when the account is next opened. */
void
qs_account_set_ledger (QsAccount *self,
                       QsLedger  *ledger)
{
  g_set_object (&self->ledger, ledger);
}

/* What was entered in forms and not sent is kept in @drafts, if anywhere. */
void
qs_account_set_drafts (QsAccount    *self,
                       QsDraftStore *drafts)
{
  qs_record_set_object (QS_RECORD (self), DRAFTS, drafts);
}

QsDraftStore *
qs_account_get_drafts (QsAccount *self)
{
  return qs_record_get_object (QS_RECORD (self), DRAFTS);
}

/* How a person logs in; NULL when nobody has to. */
void
qs_account_set_login (QsAccount *self,
                      QsLogin   *login)
{
  qs_record_set_object (QS_RECORD (self), LOGIN, login);
}

void
qs_account_set_identity (QsAccount  *self,
                         QsIdentity *identity)
{
  qs_record_set_object (QS_RECORD (self), IDENTITY, identity);
  update_subtitle (self);
}

QsAccountKind
qs_account_get_kind (QsAccount *self)
{
  return qs_record_get_enum (QS_RECORD (self), KIND);
}

/**
 * qs_account_get_settings:
 *
 * Returns: (transfer none) (nullable): what is not secret of an AWS account; %NULL for this
 *   computer.
 */
JsonNode *
qs_account_get_settings (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return self->settings;
}

/* Returns: (transfer none) (nullable) */
QsLogin *
qs_account_get_login (QsAccount *self)
{
  return qs_record_get_object (QS_RECORD (self), LOGIN);
}

void
qs_account_set_login_needed (QsAccount *self,
                             gboolean   needed)
{
  qs_record_set_bool (QS_RECORD (self), LOGIN_NEEDED, needed);
}

void
qs_account_set_need (QsAccount    *self,
                     QsAccountNeed need)
{
  qs_record_set_enum (QS_RECORD (self), NEED, need);
}

gboolean
qs_account_get_login_needed (QsAccount *self)
{
  return qs_record_get_bool (QS_RECORD (self), LOGIN_NEEDED);
}

/* Returns: (transfer none) (nullable) */
QsIdentity *
qs_account_get_identity (QsAccount *self)
{
  return qs_record_get_object (QS_RECORD (self), IDENTITY);
}

const char *
qs_account_get_id (QsAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), ID);
}

const char *
qs_account_get_name (QsAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

/* Returns: (nullable): what tells accounts of like names apart. */
const char *
qs_account_get_subtitle (QsAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), SUBTITLE);
}

/**
 * qs_account_get_datastore:
 *
 * Returns: (nullable): the folder of this computer that jobs see as /datastore.
 */
const char *
qs_account_get_datastore (QsAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), DATASTORE);
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
  return qs_record_get_object (QS_RECORD (self), ENGINE);
}

/**
 * qs_account_get_watcher:
 *
 * Returns: (transfer none) (nullable): the watcher, %NULL until the account is ready.
 */
QsWatcher *
qs_account_get_watcher (QsAccount *self)
{
  return qs_record_get_object (QS_RECORD (self), WATCHER);
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
  return QS_ACCOUNT (self)->sightings;
}

QsAccountState
qs_account_get_state (QsAccount *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATE);
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

  if (qs_account_get_state (self) == QS_ACCOUNT_STATE_READY)
    return dex_future_new_true ();

  if (self->opening == NULL || !dex_future_is_pending (self->opening))
    {
      dex_clear (&self->opening);
      self->opening = qs_account_opening_run (self, self->scope);
      set_state (self, QS_ACCOUNT_STATE_OPENING, self->error);
    }

  return dex_ref (self->opening);
}

DexFuture *
qs_account_call_open (QsAccount *self)
{
  return self->open (self->open_data);
}

QsLedger *
qs_account_get_ledger (QsAccount *self)
{
  return self->ledger;
}

void
qs_account_accept (QsAccount *self,
                   QsEngine  *engine,
                   QsWatcher *watcher)
{
  g_clear_object (&self->sightings);
  self->sightings = qs_job_sightings_new (watcher, self->clock);
  g_signal_connect_object (watcher, "notify", G_CALLBACK (on_watcher_changed_cb), self,
                           G_CONNECT_SWAPPED);

  g_clear_object (&self->feed);
  if (self->ledger != NULL)
    self->feed = qs_ledger_feed_new (self->ledger, qs_account_get_id (self),
                                     qs_watcher_get_jobs (watcher));

  qs_record_set_object (QS_RECORD (self), ENGINE, engine);
  qs_watcher_start (watcher);
  qs_record_set_object (QS_RECORD (self), WATCHER, watcher);
  set_state (self, QS_ACCOUNT_STATE_READY, NULL);
}

void
qs_account_refuse (QsAccount    *self,
                   const GError *error,
                   gboolean      passing)
{
  set_state (self, passing ? QS_ACCOUNT_STATE_WAITING : QS_ACCOUNT_STATE_FAILED, error);
}
