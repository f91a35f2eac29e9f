#include "qs-sso-account.h"

enum
{
  FIELD_ID,
  FIELD_NAME,
  FIELD_EMAIL,
};

static const QsRecordField fields[] = {
  [FIELD_ID] = { "id", G_TYPE_STRING, "accountId" },
  [FIELD_NAME] = { "name", G_TYPE_STRING, "accountName" },
  [FIELD_EMAIL] = { "email", G_TYPE_STRING, "emailAddress" },
};

struct _QsSsoAccount
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsSsoAccount, qs_sso_account, QS_TYPE_RECORD)

static void
qs_sso_account_class_init (QsSsoAccountClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_sso_account_init (QsSsoAccount *self)
{
}

/**
 * qs_sso_account_new:
 * @item: of ListAccounts
 *
 * Returns: (transfer full): what it says.
 */
QsSsoAccount *
qs_sso_account_new (JsonObject *item)
{
  QsSsoAccount *self = g_object_new (QS_TYPE_SSO_ACCOUNT, NULL);

  qs_record_read (QS_RECORD (self), item);
  return self;
}

const char *
qs_sso_account_get_id (QsSsoAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_ID);
}

const char *
qs_sso_account_get_name (QsSsoAccount *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_NAME);
}
