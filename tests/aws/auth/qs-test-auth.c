#include "qs-test-auth.h"

#include <string.h>

#include "qs-engine.h"
#include "qs-test.h"

void
qs_test_auth_init (QsTestAuth *self)
{
  /* Neither a keyring nor a configuration of whoever runs the tests. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_unsetenv ("AWS_ENDPOINT_URL");
  g_unsetenv ("AWS_PROFILE");

  self->clock = qs_test_clock_new (QS_TEST_AUTH_START);
  self->cloud = qs_test_cloud_new (QS_CLOCK (self->clock));
  self->prompter = qs_test_prompter_new ();
  self->keyring = qs_keyring_new ();
  self->http = qs_http_new ();
  self->folder = qs_test_dup_folder ();
}

void
qs_test_auth_clear (QsTestAuth *self)
{
  if (self->provider != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->provider));
  g_clear_object (&self->prompter);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);
  g_clear_object (&self->cloud);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->folder, g_free);
}

void
qs_test_auth_keep (QsTestAuth *self,
                   const char *kind,
                   const char *secret)
{
  g_autoptr(GBytes) bytes = g_bytes_new (secret, strlen (secret));
  g_autoptr(GError) error = NULL;

  dex_await (qs_keyring_store (self->keyring, QS_TEST_CLOUD_ID, kind, "test", bytes), &error);
  g_assert_no_error (error);
}

/* Returns: (nullable): what the keyring has. */
char *
qs_test_auth_dup_kept (QsTestAuth *self,
                       const char *kind)
{
  g_autoptr(GBytes) bytes = dex_await_boxed (qs_keyring_lookup (self->keyring, QS_TEST_CLOUD_ID,
                                                                kind), NULL);

  return bytes == NULL ? NULL :
         g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
qs_test_auth_write (QsTestAuth *self,
                    const char *name,
                    const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

void
qs_test_auth_open (QsTestAuth *self,
                   const char *credentials)
{
  g_autoptr(GString) text = g_string_new (credentials);
  g_autoptr(QsAccountSettings) settings = NULL;

  g_string_replace (text, "FOLDER", self->folder, 0);
  settings = qs_test_cloud_new_settings (self->cloud, text->str);
  g_clear_object (&self->provider);
  self->provider = qs_auth_new_provider (settings, self->keyring, QS_PROMPTER (self->prompter),
                                         self->http, QS_CLOCK (self->clock));
}

void
qs_test_auth_open_profile (QsTestAuth *self,
                           const char *profile,
                           const char *config,
                           const char *credentials)
{
  g_autofree char *text = g_strdup_printf ("{\"profile\":{\"name\":\"%s\","
                                           "\"configFile\":\"FOLDER/config\","
                                           "\"credentialsFile\":\"FOLDER/credentials\"}}", profile);

  qs_test_auth_write (self, "config", config);
  qs_test_auth_write (self, "credentials", credentials);
  qs_test_auth_open (self, text);
}

void
qs_test_auth_expect (QsTestAuth *self,
                     const char *access_key_id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsCredentials) credentials = NULL;

  credentials =
    dex_await_boxed (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (self->provider)),
                     &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_credentials_get_access_key_id (credentials), ==, access_key_id);
  g_assert_true (g_str_has_prefix (qs_credentials_get_secret_access_key (credentials), "Canary"));
}

void
qs_test_auth_refuse (QsTestAuth *self,
                     int         code,
                     const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (
    dex_await_boxed (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (self->provider)),
                     &error));
  g_assert_error (error, QS_ENGINE_ERROR, code);
  g_test_message ("%s", error->message);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_null (strstr (error->message, "Canary"));
}
