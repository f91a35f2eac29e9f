#include "qs-credentials-cache.h"

#include <glib/gi18n.h>

#include "qs-engine.h"

#define MINUTE (60 * 1000)

/* What botocore does, too: https://github.com/boto/botocore/blob/develop/botocore/credentials.py */
#define ADVISORY_MS  (15 * MINUTE)
#define MANDATORY_MS (10 * MINUTE)

/* After a failure the source is left alone for so long while the old credentials are good. */
#define RETRY_MS MINUTE

typedef enum
{
  NEED_NOTHING,
  NEED_ADVISORY,    /* renew, but answer what there is */
  NEED_MANDATORY,   /* wait for new ones */
} QsRenewalNeed;

struct _QsCredentialsCache
{
  GObject                parent_instance;

  QsCredentialsProvider *source;
  QsClock               *clock;
  QsScope               *scope;        /* NULL inside a chain */

  QsCredentials         *credentials;  /* NULL until there are some */
  gint64                 obtained_at;
  gboolean               rejected;

  DexFuture             *refresh;      /* while the source is asked */
  gint64                 failed_at;    /* 0 when the last time did not fail */
  GError                *problem;      /* why a person has to act */
};

enum
{
  PROP_0,
  PROP_LOGIN_NEEDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void credentials_provider_iface_init (QsCredentialsProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsCredentialsCache, qs_credentials_cache, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CREDENTIALS_PROVIDER,
                                                      credentials_provider_iface_init))

static gboolean
is_usable (QsCredentialsCache *self,
           gint64              now)
{
  gint64 expires_at;

  if (self->credentials == NULL || self->rejected)
    return FALSE;

  expires_at = qs_credentials_get_expires_at (self->credentials);
  return expires_at == 0 || now < expires_at;
}

static QsRenewalNeed
find_need (QsCredentialsCache *self,
           gint64              now)
{
  gint64 expires_at = qs_credentials_get_expires_at (self->credentials);
  gint64 lifetime = expires_at - self->obtained_at;

  if (expires_at == 0 || expires_at - now > MIN (ADVISORY_MS, lifetime / 4))
    return NEED_NOTHING;

  return expires_at - now > MIN (MANDATORY_MS, lifetime / 6) ? NEED_ADVISORY : NEED_MANDATORY;
}

/* Whether the source may be asked now although there are credentials that are still good. */
static gboolean
may_ask (QsCredentialsCache *self,
         gint64              now)
{
  if (self->problem != NULL)
    return FALSE;

  /* A clock that has been set back says nothing about how long ago that was. */
  return self->failed_at == 0 || now < self->failed_at || now - self->failed_at >= RETRY_MS;
}

static void
set_problem (QsCredentialsCache *self,
             const GError       *problem)
{
  gboolean was_needed = self->problem != NULL;

  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  if (was_needed != (self->problem != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOGIN_NEEDED]);
}

static void
accept_credentials (QsCredentialsCache *self,
                    QsCredentials      *credentials)
{
  g_clear_pointer (&self->credentials, qs_credentials_unref);
  self->credentials = qs_credentials_ref (credentials);
  self->obtained_at = qs_clock_now (self->clock);
  self->rejected = FALSE;
  self->failed_at = 0;
  set_problem (self, NULL);
}

static void
accept_failure (QsCredentialsCache *self,
                const GError       *error)
{
  self->failed_at = qs_clock_now (self->clock);
  if (self->scope != NULL && g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED))
    set_problem (self, error);
}

static gboolean
is_expired (QsCredentialsCache *self,
            QsCredentials      *credentials)
{
  gint64 expires_at = qs_credentials_get_expires_at (credentials);

  return expires_at != 0 && expires_at <= qs_clock_now (self->clock);
}

/* Runs before whoever waits for the refresh hears of it. */
static DexFuture *
on_source_answered_cb (DexFuture *future,
                       gpointer   user_data)
{
  g_autoptr(QsCredentialsCache) self = g_weak_ref_get (user_data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_ref (future);

  dex_clear (&self->refresh);
  if (value != NULL && is_expired (self, g_value_get_boxed (value)))
    {
      value = NULL;
      error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                                   _("The credentials that were given have expired already: log "
                                     "in again where they come from, or check this computer’s "
                                     "clock"));
    }

  if (value != NULL)
    {
      accept_credentials (self, g_value_get_boxed (value));
      return dex_ref (future);
    }

  accept_failure (self, error);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static gpointer
new_weak_ref (QsCredentialsCache *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  return ref;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Returns: (transfer full): the asking that goes on, or a new one. */
static DexFuture *
ask_source (QsCredentialsCache *self)
{
  g_autoptr(DexFuture) refresh = NULL;

  if (self->refresh != NULL)
    return dex_ref (self->refresh);

  refresh = dex_future_finally (qs_credentials_provider_load (self->source),
                                on_source_answered_cb, new_weak_ref (self), free_weak_ref);

  /* Goes on when nobody waits any more. */
  dex_future_disown (dex_ref (refresh));

  /* What has been answered at once has been dealt with already. */
  if (dex_future_is_pending (refresh))
    self->refresh = dex_ref (refresh);
  return g_steal_pointer (&refresh);
}

/* What a call gets when the source has answered: if there is nothing new, the old while it is
 * good. */
static DexFuture *
answer_waiter (DexFuture *future,
               gpointer   user_data)
{
  QsCredentialsCache *self = user_data;

  if (dex_future_is_rejected (future) && is_usable (self, qs_clock_now (self->clock)))
    return dex_future_new_take_boxed (QS_TYPE_CREDENTIALS, qs_credentials_ref (self->credentials));

  return dex_ref (future);
}

/* A future of its own for each who waits, so that dropping it ends nothing but the waiting. */
static DexFuture *
wait_for_source (QsCredentialsCache *self)
{
  return dex_future_finally (ask_source (self), answer_waiter, g_object_ref (self),
                             g_object_unref);
}

static DexFuture *
qs_credentials_cache_load (QsCredentialsProvider *provider)
{
  QsCredentialsCache *self = QS_CREDENTIALS_CACHE (provider);
  gint64 now = qs_clock_now (self->clock);
  QsRenewalNeed need;

  if (!is_usable (self, now))
    return self->problem != NULL && self->refresh == NULL ?
           dex_future_new_for_error (g_error_copy (self->problem)) :
           wait_for_source (self);

  need = find_need (self, now);
  if (need == NEED_MANDATORY && (self->refresh != NULL || may_ask (self, now)))
    return wait_for_source (self);
  if (need == NEED_ADVISORY && may_ask (self, now))
    dex_unref (ask_source (self));

  return dex_future_new_take_boxed (QS_TYPE_CREDENTIALS, qs_credentials_ref (self->credentials));
}

static gboolean
is_same (QsCredentials *a,
         QsCredentials *b)
{
  return a == b ||
         (g_strcmp0 (qs_credentials_get_access_key_id (a),
                     qs_credentials_get_access_key_id (b)) == 0 &&
          g_strcmp0 (qs_credentials_get_session_token (a),
                     qs_credentials_get_session_token (b)) == 0);
}

/* A late answer about credentials that have been replaced by now says nothing about the new. */
static void
qs_credentials_cache_reject (QsCredentialsProvider *provider,
                             QsCredentials         *credentials)
{
  QsCredentialsCache *self = QS_CREDENTIALS_CACHE (provider);

  if (self->credentials == NULL || !is_same (self->credentials, credentials))
    return;

  self->rejected = TRUE;
  qs_credentials_provider_reject (self->source, credentials);
}

static void
credentials_provider_iface_init (QsCredentialsProviderInterface *iface)
{
  iface->load = qs_credentials_cache_load;
  iface->reject = qs_credentials_cache_reject;
}

static void
qs_credentials_cache_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  g_value_set_boolean (value, QS_CREDENTIALS_CACHE (object)->problem != NULL);
}

static void
qs_credentials_cache_dispose (GObject *object)
{
  QsCredentialsCache *self = QS_CREDENTIALS_CACHE (object);

  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  dex_clear (&self->refresh);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_credentials_cache_parent_class)->dispose (object);
}

static void
qs_credentials_cache_finalize (GObject *object)
{
  QsCredentialsCache *self = QS_CREDENTIALS_CACHE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_pointer (&self->credentials, qs_credentials_unref);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (qs_credentials_cache_parent_class)->finalize (object);
}

static void
qs_credentials_cache_class_init (QsCredentialsCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_credentials_cache_get_property;
  object_class->dispose = qs_credentials_cache_dispose;
  object_class->finalize = qs_credentials_cache_finalize;

  properties[PROP_LOGIN_NEEDED] =
    g_param_spec_boolean ("login-needed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_credentials_cache_init (QsCredentialsCache *self)
{
}

/**
 * qs_credentials_cache_new:
 * @scope: (nullable): in which the source works, cancelled when the cache goes; %NULL for a cache
 *   inside a chain, which leaves both that and what a person has to do to the outermost
 *
 * Returns: (transfer full): a cache that has asked nothing yet.
 */
QsCredentialsCache *
qs_credentials_cache_new (QsCredentialsProvider *source,
                          QsClock               *clock,
                          QsScope               *scope)
{
  QsCredentialsCache *self;

  g_return_val_if_fail (QS_IS_CREDENTIALS_PROVIDER (source), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_CREDENTIALS_CACHE, NULL);
  self->source = g_object_ref (source);
  self->clock = g_object_ref (clock);
  self->scope = scope != NULL ? qs_scope_ref (scope) : NULL;
  return self;
}

gboolean
qs_credentials_cache_get_login_needed (QsCredentialsCache *self)
{
  g_return_val_if_fail (QS_IS_CREDENTIALS_CACHE (self), FALSE);

  return self->problem != NULL;
}

/**
 * qs_credentials_cache_get_problem:
 *
 * Returns: (nullable): why a person has to act; %NULL when nobody has to.
 */
const GError *
qs_credentials_cache_get_problem (QsCredentialsCache *self)
{
  g_return_val_if_fail (QS_IS_CREDENTIALS_CACHE (self), NULL);

  return self->problem;
}

static DexFuture *
pass_on (DexFuture *future,
         gpointer   user_data)
{
  return dex_ref (future);
}

static DexFuture *
ask_again (DexFuture *future,
           gpointer   user_data)
{
  return qs_credentials_cache_renew (user_data);
}

/**
 * qs_credentials_cache_renew:
 *
 * Asks the source whatever there is already: after a login, or because a person wants to be asked
 * what they dismissed before.
 *
 * Returns: (transfer full): a future of the new #QsCredentials; rejected with #QsEngineError. What
 *   was good before is kept when there is nothing new.
 */
DexFuture *
qs_credentials_cache_renew (QsCredentialsCache *self)
{
  g_return_val_if_fail (QS_IS_CREDENTIALS_CACHE (self), NULL);

  /* What was asked before the login may not know of it. */
  if (self->refresh != NULL)
    return dex_future_finally (dex_ref (self->refresh), ask_again, g_object_ref (self),
                               g_object_unref);

  set_problem (self, NULL);
  self->failed_at = 0;
  return dex_future_finally (ask_source (self), pass_on, g_object_ref (self), g_object_unref);
}
