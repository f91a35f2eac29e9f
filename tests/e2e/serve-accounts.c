#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "qs-accounts.h"
#include "qs-await.h"
#include "qs-json.h"
#include "qs-named-value.h"
#include "qs-piped-prompter.h"

/*
 * serve-accounts: the services that the window stands on, for whoever writes JSON lines. A line
 *
 *     {"id": …, "do": "add" | "test" | "change", "account"?, "settings": {…}, "secret": {…}?}
 *     {"id": …, "do": "list" | "remove" | "login" | "renew", "account"?}
 *     {"id": …, "do": "join", "settings": {…}}     a login for an account to be added
 *     {"id": …, "do": "call", "account", "service"?, "operation", "input"}
 *
 * is answered by {"id": …, "output": …} or {"id": …, "error": {…}}, in any order. What the person
 * would have to do is told between the answers: questions as in qs-piped-prompter.h, and where to
 * log in as {"browse": URI, "userCode": …}. Secrets pass through these pipes and nowhere else.
 */

/* The one thing that this program does. */
static struct
{
  GMainLoop        *loop;
  FILE             *answers;
  QsAccounts       *accounts;
  QsPipedPrompter  *prompter;
  GDataInputStream *lines;
  guint             open_calls;
  gboolean          at_end;
} serving;

typedef struct
{
  JsonNode *node;
  GError   *error;
} QsErrand;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FILE, fclose)

static void read_line (void);

static void
free_errand (gpointer data)
{
  QsErrand *self = data;

  json_node_unref (self->node);
  g_clear_error (&self->error);
  g_free (self);
}

static void
print_object (JsonObject *object)
{
  g_autoptr(JsonNode) node = qs_json_take (json_object_ref (object));
  g_autofree char *line = qs_json_print (node, FALSE);

  fprintf (serving.answers, "%s\n", line);
  fflush (serving.answers);
}

static JsonNode *
new_error_node (const GError *error)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "domain", g_quark_to_string (error->domain));
  json_object_set_int_member (object, "number", error->code);
  json_object_set_string_member (object, "message", error->message);
  if (details != NULL)
    {
      json_object_set_string_member (object, "code", details->code);
      json_object_set_string_member (object, "requestId", details->request_id);
      json_object_set_string_member (object, "action", details->action);
      json_object_set_int_member (object, "status", details->status);
    }
  return qs_json_take (object);
}

static JsonObject *
describe_account (QsAccount *account)
{
  QsIdentity *identity = qs_account_get_identity (account);
  const GError *error = qs_account_get_error (account);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", qs_account_get_id (account));
  json_object_set_string_member (object, "name", qs_account_get_name (account));
  json_object_set_string_member (object, "errorMessage",
                                 error != NULL ? error->message : NULL);
  json_object_set_boolean_member (object, "loginNeeded", qs_account_get_login_needed (account));
  if (identity != NULL)
    json_object_set_string_member (object, "arn", qs_identity_get_arn (identity));
  return object;
}

static JsonNode *
list_accounts (void)
{
  g_autoptr(JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (serving.accounts)); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (serving.accounts), i);

      json_array_add_object_element (array, describe_account (account));
    }

  json_node_set_array (node, array);
  return node;
}

static JsonNode *
dup_settings (JsonObject *request)
{
  return json_object_dup_member (request, "settings");
}

static GBytes *
dup_secret (JsonObject *request)
{
  JsonNode *node = json_object_get_member (request, "secret");
  char *text = node != NULL ? qs_json_print (node, FALSE) : NULL;

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static QsAccount *
find_account (JsonObject *request)
{
  return qs_accounts_find (serving.accounts, qs_json_get_string (request, "account", ""));
}

static JsonNode *
do_list (JsonObject *request,
         GError    **error)
{
  return list_accounts ();
}

static JsonNode *
do_add (JsonObject *request,
        GError    **error)
{
  g_autoptr(JsonNode) settings = dup_settings (request);
  g_autoptr(GBytes) secret = dup_secret (request);
  QsAccount *known = find_account (request);
  g_autoptr(QsAccount) account = qs_await_object (known == NULL
                                                  ? qs_accounts_add (serving.accounts, settings,
                                                                     secret)
                                                  : qs_accounts_change (serving.accounts, known,
                                                                        settings, secret),
                                                  error);

  return account != NULL ? qs_json_take (describe_account (account)) : NULL;
}

static JsonNode *
do_test (JsonObject *request,
         GError    **error)
{
  g_autoptr(JsonNode) settings = dup_settings (request);
  g_autoptr(GBytes) secret = dup_secret (request);
  g_autoptr(QsIdentity) identity = qs_await_object (qs_accounts_test (serving.accounts, settings,
                                                                      secret), error);
  JsonObject *object;

  if (identity == NULL)
    return NULL;

  object = json_object_new ();
  json_object_set_string_member (object, "arn", qs_identity_get_arn (identity));
  json_object_set_string_member (object, "account", qs_identity_get_account (identity));
  json_object_set_string_member (object, "user", qs_identity_get_user (identity));
  return qs_json_take (object);
}

static JsonNode *
do_remove (JsonObject *request,
           GError    **error)
{
  if (!qs_await (qs_accounts_remove (serving.accounts, find_account (request), TRUE), error))
    return NULL;

  return list_accounts ();
}

static JsonNode *
do_call (JsonObject *request,
         GError    **error)
{
  QsAccount *account = find_account (request);
  const char *service = qs_json_get_string (request, "service", "batch");

  if (!qs_await (qs_account_open (account), error))
    return NULL;

  return qs_await_boxed (qs_engine_call_service (qs_account_get_engine (account), service,
                                                 qs_json_get_string (request, "operation", ""),
                                                 json_object_get_member (request, "input")),
                         error);
}

/* What the person asks for who is to answer a question that they have not answered well. */
static JsonNode *
do_renew (JsonObject *request,
          GError    **error)
{
  return qs_await (qs_account_renew (find_account (request)), error)
         ? qs_json_take (json_object_new ()) : NULL;
}

static void
on_login_notify_uri_cb (QsLogin    *login,
                        GParamSpec *pspec,
                        gpointer    user_data)
{
  g_autoptr(JsonObject) line = json_object_new ();
  g_autofree char *uri = NULL;
  g_autofree char *code = NULL;

  g_object_get (login, "uri", &uri, "user-code", &code, NULL);
  if (uri == NULL)
    return;

  json_object_set_string_member (line, "browse", uri);
  json_object_set_string_member (line, "userCode", code);
  print_object (line);
}

static gboolean
log_in (QsLogin    *login,
        JsonObject *request,
        GError    **error)
{
  gulong handler = g_signal_connect (login, "notify::uri", G_CALLBACK (on_login_notify_uri_cb),
                                     NULL);
  gboolean done = qs_await (qs_login_start (login, qs_json_get_bool (request, "byCode", FALSE)),
                            error);

  g_signal_handler_disconnect (login, handler);
  return done;
}

static JsonNode *
do_login (JsonObject *request,
          GError    **error)
{
  g_autoptr(QsLogin) login = g_object_ref (qs_account_get_login (find_account (request)));

  return log_in (login, request, error) ? qs_json_take (json_object_new ()) : NULL;
}

/* The roles of each AWS account that a login may choose from. */
static JsonNode *
list_roles (QsLogin *login,
            GError **error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  GListModel *accounts = qs_login_get_accounts (login);

  json_object_set_string_member (object, "id", qs_login_get_account_id (login));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(QsNamedValue) account = g_list_model_get_item (accounts, i);
      GListModel *roles = qs_login_get_roles (login);
      JsonArray *names = json_array_new ();

      json_object_set_array_member (object, qs_named_value_get_value (account), names);
      if (!qs_await (qs_login_list_roles (login, qs_named_value_get_value (account)), error))
        return NULL;

      for (guint j = 0; j < g_list_model_get_n_items (roles); j++)
        {
          g_autoptr(QsNamedValue) role = g_list_model_get_item (roles, j);

          json_array_add_string_element (names, qs_named_value_get_value (role));
        }
    }

  return qs_json_take (g_steal_pointer (&object));
}

static JsonNode *
do_join (JsonObject *request,
         GError    **error)
{
  g_autoptr(JsonNode) settings = dup_settings (request);
  g_autoptr(QsLogin) login = qs_await_object (qs_accounts_begin_login (serving.accounts, settings),
                                              error);

  if (login == NULL || !log_in (login, request, error) ||
      !qs_await (qs_login_list_accounts (login), error))
    return NULL;

  return list_roles (login, error);
}

static const struct
{
  const char *name;
  JsonNode   *(*run) (JsonObject *request,
                      GError    **error);
} errands[] = {
  { "list", do_list },
  { "add", do_add },
  { "change", do_add },
  { "test", do_test },
  { "remove", do_remove },
  { "call", do_call },
  { "renew", do_renew },
  { "login", do_login },
  { "join", do_join },
};

static DexFuture *
errand_fiber (gpointer data)
{
  QsErrand *self = data;
  JsonObject *request = json_node_get_object (self->node);
  const char *name = qs_json_get_string (request, "do", "");
  g_autoptr(JsonObject) answer = json_object_new ();
  JsonNode *output = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (errands); i++)
    if (g_str_equal (errands[i].name, name))
      output = errands[i].run (request, &self->error);

  g_assert (output != NULL || self->error != NULL);
  json_object_set_member (answer, "id", json_object_dup_member (request, "id"));
  if (output != NULL)
    json_object_set_member (answer, "output", output);
  else
    json_object_set_member (answer, "error", new_error_node (self->error));
  print_object (answer);

  serving.open_calls--;
  if (serving.at_end && serving.open_calls == 0)
    g_main_loop_quit (serving.loop);
  return dex_future_new_true ();
}

static void
serve_line (const char *line)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = qs_json_parse (line, -1, &error);
  QsErrand *errand;

  g_assert_no_error (error);
  if (json_object_has_member (json_node_get_object (node), "answer"))
    {
      qs_piped_prompter_answer (serving.prompter, json_node_get_object (node));
      return;
    }

  errand = g_new0 (QsErrand, 1);
  errand->node = g_steal_pointer (&node);
  serving.open_calls++;
  dex_future_disown (qs_fiber_start (errand_fiber, errand, free_errand));
}

static void
on_line_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree char *line = g_data_input_stream_read_line_finish (serving.lines, result, NULL, NULL);

  if (line != NULL)
    {
      serve_line (line);
      read_line ();
      return;
    }

  serving.at_end = TRUE;
  if (serving.open_calls == 0)
    g_main_loop_quit (serving.loop);
}

static void
read_line (void)
{
  g_data_input_stream_read_line_async (serving.lines, G_PRIORITY_DEFAULT, NULL, on_line_read_cb,
                                       NULL);
}

static DexFuture *
start_fiber (gpointer data)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(GError) error = NULL;

  serving.accounts = qs_await_object (qs_accounts_open (NULL, NULL, clock), &error);
  g_assert_no_error (error);
  qs_accounts_set_prompter (serving.accounts, QS_PROMPTER (serving.prompter));
  read_line ();
  return dex_future_new_true ();
}

/* The output is for answers alone: what libraries print goes to the log. */
static FILE *
take_output (void)
{
  FILE *answers = fdopen (dup (STDOUT_FILENO), "w");

  g_assert_nonnull (answers);
  g_assert_cmpint (dup2 (STDERR_FILENO, STDOUT_FILENO), ==, STDOUT_FILENO);
  return answers;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (input);
  g_autoptr(QsPipedPrompter) prompter = NULL;
  g_autoptr(FILE) answers = take_output ();

  prompter = qs_piped_prompter_new (answers);
  serving.answers = answers;
  dex_init ();
  serving.loop = loop;
  serving.lines = lines;
  serving.prompter = prompter;
  dex_future_disown (qs_fiber_start (start_fiber, NULL, NULL));
  g_main_loop_run (loop);
  g_clear_object (&serving.accounts);
  return EXIT_SUCCESS;
}
