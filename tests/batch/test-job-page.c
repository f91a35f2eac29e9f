#include "qs-job-page.h"

#include "qs-engine.h"
#include "qs-test.h"

static const char list_reply[] =
  "{\"jobSummaryList\":["
  "{\"jobArn\":\"arn:aws:batch:us-east-1:1:job/a\",\"jobId\":\"a\",\"jobName\":\"align\","
  "\"createdAt\":1700000000000,\"status\":\"RUNNING\",\"startedAt\":1700000001000,"
  "\"jobDefinition\":\"arn:aws:batch:us-east-1:1:job-definition/bwa:3\"},"
  "{\"jobId\":\"b\",\"jobName\":\"call \\u00e9\",\"status\":\"FAILED\","
  "\"statusReason\":\"Essential container in task exited\",\"container\":{\"exitCode\":137,"
  "\"reason\":\"OutOfMemoryError\"},\"createdAt\":1.7e12,\"stoppedAt\":1700000002000},"
  "{\"jobId\":\"c\",\"jobName\":\"many\",\"status\":\"DREAMING\","
  "\"arrayProperties\":{\"size\":100,\"statusSummary\":{\"RUNNING\":60,\"SUCCEEDED\":40}}}],"
  "\"nextToken\":\"next\"}";

static QsJobPage *
read_text (const char *text,
           gsize       length,
           GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  return qs_job_page_read (bytes, error);
}

static void
test_reads_a_list_of_jobs (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (list_reply, strlen (list_reply));
  g_autoptr(GError) error = NULL;
  g_autoptr(QsJobPage) page = dex_await_boxed (qs_job_page_parse (bytes), &error);
  const QsJobRecord *records;
  guint n_records;

  g_assert_no_error (error);
  records = qs_job_page_get_records (page, &n_records);
  g_assert_cmpuint (n_records, ==, 3);
  g_assert_cmpstr (qs_job_page_get_next_token (page), ==, "next");
  g_assert_cmpstr (records[0].id, ==, "a");
  g_assert_cmpstr (records[0].definition, ==, "bwa:3");
  g_assert_cmpint (records[0].status, ==, QS_JOB_STATUS_RUNNING);
  g_assert_cmpint (records[0].exit_code, ==, QS_JOB_NO_EXIT_CODE);
  g_assert_cmpint (records[0].started_at, ==, 1700000001000);
  g_assert_cmpstr (records[1].name, ==, "call é");
  g_assert_cmpint (records[1].exit_code, ==, 137);
  g_assert_cmpint (records[1].created_at, ==, 1700000000000);
  g_assert_cmpint (records[2].status, ==, QS_JOB_STATUS_UNKNOWN);
  g_assert_cmpuint (records[2].array_size, ==, 100);
  g_assert_cmpuint (records[2].counts[QS_JOB_STATUS_SUCCEEDED], ==, 40);
}

static void
test_reads_described_jobs (void)
{
  const char *text = "{\"jobs\":[{\"jobId\":\"a\",\"jobQueue\":"
                     "\"arn:aws:batch:local:000000000000:job-queue/default\","
                     "\"status\":\"PENDING\",\"container\":null}]}";
  g_autoptr(QsJobPage) page = read_text (text, strlen (text), NULL);
  const QsJobRecord *records;
  guint n_records;

  g_assert_nonnull (page);
  records = qs_job_page_get_records (page, &n_records);
  g_assert_cmpuint (n_records, ==, 1);
  g_assert_cmpstr (records[0].queue, ==, "default");
  g_assert_null (qs_job_page_get_next_token (page));
}

static void
test_refuses_what_is_no_reply (void)
{
  const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "The reply is no JSON: *" },
    { "{\"jobs\":[", "The reply is no JSON: *" },
    { "{\"jobs\":[]} x", "The reply is no JSON: *" },
    { "\xff", "The reply is no JSON: *" },
    { "[]", "The reply has no list of jobs: *" },
    { "{}", "The reply has no list of jobs: *" },
    { "{\"jobs\":{}}", "The reply has no list of jobs: *" },
    { "{\"jobs\":[],\"nextToken\":7}", "The reply's nextToken is no string" },
    { "{\"jobs\":[7]}", "The reply's jobs[0].jobId is not there*" },
    { "{\"jobs\":[{}]}", "The reply's jobs[0].jobId is missing or empty" },
    { "{\"jobs\":[{\"jobId\":\"\"}]}", "The reply's jobs[0].jobId is missing or empty" },
    { "{\"jobs\":[{\"jobId\":7}]}", "The reply's jobs[0].jobId is no string" },
    { "{\"jobs\":[{\"jobId\":\"a\"},{\"jobId\":\"b\",\"createdAt\":\"x\"}]}",
      "The reply's jobs[1].createdAt is no number" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"createdAt\":-1}]}",
      "The reply's jobs[0].createdAt is out of range" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"createdAt\":1e300}]}",
      "The reply's jobs[0].createdAt is out of range" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"createdAt\":18446744073709551615}]}",
      "The reply's jobs[0].createdAt is out of range" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"container\":[]}]}",
      "The reply's jobs[0].container is no object" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"container\":{\"exitCode\":1e12}}]}",
      "The reply's jobs[0].exitCode is out of range" },
    { "{\"jobs\":[{\"jobId\":\"a\",\"arrayProperties\":{\"size\":10001}}]}",
      "The reply's jobs[0].size is out of range" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(QsJobPage) page = read_text (cases[i].text, strlen (cases[i].text), &error);

      g_assert_null (page);
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

static void
test_refuses_deep_and_huge_replies (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, ' ');
  g_autoptr(GString) many = g_string_new ("{\"jobs\":[0");
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text (deep, strlen (deep), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
  g_clear_error (&error);

  g_assert_null (read_text (huge, strlen (huge), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
  g_clear_error (&error);

  for (guint i = 0; i < 20000; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]}");
  g_assert_null (read_text (many->str, many->len, &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
}

/* Changes a few bytes, cuts, or repeats a part. */
static void
mutate (GString *text)
{
  for (int n_changes = g_test_rand_int_range (1, 6); n_changes > 0 && text->len > 1; n_changes--)
    {
      gsize at = (gsize) g_test_rand_int_range (0, (int) text->len);
      const char *tokens[] = { "null", "-1", "1e999", "[]", "{}", "\"", "\\u0000", "9e99" };

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          text->str[at] = (char) g_test_rand_int_range (0, 256);
          break;
        case 1:
          g_string_truncate (text, at);
          break;
        case 2:
          g_string_insert (text, (gssize) at,
                           tokens[g_test_rand_int_range (0, G_N_ELEMENTS (tokens))]);
          break;
        default:
          g_string_erase (text, (gssize) at,
                          g_test_rand_int_range (0, (int) MIN (text->len - at, 20) + 1));
        }
    }
}

static void
test_broken_replies_do_no_harm (void)
{
  guint n_refused = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) text = g_string_new (list_reply);
      g_autoptr(GError) error = NULL;
      g_autoptr(QsJobPage) page = NULL;

      mutate (text);
      page = read_text (text->str, text->len, &error);
      g_assert_true ((page == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
      n_refused += page == NULL;
    }

  /* Neither all nor none: the changes do reach what is read. */
  g_assert_cmpuint (n_refused, >, 1000);
  g_assert_cmpuint (n_refused, <, 20000);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/job-page/reads-a-list-of-jobs", test_reads_a_list_of_jobs);
  g_test_add_func ("/job-page/reads-described-jobs", test_reads_described_jobs);
  g_test_add_func ("/job-page/refuses-what-is-no-reply", test_refuses_what_is_no_reply);
  g_test_add_func ("/job-page/refuses-deep-and-huge-replies", test_refuses_deep_and_huge_replies);
  g_test_add_func ("/job-page/broken-replies-do-no-harm", test_broken_replies_do_no_harm);

  return g_test_run ();
}
