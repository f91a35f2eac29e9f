#include "qs-account-draft.h"

static void
adopt_text (QsAccountDraft *self,
            const char     *path,
            const char     *text)
{
  if (text != NULL)
    qs_account_draft_set_text (self, path, text);
}

static QsAccountSource
find_source (const QsPastedKeys *keys)
{
  if (keys->start_url != NULL)
    return QS_ACCOUNT_IDENTITY_CENTER;

  return keys->role_arn != NULL ? QS_ACCOUNT_ASSUME_ROLE : QS_ACCOUNT_ACCESS_KEY;
}

/**
 * qs_account_draft_adopt:
 *
 * Puts what was recognised in a text where it belongs, and chooses the source that it speaks of.
 * What the text does not say stays.
 */
void
qs_account_draft_adopt (QsAccountDraft     *self,
                        const QsPastedKeys *keys)
{
  QsAccountSource source;

  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));
  g_return_if_fail (keys != NULL);

  source = find_source (keys);
  qs_account_draft_set_source (self, source);
  if (source == QS_ACCOUNT_ASSUME_ROLE && keys->access_key_id != NULL)
    qs_account_draft_set_role_by_key (self, TRUE);

  if (source == QS_ACCOUNT_IDENTITY_CENTER)
    {
      adopt_text (self, "credentials.identityCenter.startUrl", keys->start_url);
      adopt_text (self, "credentials.identityCenter.region", keys->region);
      return;
    }

  adopt_text (self, "region", keys->region);
  adopt_text (self, source == QS_ACCOUNT_ACCESS_KEY ? "credentials.accessKey.accessKeyId"
                                                    : "credentials.assumeRole.accessKeyId",
              keys->access_key_id);
  if (source == QS_ACCOUNT_ASSUME_ROLE)
    {
      adopt_text (self, "credentials.assumeRole.roleArn", keys->role_arn);
      adopt_text (self, "credentials.assumeRole.externalId", keys->external_id);
      adopt_text (self, "credentials.assumeRole.mfaSerial", keys->mfa_serial);
    }
  if (keys->secret_access_key != NULL)
    qs_account_draft_set_secret (self, keys->secret_access_key);
  if (keys->session_token != NULL || keys->access_key_id != NULL)
    qs_account_draft_set_token (self, keys->session_token);
}
