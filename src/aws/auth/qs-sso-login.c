#include "qs-sso-login.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-scope.h"
#include "qs-secret.h"
#include "qs-sso-browser.h"
#include "qs-sso-device.h"
#include "qs-sso-grant.h"
#include "qs-sso-registration.h"

struct _QsSsoLogin
{
  QsRecord      parent_instance;

  QsSsoSession *session;
  QsScope      *scope;     /* of what runs; NULL when nothing does */
};

enum
{
  FIELD_STATE,
  FIELD_VERIFICATION_URI,
  FIELD_USER_CODE,
  FIELD_EXPIRES_AT,
};

static const QsRecordField fields[] = {
  [FIELD_STATE] = { "state", .get_type = qs_sso_login_state_get_type },
  [FIELD_VERIFICATION_URI] = { "verification-uri", G_TYPE_STRING },
  [FIELD_USER_CODE] = { "user-code", G_TYPE_STRING },
  [FIELD_EXPIRES_AT] = { "expires-at", G_TYPE_INT64 },
};

G_DEFINE_ENUM_TYPE (QsSsoLoginState, qs_sso_login_state,
                    G_DEFINE_ENUM_VALUE (QS_SSO_LOGIN_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (QS_SSO_LOGIN_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (QS_SSO_LOGIN_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (QS_SSO_LOGIN_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (QS_SSO_LOGIN_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (QsSsoLogin, qs_sso_login, QS_TYPE_RECORD)

/* One run of the login. */
typedef struct
{
  QsSsoLogin *login;
  QsScope    *scope;
  QsSsoFlow   flow;
} QsSsoLoginRun;

static void
free_run (gpointer data)
{
  QsSsoLoginRun *run = data;

  g_object_unref (run->login);
  qs_scope_unref (run->scope);
  g_free (run);
}

/* A run that has been cancelled changes nothing any more: another may have begun. */
static void
show (QsSsoLoginRun  *run,
      QsSsoLoginState state,
      const char     *uri,
      const char     *user_code,
      gint64          expires_at)
{
  QsRecord *record = QS_RECORD (run->login);

  if (qs_scope_is_cancelled (run->scope))
    return;

  g_object_freeze_notify (G_OBJECT (record));
  qs_record_set_int (record, FIELD_EXPIRES_AT, expires_at);
  qs_record_set_string (record, FIELD_USER_CODE, user_code);
  qs_record_set_string (record, FIELD_VERIFICATION_URI, uri);
  qs_record_set_enum (record, FIELD_STATE, state);
  g_object_thaw_notify (G_OBJECT (record));
}

static JsonNode *
log_in_by_browser (QsSsoLoginRun *run,
                   QsSsoClient   *client,
                   GError       **error)
{
  g_autoptr(QsSsoBrowser) browser = NULL;

  browser = qs_sso_browser_new (run->login->session, client, error);
  if (browser == NULL)
    return NULL;

  show (run, QS_SSO_LOGIN_WAITING, qs_sso_browser_get_uri (browser), NULL,
        qs_sso_browser_get_expires_at (browser));
  return qs_sso_browser_finish (browser, error);
}

static JsonNode *
log_in_by_code (QsSsoLoginRun *run,
                QsSsoClient   *client,
                GError       **error)
{
  g_autoptr(QsSsoDevice) device = NULL;

  device = qs_sso_device_new (run->login->session, client, error);
  if (device == NULL)
    return NULL;

  show (run, QS_SSO_LOGIN_WAITING, qs_sso_device_get_uri (device),
        qs_sso_device_get_user_code (device), qs_sso_device_get_expires_at (device));
  return qs_sso_device_finish (device, error);
}

static JsonNode *
log_in (QsSsoLoginRun *run,
        GError       **error)
{
  g_autoptr(QsSsoClient) client = qs_sso_registration_get (run->login->session, run->flow, error);

  if (client == NULL)
    return NULL;

  return run->flow == QS_SSO_FLOW_BROWSER ? log_in_by_browser (run, client, error) :
         log_in_by_code (run, client, error);
}

/* Whether nobody has been sent to a browser yet, so that the login may still go another way. */
static gboolean
is_unseen (QsSsoLoginRun *run)
{
  return qs_sso_login_get_state (run->login) == QS_SSO_LOGIN_STARTING &&
         !qs_scope_is_cancelled (run->scope);
}

/* What is not AWS's answer is this computer's: it cannot listen. */
static gboolean
should_use_code (QsSsoLoginRun *run,
                 const GError  *error)
{
  return run->flow == QS_SSO_FLOW_BROWSER && is_unseen (run) &&
         (error->domain == G_IO_ERROR || qs_sso_registration_is_flow_refused (error));
}

static JsonNode *
get_token (QsSsoLoginRun *run,
           GError       **error)
{
  g_autoptr(GError) cause = NULL;
  JsonNode *reply = log_in (run, &cause);

  if (reply == NULL && should_use_code (run, cause))
    {
      g_clear_error (&cause);
      run->flow = QS_SSO_FLOW_DEVICE;
      reply = log_in (run, &cause);
    }

  /* The keyring's client may have been revoked since. One that was refused later is forgotten, too,
   * for the next time. */
  if (reply == NULL && qs_sso_registration_is_refused (cause) &&
      qs_sso_registration_forget (run->login->session, NULL) && is_unseen (run))
    {
      g_clear_error (&cause);
      reply = log_in (run, &cause);
    }

  if (reply == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return reply;
}

static DexFuture *
run_fiber (gpointer data)
{
  QsSsoLoginRun *run = data;
  g_autoptr(QsSecretJson) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = get_token (run, &error);
  if (reply == NULL || !qs_sso_grant_accept (run->login->session, reply, NULL, &error))
    {
      show (run, QS_SSO_LOGIN_FAILED, NULL, NULL, 0);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  show (run, QS_SSO_LOGIN_DONE, NULL, NULL, 0);
  return dex_future_new_true ();
}

static void
qs_sso_login_finalize (GObject *object)
{
  QsSsoLogin *self = QS_SSO_LOGIN (object);

  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (qs_sso_login_parent_class)->finalize (object);
}

static void
qs_sso_login_class_init (QsSsoLoginClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_sso_login_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_sso_login_init (QsSsoLogin *self)
{
}

/**
 * qs_sso_login_new:
 * @session: what to log in at
 *
 * Returns: (transfer full): a login that is idle.
 */
QsSsoLogin *
qs_sso_login_new (QsSsoSession *session)
{
  QsSsoLogin *self;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);

  self = g_object_new (QS_TYPE_SSO_LOGIN, NULL);
  self->session = g_object_ref (session);
  return self;
}

/**
 * qs_sso_login_run:
 * @flow: how to log in
 *
 * Logs in; a login that is under way is cancelled.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the token is in the keyring;
 *   rejected with #QsEngineError, #QsKeyringError, or %G_IO_ERROR_CANCELLED.
 */
DexFuture *
qs_sso_login_run (QsSsoLogin *self,
                  QsSsoFlow   flow)
{
  QsSsoLoginRun *run;

  g_return_val_if_fail (QS_IS_SSO_LOGIN (self), NULL);

  qs_sso_login_cancel (self);
  self->scope = qs_scope_new ();

  run = g_new0 (QsSsoLoginRun, 1);
  run->login = g_object_ref (self);
  run->scope = qs_scope_ref (self->scope);
  run->flow = flow;
  show (run, QS_SSO_LOGIN_STARTING, NULL, NULL, 0);
  return qs_scope_run (run->scope, run_fiber, run, free_run);
}

/**
 * qs_sso_login_cancel:
 *
 * Ends what is under way: its future is rejected and nobody listens any more.
 */
void
qs_sso_login_cancel (QsSsoLogin *self)
{
  g_return_if_fail (QS_IS_SSO_LOGIN (self));

  if (self->scope == NULL)
    return;

  qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);

  g_object_freeze_notify (G_OBJECT (self));
  qs_record_set_int (QS_RECORD (self), FIELD_EXPIRES_AT, 0);
  qs_record_set_string (QS_RECORD (self), FIELD_USER_CODE, NULL);
  qs_record_set_string (QS_RECORD (self), FIELD_VERIFICATION_URI, NULL);
  qs_record_set_enum (QS_RECORD (self), FIELD_STATE, QS_SSO_LOGIN_IDLE);
  g_object_thaw_notify (G_OBJECT (self));
}

QsSsoLoginState
qs_sso_login_get_state (QsSsoLogin *self)
{
  return qs_record_get_enum (QS_RECORD (self), FIELD_STATE);
}

/**
 * qs_sso_login_get_verification_uri:
 *
 * Returns: (nullable): what to open in the browser; %NULL unless the person has to answer there.
 */
const char *
qs_sso_login_get_verification_uri (QsSsoLogin *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_VERIFICATION_URI);
}

/**
 * qs_sso_login_get_user_code:
 *
 * Returns: (nullable): what to compare or to type; %NULL unless the login goes by code.
 */
const char *
qs_sso_login_get_user_code (QsSsoLogin *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_USER_CODE);
}

/**
 * qs_sso_login_get_expires_at:
 *
 * Returns: ms since the epoch, until when the person may answer; 0 when nobody is waited for.
 */
gint64
qs_sso_login_get_expires_at (QsSsoLogin *self)
{
  return qs_record_get_int (QS_RECORD (self), FIELD_EXPIRES_AT);
}
