#include "qs-account-need.h"

#include "qs-json.h"
#include "qs-watcher.h"

G_DEFINE_ENUM_TYPE (QsAccountNeed, qs_account_need,
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_NOTHING, "nothing"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_UNLOCK, "unlock"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_SECRET, "secret"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_LOGIN, "login"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_KEYS, "keys"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_ANSWER, "answer"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_NEED_KEYRING, "keyring"))

static gboolean
has_credentials (QsAccount  *account,
                 const char *source)
{
  JsonObject *settings = json_node_get_object (qs_account_get_settings (account));

  return qs_json_get_object (qs_json_get_object (settings, "credentials"), source) != NULL;
}

/* A secret of a profile is where the profile is. */
static gboolean
has_secret_in_keyring (QsAccount *account)
{
  JsonObject *settings = json_node_get_object (qs_account_get_settings (account));
  JsonObject *credentials = qs_json_get_object (settings, "credentials");
  JsonObject *role = qs_json_get_object (credentials, "assumeRole");

  return has_credentials (account, "accessKey") || has_credentials (account, "identityCenter") ||
         qs_json_get_string (role, "accessKeyId", NULL) != NULL;
}

static QsAccountNeed
find_need_of_keyring (QsKeyringState keyring)
{
  switch (keyring)
    {
    case QS_KEYRING_STATE_LOCKED:
    case QS_KEYRING_STATE_DISMISSED:
      return QS_ACCOUNT_NEED_UNLOCK;
    case QS_KEYRING_STATE_UNREADABLE:
      return QS_ACCOUNT_NEED_SECRET;
    case QS_KEYRING_STATE_UNKNOWN:
    case QS_KEYRING_STATE_AVAILABLE:
    case QS_KEYRING_STATE_ABSENT:
    default:
      return QS_ACCOUNT_NEED_NOTHING;
    }
}

static QsAccountNeed
find_need_of_credentials (QsAccount *account)
{
  if (!qs_account_get_login_needed (account))
    return QS_ACCOUNT_NEED_NOTHING;
  if (has_credentials (account, "identityCenter"))
    return QS_ACCOUNT_NEED_LOGIN;

  return has_credentials (account, "accessKey") ? QS_ACCOUNT_NEED_KEYS : QS_ACCOUNT_NEED_ANSWER;
}

/* What calls come to says more than what the desktop knows, which may have no notion of a network
 * that works, or of an endpoint on this computer. */
static gboolean
is_cut_off (QsAccount *account,
            gboolean   network)
{
  QsWatcher *watcher = qs_account_get_watcher (account);

  if (watcher == NULL)
    return FALSE;

  if (qs_watcher_get_state (watcher) == QS_WATCHER_STATE_LOADING)
    return !network;

  return qs_watcher_get_state (watcher) == QS_WATCHER_STATE_OFFLINE &&
         g_error_matches (qs_watcher_get_error (watcher), QS_ENGINE_ERROR,
                          QS_ENGINE_ERROR_UNAVAILABLE);
}

/**
 * qs_account_need_find:
 * @keyring: how the keyring is
 * @network: whether the desktop knows of a network
 *
 * Returns: what @account needs; this computer needs nothing.
 */
QsAccountNeed
qs_account_need_find (QsAccount     *account,
                      QsKeyringState keyring,
                      gboolean       network)
{
  QsAccountNeed need = QS_ACCOUNT_NEED_NOTHING;

  g_return_val_if_fail (QS_IS_ACCOUNT (account), QS_ACCOUNT_NEED_NOTHING);

  if (qs_account_get_kind (account) == QS_ACCOUNT_KIND_LOCAL)
    return QS_ACCOUNT_NEED_NOTHING;

  if (has_secret_in_keyring (account))
    need = find_need_of_keyring (keyring);
  if (need == QS_ACCOUNT_NEED_NOTHING)
    need = find_need_of_credentials (account);
  if (need == QS_ACCOUNT_NEED_NOTHING && is_cut_off (account, network))
    need = QS_ACCOUNT_NEED_NETWORK;
  if (need == QS_ACCOUNT_NEED_NOTHING && keyring == QS_KEYRING_STATE_ABSENT &&
      has_secret_in_keyring (account))
    need = QS_ACCOUNT_NEED_KEYRING;

  return need;
}

/**
 * qs_account_need_explains:
 * @error: (nullable): what became of a call
 *
 * Returns: whether @error is @need over again, so that saying both would be saying it twice.
 */
gboolean
qs_account_need_explains (QsAccountNeed need,
                          const GError *error)
{
  switch (need)
    {
    case QS_ACCOUNT_NEED_UNLOCK:
    case QS_ACCOUNT_NEED_SECRET:
    case QS_ACCOUNT_NEED_LOGIN:
    case QS_ACCOUNT_NEED_KEYS:
    case QS_ACCOUNT_NEED_ANSWER:
      return error != NULL && (error->domain == QS_KEYRING_ERROR ||
                               g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED));
    case QS_ACCOUNT_NEED_NETWORK:
      return g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
    case QS_ACCOUNT_NEED_NOTHING:
    case QS_ACCOUNT_NEED_KEYRING:
    default:
      return FALSE;
    }
}
