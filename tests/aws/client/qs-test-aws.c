#include "qs-test-aws.h"

#include <libsoup/soup.h>

#include "qs-json.h"

struct _QsTestAws
{
  GObject       parent_instance;

  SoupServer   *server;
  char         *url;
  QsClock      *clock;
  gint64        skew;
  GQueue        answers;     /* of QsTestAnswer; the last one is repeated */
  QsTestAwsFunc func;
  gpointer      user_data;

  guint         n_requests;
  char         *path;        /* of the last request, and its headers */
  GHashTable   *headers;
};

G_DEFINE_FINAL_TYPE (QsTestAws, qs_test_aws, G_TYPE_OBJECT)

static void
add_header (const char *name,
            const char *value,
            gpointer    user_data)
{
  g_hash_table_insert (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
keep_request (QsTestAws         *self,
              SoupServerMessage *message,
              const char        *path)
{
  self->n_requests++;
  g_set_str (&self->path, path);
  g_hash_table_remove_all (self->headers);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), add_header,
                                self->headers);
}

static void
close_connection (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
write_answer (QsTestAws          *self,
              SoupServerMessage  *message,
              const QsTestAnswer *answer)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (qs_test_aws_get_time (self) / 1000);
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *body = answer->body != NULL ? answer->body : "{}";

  if (answer->status == 0)
    {
      close_connection (message);
      return;
    }

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_append (headers, "x-amzn-RequestId", "request-1");
  if (answer->code != NULL)
    soup_message_headers_append (headers, "x-amzn-errortype", answer->code);
  if (answer->header != NULL)
    soup_message_headers_append (headers, answer->header, answer->value);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static JsonNode *
read_body (SoupServerMessage *message)
{
  g_autoptr(GBytes) bytes = soup_message_body_flatten (
    soup_server_message_get_request_body (message));
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr(JsonNode) node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  QsTestAws *self = user_data;
  QsTestAnswer answer = { .status = 200 };

  keep_request (self, message, path);
  if (self->func != NULL)
    {
      g_autoptr(JsonNode) body = read_body (message);

      self->func (self, path, body != NULL ? json_node_get_object (body) : NULL, &answer,
                  self->user_data);
    }
  else if (!g_queue_is_empty (&self->answers))
    {
      answer = *(QsTestAnswer *) g_queue_peek_head (&self->answers);
      if (g_queue_get_length (&self->answers) > 1)
        g_free (g_queue_pop_head (&self->answers));
    }

  write_answer (self, message, &answer);
}

static void
qs_test_aws_finalize (GObject *object)
{
  QsTestAws *self = QS_TEST_AWS (object);

  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->clock);
  g_queue_clear_full (&self->answers, g_free);
  g_hash_table_unref (self->headers);
  g_free (self->path);
  g_free (self->url);

  G_OBJECT_CLASS (qs_test_aws_parent_class)->finalize (object);
}

static void
qs_test_aws_class_init (QsTestAwsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_aws_finalize;
}

static void
qs_test_aws_init (QsTestAws *self)
{
  g_queue_init (&self->answers);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

QsTestAws *
qs_test_aws_new (QsClock *clock)
{
  QsTestAws *self = g_object_new (QS_TYPE_TEST_AWS, NULL);
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

/* A client of an account whose services are all here. */
QsAwsClient *
qs_test_aws_connect (QsTestAws             *self,
                     QsCredentialsProvider *provider)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11\",\"name\":\"Test\","
    "\"region\":\"eu-central-1\","
    "\"credentials\":{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}},"
    "\"endpoints\":{\"url\":\"%s\"}}", self->url);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(GError) error = NULL;

  settings = qs_account_settings_new (document, &error);
  g_assert_no_error (error);
  return qs_aws_client_new (settings, provider, http, self->clock);
}

void
qs_test_aws_add (QsTestAws          *self,
                 const QsTestAnswer *answer)
{
  g_queue_push_tail (&self->answers, g_memdup2 (answer, sizeof *answer));
}

void
qs_test_aws_set_func (QsTestAws    *self,
                      QsTestAwsFunc func,
                      gpointer      user_data)
{
  self->func = func;
  self->user_data = user_data;
}

/* Sets by how many ms the server's clock is ahead of the test's. */
void
qs_test_aws_set_skew (QsTestAws *self,
                      gint64     ahead)
{
  self->skew = ahead;
}

gint64
qs_test_aws_get_time (QsTestAws *self)
{
  return qs_clock_now (self->clock) + self->skew;
}

guint
qs_test_aws_count_requests (QsTestAws *self)
{
  return self->n_requests;
}

/* Returns: the date of the last request, in ms since the epoch; 0 when it was not signed. */
gint64
qs_test_aws_get_signed_at (QsTestAws *self)
{
  const char *text = g_hash_table_lookup (self->headers, "x-amz-date");
  g_autoptr(GDateTime) date = NULL;

  if (text == NULL || !g_hash_table_contains (self->headers, "authorization"))
    return 0;

  date = g_date_time_new_from_iso8601 (text, NULL);
  return date != NULL ? g_date_time_to_unix (date) * 1000 : 0;
}

const char *
qs_test_aws_get_header (QsTestAws  *self,
                        const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

const char *
qs_test_aws_get_path (QsTestAws *self)
{
  return self->path;
}
