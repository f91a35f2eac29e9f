#include "qs-login.h"

#include "qs-auth.h"
#include "qs-await.h"
#include "qs-json.h"
#include "qs-named-value.h"
#include "qs-scope.h"
#include "qs-sso-account.h"
#include "qs-sso-login.h"
#include "qs-sso-portal.h"
#include "qs-sso-role.h"

struct _QsLogin
{
  QsRecord    parent_instance;

  JsonNode   *settings;
  QsKeyring  *keyring;
  QsHttp     *http;
  QsClock    *clock;

  QsScope    *scope;     /* of what is under way */
  QsSsoLogin *login;     /* while somebody logs in */
  GListStore *accounts;
  GListStore *roles;
};

G_DEFINE_FINAL_TYPE (QsLogin, qs_login, QS_TYPE_RECORD)

enum
{
  ACCOUNT_ID,
  STATE,
  URI,
  HOST,
  USER_CODE,
  ERROR,
  ACCOUNTS,
  ROLES,
};

static const QsRecordField fields[] = {
  [ACCOUNT_ID] = { "account-id", G_TYPE_STRING },
  [STATE] = { "state", .get_type = qs_login_state_get_type },
  [URI] = { "uri", G_TYPE_STRING },
  [HOST] = { "host", G_TYPE_STRING },
  [USER_CODE] = { "user-code", G_TYPE_STRING },
  [ERROR] = { "error", .get_type = g_error_get_type },
  [ACCOUNTS] = { "accounts", .get_type = g_list_model_get_type },
  [ROLES] = { "roles", .get_type = g_list_model_get_type },
};

static void
qs_login_finalize (GObject *object)
{
  QsLogin *self = QS_LOGIN (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->roles);
  g_clear_object (&self->login);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_pointer (&self->settings, json_node_unref);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_login_parent_class)->finalize (object);
}

static void
stop (QsLogin *self)
{
  if (self->login != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->login, self);
      qs_sso_login_cancel (self->login);
    }
  g_clear_object (&self->login);

  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
}

static void
qs_login_dispose (GObject *object)
{
  stop (QS_LOGIN (object));

  G_OBJECT_CLASS (qs_login_parent_class)->dispose (object);
}

static void
qs_login_constructed (GObject *object)
{
  QsLogin *self = QS_LOGIN (object);

  G_OBJECT_CLASS (qs_login_parent_class)->constructed (object);

  self->accounts = g_list_store_new (QS_TYPE_NAMED_VALUE);
  self->roles = g_list_store_new (QS_TYPE_NAMED_VALUE);
  qs_record_set_object (QS_RECORD (self), ACCOUNTS, self->accounts);
  qs_record_set_object (QS_RECORD (self), ROLES, self->roles);
}

static void
qs_login_class_init (QsLoginClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = qs_login_constructed;
  G_OBJECT_CLASS (klass)->dispose = qs_login_dispose;
  G_OBJECT_CLASS (klass)->finalize = qs_login_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_login_init (QsLogin *self)
{
}

/* What one step of the login works on. It does not hold the login, which may go. */
typedef struct
{
  GWeakRef   login;
  QsScope   *scope;
  JsonNode  *settings;
  QsKeyring *keyring;
  QsHttp    *http;
  QsClock   *clock;
  gboolean   by_code;
  char      *aws_account_id;
} QsLoginStep;

static QsLoginStep *
step_new (QsLogin *self)
{
  QsLoginStep *step = g_new0 (QsLoginStep, 1);

  if (self->scope == NULL)
    self->scope = qs_scope_new ();

  g_weak_ref_init (&step->login, self);
  step->scope = qs_scope_ref (self->scope);
  step->settings = json_node_ref (self->settings);
  step->keyring = g_object_ref (self->keyring);
  step->http = g_object_ref (self->http);
  step->clock = g_object_ref (self->clock);
  return step;
}

static void
step_free (gpointer data)
{
  QsLoginStep *step = data;

  g_weak_ref_clear (&step->login);
  qs_scope_unref (step->scope);
  json_node_unref (step->settings);
  g_object_unref (step->keyring);
  g_object_unref (step->http);
  g_object_unref (step->clock);
  g_free (step->aws_account_id);
  g_free (step);
}

/* Returns: (transfer full) (nullable): the login, unless it is gone or has been cancelled. */
static QsLogin *
dup_login (QsLoginStep *step)
{
  return qs_scope_is_cancelled (step->scope) ? NULL : g_weak_ref_get (&step->login);
}

/* The settings of an account that is being added name the portal, and not yet what is chosen after
 * the login. */
static QsSsoSession *
await_session (QsLoginStep *step,
               GError     **error)
{
  JsonObject *object = json_node_get_object (step->settings);
  JsonObject *credentials = qs_json_get_object (object, "credentials");
  JsonObject *center = qs_json_get_object (credentials, "identityCenter");
  g_autoptr(QsAccountSettings) settings = NULL;

  if (center != NULL)
    return qs_sso_session_new (step->settings, qs_json_get_string (center, "startUrl", ""),
                               qs_json_get_string (center, "region", ""), step->keyring,
                               step->http, step->clock, error);

  settings = qs_account_settings_new (step->settings, error);
  if (settings == NULL)
    return NULL;

  return qs_await_object (qs_auth_load_session (settings, step->keyring, step->http, step->clock),
                          error);
}

static void
set_state (QsLogin      *self,
           QsLoginState  state,
           const GError *error)
{
  qs_record_set_boxed (QS_RECORD (self), ERROR, error);
  qs_record_set_enum (QS_RECORD (self), STATE, state);
}

static void
show_address (QsLogin *self)
{
  const char *uri = self->login != NULL ? qs_sso_login_get_verification_uri (self->login) : NULL;
  const char *code = self->login != NULL ? qs_sso_login_get_user_code (self->login) : NULL;
  g_autoptr(GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  qs_record_set_string (QS_RECORD (self), HOST, parsed != NULL ? g_uri_get_host (parsed) : NULL);
  qs_record_set_string (QS_RECORD (self), USER_CODE, code);
  qs_record_set_string (QS_RECORD (self), URI, uri);
}

static void
on_sso_login_changed_cb (QsLogin *self)
{
  show_address (self);
  if (self->login != NULL && qs_sso_login_get_state (self->login) == QS_SSO_LOGIN_WAITING)
    set_state (self, QS_LOGIN_STATE_WAITING, NULL);
}

/* What follows when a step has come to its end, one way or the other. */
static DexFuture *
finish_step (QsLoginStep *step,
             QsLoginState state,
             GError      *error)
{
  g_autoptr(QsLogin) self = dup_login (step);

  if (self != NULL)
    {
      if (self->login != NULL)
        g_signal_handlers_disconnect_by_data (self->login, self);
      g_clear_object (&self->login);
      show_address (self);
      set_state (self, error != NULL ? QS_LOGIN_STATE_FAILED : state, error);
    }

  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

static DexFuture *
start_fiber (gpointer data)
{
  QsLoginStep *step = data;
  QsSsoFlow flow = step->by_code ? QS_SSO_FLOW_DEVICE : QS_SSO_FLOW_BROWSER;
  GError *error = NULL;
  g_autoptr(QsSsoSession) session = await_session (step, &error);
  g_autoptr(QsSsoLogin) login = NULL;
  g_autoptr(QsLogin) self = dup_login (step);

  if (self == NULL)
    {
      g_clear_error (&error);
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The login was given up");
    }

  if (session == NULL)
    return finish_step (step, QS_LOGIN_STATE_FAILED, error);

  login = qs_sso_login_new (session);
  self->login = g_object_ref (login);
  g_signal_connect_object (login, "notify", G_CALLBACK (on_sso_login_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_clear_object (&self);

  qs_await (qs_sso_login_run (login, flow), &error);
  return finish_step (step, QS_LOGIN_STATE_DONE, error);
}

/**
 * qs_login_new:
 * @settings: of the account, with its id
 *
 * Returns: (transfer full): a login that has not begun.
 */
QsLogin *
qs_login_new (JsonNode  *settings,
              QsKeyring *keyring,
              QsHttp    *http,
              QsClock   *clock)
{
  QsLogin *self = g_object_new (QS_TYPE_LOGIN, NULL);

  self->settings = qs_json_copy (settings);
  self->keyring = g_object_ref (keyring);
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  qs_record_set_string (QS_RECORD (self), ACCOUNT_ID,
                        qs_json_get_string (json_node_get_object (settings), "id", NULL));
  return self;
}

/**
 * qs_login_start:
 * @by_code: whether the person compares a code instead of the browser coming back by itself
 *
 * Begins; what was under way is given up.
 *
 * Returns: (transfer full): a future of %TRUE once the person has logged in.
 */
DexFuture *
qs_login_start (QsLogin *self,
                gboolean by_code)
{
  QsLoginStep *step;

  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);

  stop (self);
  set_state (self, QS_LOGIN_STATE_STARTING, NULL);
  step = step_new (self);
  step->by_code = by_code;
  return qs_scope_run (self->scope, start_fiber, step, step_free);
}

/* Gives up what is under way. */
void
qs_login_cancel (QsLogin *self)
{
  g_return_if_fail (QS_IS_LOGIN (self));

  stop (self);
  show_address (self);
  set_state (self, QS_LOGIN_STATE_IDLE, NULL);
}

static QsNamedValue *
make_choice (const char *name,
             const char *value,
             const char *note)
{
  QsNamedValue *choice = g_object_new (QS_TYPE_NAMED_VALUE, NULL);
  g_autoptr(JsonNode) item = qs_json_take (json_object_new ());
  JsonObject *object = json_node_get_object (item);

  json_object_set_string_member (object, "name", name != NULL ? name : value);
  json_object_set_string_member (object, "value", value);
  if (note != NULL)
    json_object_set_string_member (object, "note", note);
  qs_record_read (QS_RECORD (choice), object);
  return choice;
}

static QsNamedValue *
make_account (gpointer item)
{
  g_autofree char *email = NULL;

  g_object_get (item, "email", &email, NULL);
  return make_choice (qs_sso_account_get_name (item), qs_sso_account_get_id (item), email);
}

static QsNamedValue *
make_role (gpointer item)
{
  return make_choice (qs_sso_role_get_name (item), qs_sso_role_get_name (item), NULL);
}

static void
fill (GListStore *store,
      GListModel *items,
      QsNamedValue *(*make) (gpointer))
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (items, i);

      g_ptr_array_add (choices, make (item));
    }

  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), choices->pdata,
                       choices->len);
}

static DexFuture *
list_fiber (gpointer data)
{
  QsLoginStep *step = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsSsoSession) session = await_session (step, &error);
  g_autoptr(GListModel) items = NULL;
  g_autoptr(QsLogin) self = NULL;

  if (session != NULL)
    items = qs_await_object (step->aws_account_id != NULL
                             ? qs_sso_portal_list_roles (session, step->aws_account_id)
                             : qs_sso_portal_list_accounts (session), &error);
  if (items == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if ((self = dup_login (step)) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The login was given up");

  if (step->aws_account_id != NULL)
    fill (self->roles, items, make_role);
  else
    fill (self->accounts, items, make_account);
  return dex_future_new_true ();
}

/**
 * qs_login_list_accounts:
 *
 * Returns: (transfer full): a future of %TRUE once "accounts" has the AWS accounts that the person
 *   may use.
 */
DexFuture *
qs_login_list_accounts (QsLogin *self)
{
  QsLoginStep *step;

  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);

  step = step_new (self);
  return qs_scope_run (self->scope, list_fiber, step, step_free);
}

/**
 * qs_login_list_roles:
 * @aws_account_id: 12 digits
 *
 * Returns: (transfer full): a future of %TRUE once "roles" has the roles that the person may take
 *   in the account.
 */
DexFuture *
qs_login_list_roles (QsLogin    *self,
                     const char *aws_account_id)
{
  QsLoginStep *step;

  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);
  g_return_val_if_fail (aws_account_id != NULL, NULL);

  step = step_new (self);
  step->aws_account_id = g_strdup (aws_account_id);
  return qs_scope_run (self->scope, list_fiber, step, step_free);
}

const char *
qs_login_get_account_id (QsLogin *self)
{
  return qs_record_get_string (QS_RECORD (self), ACCOUNT_ID);
}

QsLoginState
qs_login_get_state (QsLogin *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATE);
}

/* Returns: (nullable): why the login failed. */
const GError *
qs_login_get_error (QsLogin *self)
{
  return qs_record_get_boxed (QS_RECORD (self), ERROR);
}

GListModel *
qs_login_get_accounts (QsLogin *self)
{
  return qs_record_get_object (QS_RECORD (self), ACCOUNTS);
}

GListModel *
qs_login_get_roles (QsLogin *self)
{
  return qs_record_get_object (QS_RECORD (self), ROLES);
}
