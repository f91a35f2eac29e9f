#include "qs-test-cloud.h"

#include <libsoup/soup.h>
#include <string.h>

#include "qs-json.h"

#define SECRET "CanarySecretCanarySecretCanarySecret0002"
#define TOKEN  "CanaryTokenCanaryTokenCanaryTokenCanaryToken0003"

typedef struct
{
  guint status;
  char *code;
  char *body;
} QsCloudAnswer;

typedef struct
{
  GQueue      answers;      /* of QsCloudAnswer */
  guint       n_requests;
  GHashTable *parameters;   /* of the last request */
  char       *signer;       /* the access key id in its Authorization, if any */
} QsCloudRoute;

struct _QsTestCloud
{
  GObject     parent_instance;

  QsClock    *clock;
  SoupServer *server;
  char       *url;
  GHashTable *routes;       /* of QsCloudRoute */
};

G_DEFINE_FINAL_TYPE (QsTestCloud, qs_test_cloud, G_TYPE_OBJECT)

static void
free_answer (gpointer data)
{
  QsCloudAnswer *answer = data;

  g_free (answer->code);
  g_free (answer->body);
  g_free (answer);
}

static void
free_route (gpointer data)
{
  QsCloudRoute *route = data;

  g_queue_clear_full (&route->answers, free_answer);
  g_hash_table_unref (route->parameters);
  g_free (route->signer);
  g_free (route);
}

static QsCloudRoute *
find_route (QsTestCloud *self,
            const char  *name)
{
  QsCloudRoute *route = g_hash_table_lookup (self->routes, name);

  if (route == NULL)
    {
      route = g_new0 (QsCloudRoute, 1);
      g_queue_init (&route->answers);
      route->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->routes, g_strdup (name), route);
    }

  return route;
}

static void
add_member (JsonObject *object,
            const char *name,
            JsonNode   *node,
            gpointer    user_data)
{
  g_hash_table_insert (user_data, g_strdup (name),
                       JSON_NODE_HOLDS_VALUE (node) &&
                       json_node_get_value_type (node) == G_TYPE_STRING ?
                       g_strdup (json_node_get_string (node)) : qs_json_print (node, FALSE));
}

static void
add_all (GHashTable *parameters,
         GHashTable *more)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (more == NULL)
    return;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (parameters, g_strdup (name), g_strdup (value));
}

/* Everything that was asked, wherever it stood: in the query, a form, JSON or the one header. */
static GHashTable *
read_parameters (SoupServerMessage *message,
                 GHashTable        *query)
{
  g_autoptr(GBytes) bytes = soup_message_body_flatten (
    soup_server_message_get_request_body (message));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr(JsonNode) node = *text == '{' ? qs_json_parse (text, -1, NULL) : NULL;
  const char *bearer = soup_message_headers_get_one (headers, "x-amz-sso_bearer_token");
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  add_all (parameters, query);
  if (node != NULL)
    json_object_foreach_member (json_node_get_object (node), add_member, parameters);
  else
    {
      g_autoptr(GHashTable) form = soup_form_decode (text);

      add_all (parameters, form);
    }
  if (bearer != NULL)
    g_hash_table_insert (parameters, g_strdup ("bearer"), g_strdup (bearer));

  return parameters;
}

static char *
read_signer (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Authorization");
  const char *start = text != NULL ? strstr (text, "Credential=") : NULL;

  if (start == NULL)
    return NULL;

  start += strlen ("Credential=");
  return g_strndup (start, strcspn (start, "/"));
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  QsTestCloud *self = user_data;
  GHashTable *parameters = read_parameters (message, query);
  const char *action = g_hash_table_lookup (parameters, "Action");
  QsCloudRoute *route = find_route (self, action != NULL ? action : path);
  QsCloudAnswer *answer = g_queue_peek_head (&route->answers);
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (qs_clock_now (self->clock) / 1000);
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  route->n_requests++;
  g_hash_table_unref (route->parameters);
  route->parameters = parameters;
  g_free (route->signer);
  route->signer = read_signer (message);

  g_assert_nonnull (answer);
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_append (headers, "x-amzn-RequestId", "request-1");
  if (answer->code != NULL)
    soup_message_headers_append (headers, "x-amzn-errortype", answer->code);
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, *answer->body == '<' ? "text/xml" : "application/json",
                                    SOUP_MEMORY_COPY, answer->body, strlen (answer->body));
  if (g_queue_get_length (&route->answers) > 1)
    free_answer (g_queue_pop_head (&route->answers));
}

static void
qs_test_cloud_finalize (GObject *object)
{
  QsTestCloud *self = QS_TEST_CLOUD (object);

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->clock);
  g_hash_table_unref (self->routes);
  g_free (self->url);

  G_OBJECT_CLASS (qs_test_cloud_parent_class)->finalize (object);
}

static void
qs_test_cloud_class_init (QsTestCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_cloud_finalize;
}

static void
qs_test_cloud_init (QsTestCloud *self)
{
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_route);
}

QsTestCloud *
qs_test_cloud_new (QsClock *clock)
{
  QsTestCloud *self = g_object_new (QS_TYPE_TEST_CLOUD, NULL);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->clock = g_object_ref (clock);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

const char *
qs_test_cloud_get_url (QsTestCloud *self)
{
  return self->url;
}

/* An account here; @credentials is the JSON of that member. */
QsAccountSettings *
qs_test_cloud_new_settings (QsTestCloud *self,
                            const char  *credentials)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"" QS_TEST_CLOUD_ID "\",\"name\":\"Lab\",\"region\":\"eu-central-1\","
    "\"credentials\":%s,\"endpoints\":{\"url\":\"%s\","
    "\"services\":{\"sso\":\"%s\",\"sso-oidc\":\"%s\"}}}",
    credentials, self->url, self->url, self->url);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(GError) error = NULL;
  QsAccountSettings *settings = qs_account_settings_new (document, &error);

  g_assert_no_error (error);
  return settings;
}

void
qs_test_cloud_answer (QsTestCloud *self,
                      const char  *route,
                      guint        status,
                      const char  *code,
                      const char  *body)
{
  QsCloudAnswer *answer = g_new0 (QsCloudAnswer, 1);

  answer->status = status;
  answer->code = g_strdup (code);
  answer->body = g_strdup (body);
  g_queue_push_tail (&find_route (self, route)->answers, answer);
}

/* Credentials that are good for so many seconds from now. */
void
qs_test_cloud_answer_sts (QsTestCloud *self,
                          const char  *operation,
                          const char  *access_key_id,
                          gint64       seconds)
{
  g_autoptr(GDateTime) end =
    g_date_time_new_from_unix_utc (qs_clock_now (self->clock) / 1000 + seconds);
  g_autofree char *expiration = g_date_time_format (end, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *body = g_strdup_printf (
    "<%sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%sResult><Credentials>"
    "<AccessKeyId>%s</AccessKeyId><SecretAccessKey>" SECRET "</SecretAccessKey>"
    "<SessionToken>" TOKEN "</SessionToken><Expiration>%s</Expiration></Credentials></%sResult>"
    "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%sResponse>",
    operation, operation, access_key_id, expiration, operation, operation);

  qs_test_cloud_answer (self, operation, 200, NULL, body);
}

void
qs_test_cloud_refuse_sts (QsTestCloud *self,
                          const char  *operation,
                          const char  *code,
                          const char  *message)
{
  g_autofree char *body = g_strdup_printf (
    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
    "<Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>",
    code, message);

  qs_test_cloud_answer (self, operation, 403, NULL, body);
}

guint
qs_test_cloud_count (QsTestCloud *self,
                     const char  *route)
{
  return find_route (self, route)->n_requests;
}

/* Returns: (nullable): what the last request to the route brought. */
const char *
qs_test_cloud_get (QsTestCloud *self,
                   const char  *route,
                   const char  *parameter)
{
  return g_hash_table_lookup (find_route (self, route)->parameters, parameter);
}

/* Returns: (nullable): the key that the last request to the route was signed with. */
const char *
qs_test_cloud_get_signer (QsTestCloud *self,
                          const char  *route)
{
  return find_route (self, route)->signer;
}
