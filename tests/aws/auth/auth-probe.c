/*
 * An account that wants credentials, to be held against what plays AWS in another process. Reads
 * one JSON object a line and answers one a line, in order:
 *
 *   {"do": "open", "settings", "secret"?}   an account, with its access key's secret or without
 *   {"do": "whoami"}                        what STS says of its credentials → Arn, accessKeyId
 *   {"do": "renew"}                         what the button of a banner does
 *   {"do": "code", "value"?}                what the person enters when asked for a code
 *   {"do": "login", "by"}                   "browser" or "device" → uri, userCode
 *   {"do": "wait"}                          for the login's end
 *   {"do": "accounts"}, {"do": "roles", "account"}, {"do": "logout"}
 *
 * What fails is answered {"error": {"code", "message"}}. No answer has a secret in it, and neither
 * has anything that the program logs: who runs it looks.
 */

#include <stdio.h>

#include "qs-engine.h"
#include "qs-json.h"
#include "qs-sso-account.h"
#include "qs-sso-login.h"
#include "qs-sso-portal.h"
#include "qs-sso-role.h"
#include "qs-test-auth.h"
#include "qs-test.h"
#include "qs-worker.h"

typedef struct
{
  QsKeyring          *keyring;
  QsTestPrompter     *prompter;
  QsHttp             *http;
  QsClock            *clock;
  QsAccountSettings  *settings;
  QsCredentialsCache *provider;
  QsAwsClient        *client;
  QsSsoLogin         *login;
  DexFuture          *logging_in;
} QsProbe;

static gboolean
open_account (QsProbe    *probe,
              JsonObject *request,
              JsonObject *answer,
              GError    **error)
{
  g_autoptr(QsAccountSettings) settings = NULL;
  JsonNode *secret = json_object_get_member (request, "secret");

  g_clear_object (&probe->client);
  g_clear_object (&probe->provider);
  g_clear_pointer (&probe->settings, qs_account_settings_unref);
  settings = qs_account_settings_new (json_object_get_member (request, "settings"), error);
  if (settings == NULL)
    return FALSE;

  if (secret != NULL)
    {
      char *text = qs_json_print (secret, FALSE);
      g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

      if (!dex_await (qs_keyring_store (probe->keyring,
                                        qs_account_settings_get (settings, QS_ACCOUNT_ID),
                                        QS_KEYRING_ACCESS_KEY, "probe", bytes), error))
        return FALSE;
    }

  probe->settings = dex_await_boxed (qs_auth_load_settings (settings), error);
  if (probe->settings == NULL)
    return FALSE;

  probe->provider = qs_auth_new_provider (probe->settings, probe->keyring,
                                          QS_PROMPTER (probe->prompter), probe->http,
                                          probe->clock);
  probe->client = qs_aws_client_new (probe->settings, QS_CREDENTIALS_PROVIDER (probe->provider),
                                     probe->http, probe->clock);
  return TRUE;
}

static gboolean
ask_who (QsProbe    *probe,
         JsonObject *request,
         JsonObject *answer,
         GError    **error)
{
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(QsCredentials) credentials = NULL;

  reply = dex_await_boxed (qs_aws_client_call (probe->client, "sts", "GetCallerIdentity", NULL),
                           error);
  if (reply == NULL)
    return FALSE;

  credentials =
    dex_await_boxed (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (probe->provider)),
                     error);
  if (credentials == NULL)
    return FALSE;

  json_object_set_string_member (answer, "Arn",
                                 qs_json_get_string (json_node_get_object (reply), "Arn", ""));
  json_object_set_string_member (answer, "accessKeyId",
                                 qs_credentials_get_access_key_id (credentials));
  json_object_set_int_member (answer, "seconds", qs_credentials_get_expires_at (credentials) == 0 ?
                              0 : (qs_credentials_get_expires_at (credentials) -
                                   qs_clock_now (probe->clock)) / 1000);
  return TRUE;
}

static gboolean
renew (QsProbe    *probe,
       JsonObject *request,
       JsonObject *answer,
       GError    **error)
{
  g_autoptr(QsCredentials) credentials = NULL;

  credentials = dex_await_boxed (qs_credentials_cache_renew (probe->provider), error);
  return credentials != NULL;
}

static gboolean
set_code (QsProbe    *probe,
          JsonObject *request,
          JsonObject *answer,
          GError    **error)
{
  qs_test_prompter_set_code (probe->prompter, qs_json_get_string (request, "value", NULL));
  return TRUE;
}

static QsSsoSession *
load_session (QsProbe *probe,
              GError **error)
{
  return dex_await_object (qs_auth_load_session (probe->settings, probe->keyring, probe->http,
                                                 probe->clock), error);
}

static gboolean
start_login (QsProbe    *probe,
             JsonObject *request,
             JsonObject *answer,
             GError    **error)
{
  g_autoptr(QsSsoSession) session = load_session (probe, error);
  const char *by = qs_json_get_string (request, "by", "browser");

  if (session == NULL)
    return FALSE;

  g_clear_object (&probe->login);
  dex_clear (&probe->logging_in);
  probe->login = qs_sso_login_new (session);
  probe->logging_in = qs_sso_login_run (probe->login, g_str_equal (by, "device") ?
                                        QS_SSO_FLOW_DEVICE : QS_SSO_FLOW_BROWSER);
  qs_test_until (qs_sso_login_get_state (probe->login) != QS_SSO_LOGIN_STARTING);
  if (qs_sso_login_get_state (probe->login) != QS_SSO_LOGIN_WAITING)
    return dex_await (g_steal_pointer (&probe->logging_in), error);

  json_object_set_string_member (answer, "uri", qs_sso_login_get_verification_uri (probe->login));
  if (qs_sso_login_get_user_code (probe->login) != NULL)
    json_object_set_string_member (answer, "userCode", qs_sso_login_get_user_code (probe->login));
  return TRUE;
}

static gboolean
await_login (QsProbe    *probe,
             JsonObject *request,
             JsonObject *answer,
             GError    **error)
{
  return dex_await (g_steal_pointer (&probe->logging_in), error);
}

static gboolean
list_accounts (QsProbe    *probe,
               JsonObject *request,
               JsonObject *answer,
               GError    **error)
{
  g_autoptr(QsSsoSession) session = load_session (probe, error);
  g_autoptr(GListModel) accounts = NULL;
  JsonArray *names = json_array_new ();

  json_object_set_array_member (answer, "accounts", names);
  accounts = session != NULL ? dex_await_object (qs_sso_portal_list_accounts (session), error) :
             NULL;
  for (guint i = 0; accounts != NULL && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(QsSsoAccount) account = g_list_model_get_item (accounts, i);

      json_array_add_string_element (names, qs_sso_account_get_name (account));
    }

  return accounts != NULL;
}

static gboolean
list_roles (QsProbe    *probe,
            JsonObject *request,
            JsonObject *answer,
            GError    **error)
{
  g_autoptr(QsSsoSession) session = load_session (probe, error);
  g_autoptr(GListModel) roles = NULL;
  JsonArray *names = json_array_new ();

  json_object_set_array_member (answer, "roles", names);
  roles = session == NULL ? NULL :
          dex_await_object (qs_sso_portal_list_roles (session,
                                                      qs_json_get_string (request, "account", "")),
                            error);
  for (guint i = 0; roles != NULL && i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr(QsSsoRole) role = g_list_model_get_item (roles, i);

      json_array_add_string_element (names, qs_sso_role_get_name (role));
    }

  return roles != NULL;
}

static gboolean
log_out (QsProbe    *probe,
         JsonObject *request,
         JsonObject *answer,
         GError    **error)
{
  g_autoptr(QsSsoSession) session = load_session (probe, error);

  return session != NULL && dex_await (qs_sso_portal_log_out (session), error);
}

static const struct
{
  const char *name;
  gboolean    (*answer) (QsProbe    *probe,
                         JsonObject *request,
                         JsonObject *answer,
                         GError    **error);
} commands[] = {
  { "accounts", list_accounts },
  { "code", set_code },
  { "login", start_login },
  { "logout", log_out },
  { "open", open_account },
  { "renew", renew },
  { "roles", list_roles },
  { "wait", await_login },
  { "whoami", ask_who },
};

static void
answer_line (QsProbe    *probe,
             const char *line)
{
  g_autoptr(JsonNode) request = qs_json_parse (line, -1, NULL);
  JsonObject *answer = json_object_new ();
  g_autoptr(JsonNode) node = qs_json_take (answer);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint i = 0;

  g_assert_nonnull (request);
  while (!g_str_equal (commands[i].name,
                       qs_json_get_string (json_node_get_object (request), "do", "")))
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (commands));

  if (!commands[i].answer (probe, json_node_get_object (request), answer, &error))
    {
      JsonObject *told = json_object_new ();

      json_object_set_int_member (told, "code",
                                  error->domain == QS_ENGINE_ERROR ? error->code : -1);
      json_object_set_string_member (told, "message", error->message);
      json_object_set_object_member (answer, "error", told);
    }

  text = qs_json_print (node, FALSE);
  g_print ("%s\n", text);
}

static void
read_line (gpointer    data,
           DexPromise *promise)
{
  char *line = NULL;
  size_t size = 0;

  if (getline (&line, &size, stdin) >= 0)
    dex_promise_resolve_string (promise, g_strdup (line));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the end"));
  free (line);
}

static void
serve (void)
{
  QsProbe probe = {
    .keyring = qs_keyring_new (),
    .prompter = qs_test_prompter_new (),
    .http = qs_http_new (),
    .clock = qs_clock_new (),
  };

  for (;;)
    {
      g_autofree char *line = dex_await_string (qs_worker_run (read_line, NULL, NULL), NULL);

      if (line == NULL)
        break;
      answer_line (&probe, line);
    }

  dex_clear (&probe.logging_in);
  g_clear_object (&probe.login);
  g_clear_object (&probe.client);
  g_clear_object (&probe.provider);
  g_clear_pointer (&probe.settings, qs_account_settings_unref);
  g_object_unref (probe.http);
  g_object_unref (probe.keyring);
  g_object_unref (probe.prompter);
  g_object_unref (probe.clock);
}

static void
print_plainly (const char *text)
{
  fputs (text, stdout);
  fflush (stdout);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_set_print_handler (print_plainly);
  qs_test_add_fiber ("/auth/probe", serve);
  return g_test_run ();
}
