#include "qs-identity.h"

#include <string.h>

struct _QsIdentity
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsIdentity, qs_identity, QS_TYPE_RECORD)

enum
{
  ARN,
  ACCOUNT,
  USER_ID,
  USER,
};

static const QsRecordField fields[] = {
  [ARN] = { "arn", G_TYPE_STRING, "Arn" },
  [ACCOUNT] = { "account", G_TYPE_STRING, "Account" },
  [USER_ID] = { "user-id", G_TYPE_STRING, "UserId" },
  [USER] = { "user", G_TYPE_STRING },
};

/* arn:aws:iam::123456789012:user/ada → ada; arn:aws:iam::123456789012:root → root */
static const char *
find_user (const char *arn)
{
  const char *slash = strrchr (arn, '/');
  const char *colon = strrchr (arn, ':');

  if (slash != NULL)
    return slash + 1;

  return colon != NULL ? colon + 1 : arn;
}

static void
qs_identity_read (QsRecord   *record,
                  JsonObject *item)
{
  const char *arn;

  QS_RECORD_CLASS (qs_identity_parent_class)->read (record, item);

  arn = qs_record_get_string (record, ARN);
  qs_record_set_string (record, USER, arn != NULL ? find_user (arn) : NULL);
}

static void
qs_identity_class_init (QsIdentityClass *klass)
{
  QS_RECORD_CLASS (klass)->read = qs_identity_read;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_identity_init (QsIdentity *self)
{
}

/**
 * qs_identity_new:
 * @reply: the output of GetCallerIdentity
 *
 * Returns: (transfer full): who that is.
 */
QsIdentity *
qs_identity_new (JsonObject *reply)
{
  QsIdentity *self = g_object_new (QS_TYPE_IDENTITY, NULL);

  qs_record_read (QS_RECORD (self), reply);
  return self;
}

const char *
qs_identity_get_arn (QsIdentity *self)
{
  return qs_record_get_string (QS_RECORD (self), ARN);
}

const char *
qs_identity_get_account (QsIdentity *self)
{
  return qs_record_get_string (QS_RECORD (self), ACCOUNT);
}

const char *
qs_identity_get_user (QsIdentity *self)
{
  return qs_record_get_string (QS_RECORD (self), USER);
}
