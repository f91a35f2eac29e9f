#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/*
 * bench-batch-server [DELAY]: AWS Batch as seen by somebody who measures clients: it stands for a
 * service that answers at once, or DELAY microseconds later, as over a network. It prints its port,
 * and then answers every connection on a thread of its own, HTTP/1.1 with keep-alive, without
 * looking at signatures:
 *
 *     POST /v1/submitjob      one and the same job
 *     POST /v1/listjobs       10,000 jobs, 1,000 a page
 *     POST /v1/describejobs   the jobs that are asked for, 3 kB each, as a real job has
 *
 * It ends with its standard input.
 */

#define N_JOBS 10000
#define PAGE 1000
#define MAX_HEAD 16384

static char *pages[N_JOBS / PAGE];
static char *detail;      /* of every job, but for its id */
static gulong delay;

static const char submitted[] =
  "{\"jobArn\":\"arn:aws:batch:eu-central-1:123456789012:job/"
  "876da822-4198-45f2-a252-6cea32512ea8\","
  "\"jobId\":\"876da822-4198-45f2-a252-6cea32512ea8\",\"jobName\":\"sample\"}";

static void
make_pages (void)
{
  for (guint page = 0; page < G_N_ELEMENTS (pages); page++)
    {
      GString *text = g_string_new ("{\"jobSummaryList\":[");

      for (guint i = page * PAGE; i < (page + 1) * PAGE; i++)
        g_string_append_printf (
          text, "%s{\"jobArn\":\"arn:aws:batch:eu-central-1:123456789012:job/job-%05u\","
          "\"jobId\":\"job-%05u\",\"jobName\":\"sample-%05u\",\"createdAt\":1795000000000,"
          "\"status\":\"SUCCEEDED\",\"statusReason\":\"Essential container in task exited\","
          "\"startedAt\":1795000060000,\"stoppedAt\":1795000120000,"
          "\"container\":{\"exitCode\":0},"
          "\"jobDefinition\":\"arn:aws:batch:eu-central-1:123456789012:job-definition/bwa:7\"}",
          i % PAGE == 0 ? "" : ",", i, i, i);
      g_string_append (text, "]");
      if (page + 1 < G_N_ELEMENTS (pages))
        g_string_append_printf (text, ",\"nextToken\":\"page-%u\"", page + 1);
      g_string_append (text, "}");
      pages[page] = g_string_free (text, FALSE);
    }
}

static void
make_detail (void)
{
  GString *text = g_string_new (
    "\"jobName\":\"sample\",\"jobQueue\":\"arn:aws:batch:eu-central-1:123456789012:job-queue/q\","
    "\"status\":\"SUCCEEDED\",\"statusReason\":\"Essential container in task exited\","
    "\"createdAt\":1795000000000,\"startedAt\":1795000060000,\"stoppedAt\":1795000120000,"
    "\"jobDefinition\":\"arn:aws:batch:eu-central-1:123456789012:job-definition/bwa:7\","
    "\"tags\":{\"quayside:submission\":\"876da822-4198-45f2-a252-6cea32512ea8\"},"
    "\"attempts\":[{\"startedAt\":1795000060000,\"stoppedAt\":1795000120000,\"container\":"
    "{\"exitCode\":0,\"logStreamName\":\"bwa/default/876da822419845f2a2526cea32512ea8\"}}],"
    "\"container\":{\"image\":\"quay.io/biocontainers/bwa:0.7.17\",\"exitCode\":0,"
    "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"16\"},"
    "{\"type\":\"MEMORY\",\"value\":\"65536\"}],\"command\":[\"bwa\",\"mem\",\"-t\",\"16\"],"
    "\"environment\":[");

  for (guint i = 0; i < 32; i++)
    g_string_append_printf (text, "%s{\"name\":\"SAMPLE_INPUT_%02u\",\"value\":"
                            "\"s3://a-bucket/runs/2026-11-23/lane-%02u.fastq.gz\"}",
                            i == 0 ? "" : ",", i, i);
  g_string_append (text, "]}}");
  detail = g_string_free (text, FALSE);
}

static char *
list_jobs (const char *body)
{
  const char *token = strstr (body, "page-");
  gulong page = token != NULL ? strtoul (token + strlen ("page-"), NULL, 10) : 0;

  return g_strdup (pages[page % G_N_ELEMENTS (pages)]);
}

static char *
describe_jobs (const char *body)
{
  GString *text = g_string_new ("{\"jobs\":[");

  for (const char *id = strstr (body, "job-"); id != NULL; id = strstr (id + 9, "job-"))
    g_string_append_printf (text, "%s{\"jobArn\":\"arn:aws:batch:eu-central-1:123456789012:job/"
                            "%.9s\",\"jobId\":\"%.9s\",%s", text->len > 9 ? "," : "", id, id,
                            detail);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static char *
answer (const char *head,
        const char *body)
{
  if (g_str_has_prefix (head, "POST /v1/listjobs "))
    return list_jobs (body);
  if (g_str_has_prefix (head, "POST /v1/describejobs "))
    return describe_jobs (body);

  return g_strdup (submitted);
}

static gsize
find_length (const char *head)
{
  const char *header = strcasestr (head, "\r\ncontent-length:");

  return header != NULL ? strtoul (header + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* Reads until @text holds @length bytes, or the end of a head when that is 0. */
static gboolean
read_up_to (GInputStream *input,
            GString      *text,
            gsize         length)
{
  char bytes[MAX_HEAD];

  while (length > 0 ? text->len < length : strstr (text->str, "\r\n\r\n") == NULL)
    {
      gssize got = g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL);

      if (got <= 0)
        return FALSE;
      g_string_append_len (text, bytes, got);
    }

  return TRUE;
}

static gboolean
serve_one (GIOStream *stream)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) reply = g_string_new (NULL);
  g_autofree char *body = NULL;
  GInputStream *input = g_io_stream_get_input_stream (stream);
  gsize head;

  if (!read_up_to (input, text, 0))
    return FALSE;
  head = (gsize) (strstr (text->str, "\r\n\r\n") + 4 - text->str);
  if (!read_up_to (input, text, head + find_length (text->str)))
    return FALSE;

  body = answer (text->str, text->str + head);
  g_usleep (delay);
  g_string_printf (reply, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                   "x-amzn-RequestId: 11111111-2222-3333-4444-555555555555\r\n"
                   "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", strlen (body), body);
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), reply->str, reply->len,
                                    NULL, NULL, NULL);
}

static gboolean
on_run_cb (GThreadedSocketService *service,
           GSocketConnection      *connection,
           GObject                *source,
           gpointer                user_data)
{
  g_socket_set_option (g_socket_connection_get_socket (connection), 6 /* IPPROTO_TCP */,
                       1 /* TCP_NODELAY */, 1, NULL);
  while (serve_one (G_IO_STREAM (connection)))
    continue;
  return TRUE;
}

static gboolean
on_input_ended_cb (GIOChannel  *channel,
                   GIOCondition condition,
                   gpointer     user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GSocketService) service = g_threaded_socket_service_new (64);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GMainLoop) loop = NULL;

  delay = argc > 1 ? strtoul (argv[1], NULL, 10) : 0;
  make_pages ();
  make_detail ();
  g_signal_connect (service, "run", G_CALLBACK (on_run_cb), NULL);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), any, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL))
    return 1;

  g_print ("%u\n", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_socket_service_start (service);

  /* Connections come on the main context; the end of the input ends it all. */
  loop = g_main_loop_new (NULL, FALSE);
  g_io_add_watch (g_io_channel_unix_new (0), G_IO_HUP | G_IO_ERR, on_input_ended_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
