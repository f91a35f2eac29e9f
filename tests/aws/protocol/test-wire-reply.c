#include "qs-protocol.h"

#include "qs-json.h"
#include "qs-test.h"

static QsWireReply *
parse_as (const char     *service,
          const char     *operation,
          guint           status,
          const char     *header,
          const char     *body,
          QsProtocolFlags flags,
          GError        **error)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load (service, NULL);
  g_autoptr(GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_auto(GStrv) parts = header != NULL ? g_strsplit (header, ": ", 2) : NULL;

  g_assert_nonnull (model);
  if (parts != NULL)
    g_hash_table_insert (headers, g_strdup (parts[0]), g_strdup (parts[1]));

  return qs_protocol_parse (model, operation, status, headers, bytes, flags, error);
}

static QsWireReply *
parse (const char *service,
       const char *operation,
       guint       status,
       const char *header,
       const char *body,
       GError    **error)
{
  return parse_as (service, operation, status, header, body, QS_PROTOCOL_BY_MODEL, error);
}

static void
assert_output (const char *service,
               const char *operation,
               const char *header,
               const char *body,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireReply) reply = parse (service, operation, 200, header, body, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_null (reply->fault);
  text = qs_json_print (reply->output, FALSE);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_fault (const char *service,
              const char *operation,
              guint       status,
              const char *header,
              const char *body,
              const char *code,
              const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireReply) reply = parse (service, operation, status, header, body, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply->fault);
  g_assert_null (reply->output);
  g_assert_cmpstr (reply->fault->code, ==, code);
  g_assert_cmpstr (reply->fault->message, ==, message);
}

static void
assert_unreadable (const char *service,
                   const char *operation,
                   const char *body,
                   const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireReply) reply = parse (service, operation, 200, NULL, body, &error);

  g_assert_null (reply);
  g_assert_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” is not in “%s”", message, error->message);
}

static void
test_what_the_model_does_not_know_is_left_out (void)
{
  assert_output ("batch", "SubmitJob", NULL,
                 "{\"jobName\":\"a\",\"jobId\":null,\"newer\":{\"a\":[1]}}", "{\"jobName\":\"a\"}");
  assert_output ("batch", "CancelJob", NULL, "", "{}");
}

static void
assert_kept (const char *service,
             const char *operation,
             const char *body,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireReply) reply = parse_as (service, operation, 200, NULL, body,
                                           QS_PROTOCOL_KEEP_UNKNOWN, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = qs_json_print (reply->output, FALSE);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_what_the_model_does_not_know_is_kept_if_asked (void)
{
  assert_kept ("batch", "DescribeJobDefinitions",
               "{\"jobDefinitions\":[{\"jobDefinitionName\":\"d\",\"containerProperties\":"
               "{\"newer\":{\"a\":[1,null]},\"none\":null,\"image\":\"i\"}}],\"later\":0.5}",
               "{\"jobDefinitions\":[{\"jobDefinitionName\":\"d\",\"containerProperties\":"
               "{\"image\":\"i\",\"newer\":{\"a\":[1,null]}}}],\"later\":0.5}");
  assert_kept ("ssm", "GetParameter", "{\"__type\":\"x\",\"Parameter\":{\"Newer\":\"b\"}}",
               "{\"Parameter\":{\"Newer\":\"b\"}}");
}

static void
test_a_choice_the_model_does_not_know_stays (void)
{
  assert_output ("batch", "ListJobs", NULL,
                 "{\"jobSummaryList\":[{\"jobId\":\"1\",\"status\":\"HIBERNATING\"}]}",
                 "{\"jobSummaryList\":[{\"jobId\":\"1\",\"status\":\"HIBERNATING\"}]}");
}

static void
test_times_are_seconds_whatever_they_came_as (void)
{
  const char *body = "<R><AssumeRoleResult><Credentials><Expiration>%s</Expiration></Credentials>"
                     "</AssumeRoleResult></R>";
  static const struct
  {
    const char *text;
    const char *expected;
  } times[] = {
    { "2015-01-25T08:00:00Z", "1422172800" },
    { "2015-01-25T09:00:00+01:00", "1422172800" },
    { "2015-01-25T08:00:00.250Z", "1422172800.25" },
    { "Sun, 25 Jan 2015 08:00:00 GMT", "1422172800" },
    { "20150125T080000Z", "1422172800" },
    { "1422172800", "1422172800" },
    { "1969-12-31T23:59:59Z", "-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_auto(GStrv) parts = g_strsplit (body, "%s", 2);
      g_autofree char *reply = g_strconcat (parts[0], times[i].text, parts[1], NULL);
      g_autofree char *expected = g_strconcat ("{\"Credentials\":{\"Expiration\":",
                                               times[i].expected, "}}", NULL);

      assert_output ("sts", "AssumeRole", NULL, reply, expected);
    }
}

static void
test_headers_are_members (void)
{
  assert_output ("s3", "GetObject", "Content-Length: 5", "hello",
                 "{\"ContentLength\":5,\"Metadata\":{},\"Body\":\"aGVsbG8=\"}");
  assert_output ("s3", "HeadObject", "X-Amz-Meta-color: blue", "",
                 "{\"Metadata\":{\"color\":\"blue\"}}");
  /* Users may give S3 any text for it. */
  assert_output ("s3", "HeadObject", "expires: never", "", "{\"Metadata\":{}}");
}

static void
test_s3_answers_a_location_bare (void)
{
  assert_output ("s3", "GetBucketLocation", NULL,
                 "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1"
                 "</LocationConstraint>", "{\"LocationConstraint\":\"eu-west-1\"}");
}

static void
test_s3_fails_late (void)
{
  assert_fault ("s3", "CopyObject", 200, NULL,
                "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>again</Message>"
                "</Error>", "InternalError", "again");
  assert_output ("s3", "GetObject", NULL, "<Error>mine</Error>",
                 "{\"Metadata\":{},\"Body\":\"PEVycm9yPm1pbmU8L0Vycm9yPg==\"}");
}

static void
test_a_code_is_bare (void)
{
  assert_fault ("batch", "SubmitJob", 400, "x-amzn-ErrorType: ClientException:http://a/",
                "{\"message\":\"no\"}", "ClientException", "no");
  assert_fault ("batch", "SubmitJob", 400, NULL, "{\"code\":\"a.b#ClientException\"}",
                "ClientException", "");
  assert_fault ("logs", "GetLogEvents", 400, NULL,
                "{\"__type\":\"com.amazonaws.logs#ResourceNotFoundException\",\"Message\":\"no\"}",
                "ResourceNotFoundException", "no");
  assert_fault ("logs", "GetLogEvents", 400, "x-amzn-query-error: Old.Code;Sender",
                "{\"__type\":\"New\"}", "Old.Code", "");
  assert_fault ("ec2", "DescribeSubnets", 400, NULL,
                "<Response><Errors><Error><Code>InvalidSubnetID.NotFound</Code>"
                "<Message>a &amp; b</Message></Error></Errors></Response>",
                "InvalidSubnetID.NotFound", "a & b");
}

static void
test_an_error_without_a_document_has_its_status (void)
{
  assert_fault ("s3", "HeadObject", 404, NULL, "", "404", "Not Found");
  assert_fault ("batch", "ListJobs", 503, NULL, "<html><body>busy</body></html>", "503",
                "Service Unavailable");
  assert_fault ("batch", "ListJobs", 502, NULL, "", "502", "Bad Gateway");
  assert_fault ("batch", "ListJobs", 413, NULL, "too large", "413", "too large");
  assert_fault ("sts", "GetCallerIdentity", 403, NULL, "no XML", "403", "Forbidden");
}

static void
test_an_error_has_its_members (void)
{
  g_autoptr(QsWireReply) reply =
    parse ("sso-oidc", "CreateToken", 400, "x-amzn-errortype: AuthorizationPendingException",
           "{\"error\":\"authorization_pending\",\"error_description\":\"wait\"}", NULL);

  g_assert_cmpstr (reply->fault->code, ==, "AuthorizationPendingException");
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (reply->fault->output), "error", NULL),
                   ==, "authorization_pending");
}

static void
test_the_request_id_is_found (void)
{
  g_autoptr(QsWireReply) header =
    parse ("batch", "CancelJob", 200, "X-Amzn-RequestId: 1", "", NULL);
  g_autoptr(QsWireReply) body =
    parse ("sts", "GetCallerIdentity", 200, NULL,
           "<R><GetCallerIdentityResult/><ResponseMetadata><RequestId>2</RequestId>"
           "</ResponseMetadata></R>", NULL);
  g_autoptr(QsWireReply) fault = parse ("ec2", "DescribeVpcs", 400, NULL,
                                        "<Response><RequestID>3</RequestID></Response>", NULL);

  g_assert_cmpstr (header->request_id, ==, "1");
  g_assert_cmpstr (body->request_id, ==, "2");
  g_assert_cmpstr (fault->request_id, ==, "3");
}

static char *
nest (const char *open,
      const char *close,
      guint       depth)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_a_reply_that_is_none_is_refused (void)
{
  g_autofree char *deep_json = nest ("[", "]", 5000);
  g_autofree char *deep_xml = nest ("<a>", "</a>", 5000);

  assert_unreadable ("batch", "ListJobs", "<html>", "no JSON");
  assert_unreadable ("batch", "ListJobs", "[]", "no JSON object");
  assert_unreadable ("batch", "ListJobs", deep_json, "no JSON");
  assert_unreadable ("batch", "ListJobs", "{\"jobSummaryList\":{}}",
                     "jobSummaryList must be a list");
  assert_unreadable ("batch", "DescribeJobs", "{\"jobs\":[{\"tags\":[]}]}",
                     "jobs[0].tags must be an object");
  assert_unreadable ("s3", "ListObjectsV2", "{}", "no XML");
  assert_unreadable ("s3", "ListObjectsV2", deep_xml, "nested too deeply");
  assert_unreadable ("s3", "ListObjectsV2", "<R><MaxKeys>many</MaxKeys></R>",
                     "MaxKeys is of another type");
  assert_unreadable ("sts", "GetCallerIdentity", "<html/>", "GetCallerIdentityResult");
}

/* Neither may entities be declared nor anything be fetched. */
static void
test_xml_declares_nothing (void)
{
  const char *bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><R><Name>&c;</Name></R>";
  const char *file = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                     "<R><Name>&a;</Name></R>";

  assert_unreadable ("s3", "ListObjectsV2", bomb, "document type");
  assert_unreadable ("s3", "ListObjectsV2", file, "document type");
  assert_unreadable ("s3", "ListObjectsV2", "<!DOCTYPE html><R/>", "document type");
  assert_fault ("s3", "ListObjectsV2", 400, NULL, bomb, "400", "Bad Request");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/wire-reply/what-the-model-does-not-know-is-kept-if-asked",
                   test_what_the_model_does_not_know_is_kept_if_asked);
  g_test_add_func ("/wire-reply/what-the-model-does-not-know-is-left-out",
                   test_what_the_model_does_not_know_is_left_out);
  g_test_add_func ("/wire-reply/choice-the-model-does-not-know-stays",
                   test_a_choice_the_model_does_not_know_stays);
  g_test_add_func ("/wire-reply/times-are-seconds-whatever-they-came-as",
                   test_times_are_seconds_whatever_they_came_as);
  g_test_add_func ("/wire-reply/headers-are-members", test_headers_are_members);
  g_test_add_func ("/wire-reply/s3-answers-a-location-bare", test_s3_answers_a_location_bare);
  g_test_add_func ("/wire-reply/s3-fails-late", test_s3_fails_late);
  g_test_add_func ("/wire-reply/code-is-bare", test_a_code_is_bare);
  g_test_add_func ("/wire-reply/error-without-a-document-has-its-status",
                   test_an_error_without_a_document_has_its_status);
  g_test_add_func ("/wire-reply/error-has-its-members", test_an_error_has_its_members);
  g_test_add_func ("/wire-reply/request-id-is-found", test_the_request_id_is_found);
  g_test_add_func ("/wire-reply/reply-that-is-none-is-refused",
                   test_a_reply_that_is_none_is_refused);
  g_test_add_func ("/wire-reply/xml-declares-nothing", test_xml_declares_nothing);

  return g_test_run ();
}
