#include "qs-keyring-task.h"

#define SECRET_WITH_UNSTABLE         1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

#include "qs-keyring-file.h"
#include "qs-keyring-prompt.h"
#include "quayside-config.h"

static const SecretSchema schema = {
  QS_APP_ID ".Secret",
  SECRET_SCHEMA_NONE,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GBytes *
make_bytes (SecretValue *value)
{
  gsize length;
  const char *data = secret_value_get (value, &length);

  return g_bytes_new_with_free_func (data, length, secret_value_unref, value);
}

static GHashTable *
make_attributes (QsKeyringTask *self)
{
  return secret_attributes_build (&schema, "application", QS_APP_ID, "kind", self->kind,
                                  "account", self->account_id, NULL);
}

static gboolean
fail (QsKeyringTask *self,
      QsKeyringState state,
      QsKeyringError code,
      const char    *message,
      GError       **error)
{
  self->state = state;
  g_set_error_literal (error, QS_KEYRING_ERROR, code, message);
  return FALSE;
}

static gboolean
unlock_paths (QsKeyringTask *self,
              SecretService *service,
              char         **paths,
              GError       **error)
{
  gboolean dismissed;

  if (!qs_keyring_prompt_unlock (g_dbus_proxy_get_connection (G_DBUS_PROXY (service)),
                                 (const char * const *) paths, self->before_prompt,
                                 self->user_data, &dismissed, error))
    return FALSE;

  return !dismissed || fail (self, QS_KEYRING_STATE_DISMISSED, QS_KEYRING_ERROR_DISMISSED,
                             "The keyring stayed locked", error);
}

/* Has the items that this is about unlocked, if there are any and they are locked. */
static gboolean
unlock_items (QsKeyringTask *self,
              SecretService *service,
              GHashTable    *attributes,
              GError       **error)
{
  g_auto(GStrv) unlocked = NULL;
  g_auto(GStrv) locked = NULL;

  if (!secret_service_search_for_dbus_paths_sync (service, &schema, attributes, NULL, &unlocked,
                                                  &locked, error))
    return FALSE;

  return locked == NULL || *locked == NULL || unlock_paths (self, service, locked, error);
}

static gboolean
unlock_default (QsKeyringTask *self,
                SecretService *service,
                GError       **error)
{
  g_autofree char *path = secret_service_read_alias_dbus_path_sync (service,
                                                                    SECRET_COLLECTION_DEFAULT,
                                                                    NULL, error);
  g_autoptr(SecretCollection) collection = NULL;
  char *paths[] = { path, NULL };

  /* Without a default collection the first secret that is stored makes one. */
  if (path == NULL)
    return *error == NULL;

  collection = secret_collection_new_for_dbus_path_sync (service, path, SECRET_COLLECTION_NONE,
                                                         NULL, error);
  if (collection == NULL)
    return FALSE;

  return !secret_collection_get_locked (collection) || unlock_paths (self, service, paths, error);
}

/* A key that is not the one the file was written with finds nothing and says nothing; that there
 * are secrets that it cannot read shows when all are asked for. */
static gboolean
find_unreadable (GError **error)
{
  g_autoptr(GHashTable) everything = g_hash_table_new (g_str_hash, g_str_equal);
  GList *items = secret_password_searchv_sync (NULL, everything, SECRET_SEARCH_ALL, NULL, error);

  g_list_free_full (items, g_object_unref);
  return *error != NULL;
}

static gboolean
lookup (QsKeyringTask *self,
        SecretService *service,
        GHashTable    *attributes,
        GError       **error)
{
  SecretValue *value = service != NULL
    ? secret_service_lookup_sync (service, &schema, attributes, NULL, error)
    : secret_password_lookupv_binary_sync (&schema, attributes, NULL, error);

  if (value != NULL)
    {
      self->secret = make_bytes (value);
      return TRUE;
    }

  if (*error != NULL || (service == NULL && find_unreadable (error)))
    return FALSE;

  return fail (self, QS_KEYRING_STATE_AVAILABLE, QS_KEYRING_ERROR_NOT_FOUND,
               "The keyring has no such secret", error);
}

static gboolean
store (QsKeyringTask *self,
       SecretService *service,
       GHashTable    *attributes,
       GError       **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->secret, &length);
  SecretValue *value = secret_value_new (data, length, "application/json");
  gboolean done = service != NULL
    ? secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                 self->label, value, NULL, error)
    : secret_password_storev_binary_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                                          self->label, value, NULL, error);

  secret_value_unref (value);
  return done;
}

/* That there was nothing to clear is as good. */
static gboolean
clear (SecretService *service,
       GHashTable    *attributes,
       GError       **error)
{
  if (service != NULL)
    secret_service_clear_sync (service, &schema, attributes, NULL, error);
  else
    secret_password_clearv_sync (&schema, attributes, NULL, error);

  return *error == NULL;
}

/* Without @service libsecret keeps a file. With one it is asked by name, because libsecret's common
 * way to both loses its own tasks on the way to a service. */
static gboolean
ask (QsKeyringTask *self,
     SecretService *service,
     GError       **error)
{
  g_autoptr(GHashTable) attributes = NULL;

  if (self->operation == QS_KEYRING_UNLOCK)
    return service == NULL || unlock_default (self, service, error);

  attributes = make_attributes (self);
  if (self->operation == QS_KEYRING_STORE)
    return (service == NULL || unlock_default (self, service, error)) &&
           store (self, service, attributes, error);

  if (service != NULL && !unlock_items (self, service, attributes, error))
    return FALSE;

  return self->operation == QS_KEYRING_LOOKUP ? lookup (self, service, attributes, error)
                                              : clear (service, attributes, error);
}

/* What libsecret has said, in our words. */
static void
translate (QsKeyringTask *self,
           gboolean       is_file,
           GError       **error)
{
  g_autoptr(GError) problem = g_steal_pointer (error);

  if (problem->domain == QS_KEYRING_ERROR)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
           g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (self, QS_KEYRING_STATE_DISMISSED, QS_KEYRING_ERROR_DISMISSED,
          "The keyring stayed locked", error);
  else if (is_file && problem->domain == SECRET_ERROR)
    fail (self, QS_KEYRING_STATE_UNREADABLE, QS_KEYRING_ERROR_UNREADABLE, problem->message, error);
  else if (is_file && problem->domain == G_DBUS_ERROR)
    /* The portal that keeps the file's key is not there. */
    fail (self, QS_KEYRING_STATE_ABSENT, QS_KEYRING_ERROR_FAILED, problem->message, error);
  else
    fail (self, self->state, QS_KEYRING_ERROR_FAILED, problem->message, error);
}

static gboolean
prepare_file (QsKeyringTask *self,
              const char    *path,
              GError       **error)
{
  g_autoptr(GError) problem = NULL;

  if (qs_keyring_file_check (path, &problem))
    return TRUE;

  if (self->operation == QS_KEYRING_STORE)
    return qs_keyring_file_set_aside (path, error);

  return fail (self, QS_KEYRING_STATE_UNREADABLE, QS_KEYRING_ERROR_UNREADABLE, problem->message,
               error);
}

/**
 * qs_keyring_task_run:
 *
 * Asks the keyring; in a sandbox the first time goes by a portal, without an end to its patience.
 * Each question opens the service anew: one that has been started again meanwhile knows nothing of
 * an older session, and libsecret's common instance belongs to the main thread.
 *
 * Returns: whether it was done; otherwise a #QsKeyringError is set. Either way the task's state
 *   says how the keyring was found.
 */
gboolean
qs_keyring_task_run (QsKeyringTask *self,
                     GError       **error)
{
  g_autofree char *file = qs_keyring_file_dup_path ();
  g_autoptr(SecretService) service = NULL;
  g_autoptr(GError) problem = NULL;

  if (file != NULL && !prepare_file (self, file, error))
    return FALSE;

  if (file == NULL &&
      (service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION,
                                           NULL, &problem)) == NULL)
    return fail (self, QS_KEYRING_STATE_ABSENT, QS_KEYRING_ERROR_FAILED, problem->message, error);

  self->state = QS_KEYRING_STATE_AVAILABLE;
  if (ask (self, service, &problem))
    return TRUE;

  translate (self, file != NULL, &problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
qs_keyring_task_clear (QsKeyringTask *self)
{
  g_free (self->account_id);
  g_free (self->kind);
  g_free (self->label);
  g_clear_pointer (&self->secret, g_bytes_unref);
}
