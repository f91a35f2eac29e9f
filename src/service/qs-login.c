#include "qs-login.h"

#include "qs-engine.h"
#include "qs-named-value.h"

struct _QsLogin
{
  QsRecord    parent_instance;

  GError     *error;
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
  ERROR_MESSAGE,
  ACCOUNTS,
  ROLES,
};

static const QsRecordField fields[] = {
  [ACCOUNT_ID] = { "account-id", G_TYPE_STRING },
  [STATE] = { "state", .get_type = qs_login_state_get_type },
  [URI] = { "uri", G_TYPE_STRING },
  [HOST] = { "host", G_TYPE_STRING },
  [USER_CODE] = { "user-code", G_TYPE_STRING },
  [ERROR_MESSAGE] = { "error-message", G_TYPE_STRING },
  [ACCOUNTS] = { "accounts", .get_type = g_list_model_get_type },
  [ROLES] = { "roles", .get_type = g_list_model_get_type },
};

static void
qs_login_finalize (GObject *object)
{
  QsLogin *self = QS_LOGIN (object);

  g_clear_error (&self->error);
  g_clear_object (&self->accounts);
  g_clear_object (&self->roles);

  G_OBJECT_CLASS (qs_login_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (klass)->finalize = qs_login_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_login_init (QsLogin *self)
{
}

static DexFuture *
refuse (QsLogin *self)
{
  g_clear_error (&self->error);
  self->error = g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                             "This Quayside cannot log in at IAM Identity Center");
  qs_record_set_string (QS_RECORD (self), ERROR_MESSAGE, self->error->message);
  qs_record_set_enum (QS_RECORD (self), STATE, QS_LOGIN_STATE_FAILED);
  return dex_future_new_for_error (g_error_copy (self->error));
}

/**
 * qs_login_start:
 * @by_code: whether the person compares a code instead of the browser coming back by itself
 *
 * Returns: (transfer full): a future of %TRUE once the person has logged in.
 */
DexFuture *
qs_login_start (QsLogin *self,
                gboolean by_code)
{
  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);

  return refuse (self);
}

/* Gives up what is under way. */
void
qs_login_cancel (QsLogin *self)
{
  g_return_if_fail (QS_IS_LOGIN (self));

  qs_record_set_enum (QS_RECORD (self), STATE, QS_LOGIN_STATE_IDLE);
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
  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);

  return refuse (self);
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
  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);
  g_return_val_if_fail (aws_account_id != NULL, NULL);

  return refuse (self);
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
  g_return_val_if_fail (QS_IS_LOGIN (self), NULL);

  return self->error;
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
