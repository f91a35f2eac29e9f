#include "qs-sso-role.h"

enum
{
  FIELD_NAME,
  FIELD_ACCOUNT_ID,
};

static const QsRecordField fields[] = {
  [FIELD_NAME] = { "name", G_TYPE_STRING, "roleName" },
  [FIELD_ACCOUNT_ID] = { "account-id", G_TYPE_STRING, "accountId" },
};

struct _QsSsoRole
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsSsoRole, qs_sso_role, QS_TYPE_RECORD)

static void
qs_sso_role_class_init (QsSsoRoleClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_sso_role_init (QsSsoRole *self)
{
}

/**
 * qs_sso_role_new:
 * @item: of ListAccountRoles
 *
 * Returns: (transfer full): what it says.
 */
QsSsoRole *
qs_sso_role_new (JsonObject *item)
{
  QsSsoRole *self = g_object_new (QS_TYPE_SSO_ROLE, NULL);

  qs_record_read (QS_RECORD (self), item);
  return self;
}

const char *
qs_sso_role_get_name (QsSsoRole *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_NAME);
}

const char *
qs_sso_role_get_account_id (QsSsoRole *self)
{
  return qs_record_get_string (QS_RECORD (self), FIELD_ACCOUNT_ID);
}
