#include "qs-protocol.h"

#include "qs-json.h"
#include "qs-test.h"
#include "qs-wire-digest.h"

/* A service whose one operation takes S. */
#define MODEL_OF(protocol, operation, shapes) \
        "{\"metadata\":{\"protocol\":\"" protocol "\",\"apiVersion\":\"2026-01-01\"," \
        "\"targetPrefix\":\"Things\",\"jsonVersion\":\"1.1\"}," \
        "\"operations\":{\"Do\":{\"name\":\"Do\",\"input\":{\"shape\":\"S\"}," operation "}}," \
        "\"shapes\":{\"T\":{\"type\":\"string\"},\"N\":{\"type\":\"double\"}," \
        "\"W\":{\"type\":\"timestamp\"},\"K\":{\"type\":\"string\",\"sensitive\":true}," shapes "}}"

#define STRUCTURE(members) "\"S\":{\"type\":\"structure\",\"members\":{" members "}}"
#define POST "\"http\":{\"method\":\"POST\",\"requestUri\":\"/a\"}"

static QsWireRequest *
serialize_as (const char     *model_text,
              const char     *input_text,
              QsProtocolFlags flags,
              GError        **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (model_text, strlen (model_text));
  g_autoptr(GError) model_error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, &model_error);
  g_autoptr(JsonNode) input = qs_json_parse (input_text, -1, NULL);

  g_assert_no_error (model_error);
  g_assert_nonnull (input);
  return qs_protocol_serialize (model, "Do", input, flags, error);
}

static QsWireRequest *
serialize (const char *model_text,
           const char *input_text,
           GError    **error)
{
  return serialize_as (model_text, input_text, QS_PROTOCOL_BY_MODEL, error);
}

static QsWireRequest *
serialize_well (const char *model_text,
                const char *input_text)
{
  g_autoptr(GError) error = NULL;
  QsWireRequest *request = serialize (model_text, input_text, &error);

  g_assert_no_error (error);
  return request;
}

static void
assert_body (QsWireRequest *request,
             const char    *expected)
{
  gsize size = 0;
  const char *data = request->body != NULL ? g_bytes_get_data (request->body, &size) : "";

  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static void
assert_refused (const char     *model_text,
                const char     *input_text,
                QsProtocolError code,
                const char     *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireRequest) request = serialize (model_text, input_text, &error);

  g_assert_null (request);
  g_assert_error (error, QS_PROTOCOL_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_a_fault_names_member_value_and_rule (void)
{
  const char *model = MODEL_OF ("json", POST, STRUCTURE ("\"t\":{\"shape\":\"T\"},"
                                                         "\"k\":{\"shape\":\"K\"}"));

  assert_refused (model, "{\"t\":7}", QS_PROTOCOL_ERROR_INVALID_INPUT, "t is 7: it must be text");
  assert_refused (model, "{\"u\":7}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "u is 7: it is no member of S");
  assert_refused (model, "{\"k\":123456}", QS_PROTOCOL_ERROR_INVALID_INPUT, "k must be text");
  assert_refused (model, "[]", QS_PROTOCOL_ERROR_INVALID_INPUT, "The request must be an object");
}

static void
test_what_the_model_does_not_know_is_sent_if_asked (void)
{
  static const char input[] = "{\"t\":\"a\",\"newer\":{\"é\":[0.1,null]},\"none\":null}";
  static const char sent[] = "{\"t\":\"a\",\"newer\":{\"\\u00e9\":[0.1,null]}}";
  const char *members = STRUCTURE ("\"t\":{\"shape\":\"T\"}");
  g_autofree char *json = g_strdup_printf (MODEL_OF ("json", POST, "%s"), members);
  g_autofree char *rest = g_strdup_printf (MODEL_OF ("rest-json", POST, "%s"), members);
  g_autofree char *query = g_strdup_printf (MODEL_OF ("query", POST, "%s"), members);
  const char *bound = MODEL_OF ("rest-json", POST,
                                STRUCTURE ("\"t\":{\"shape\":\"T\",\"location\":\"header\"}"));
  g_autoptr(QsWireRequest) one = NULL;
  g_autoptr(QsWireRequest) other = NULL;
  g_autoptr(GError) error = NULL;

  assert_body (one = serialize_as (json, input, QS_PROTOCOL_KEEP_UNKNOWN, NULL), sent);
  assert_body (other = serialize_as (rest, input, QS_PROTOCOL_KEEP_UNKNOWN, NULL), sent);

  g_assert_null (serialize_as (query, input, QS_PROTOCOL_KEEP_UNKNOWN, &error));
  g_assert_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (serialize_as (bound, input, QS_PROTOCOL_KEEP_UNKNOWN, &error));
  g_assert_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, "newer is no member of S");
}

static void
test_limits_and_choices_are_the_services_to_judge (void)
{
  const char *model = MODEL_OF ("json", POST,
                                STRUCTURE ("\"c\":{\"shape\":\"C\"}") ","
                                "\"C\":{\"type\":\"string\",\"enum\":[\"A\"],\"max\":1}");
  g_autoptr(QsWireRequest) request = serialize_well (model, "{\"c\":\"NEWER\"}");

  assert_body (request, "{\"c\":\"NEWER\"}");
}

static void
test_null_is_nothing (void)
{
  g_autoptr(QsWireRequest) json =
    serialize_well (MODEL_OF ("json", POST, STRUCTURE ("\"t\":{\"shape\":\"T\"}")),
                    "{\"t\":null}");
  g_autoptr(QsWireRequest) form =
    serialize_well (MODEL_OF ("query", POST, STRUCTURE ("\"t\":{\"shape\":\"T\"}")),
                    "{\"t\":null}");

  assert_body (json, "{}");
  assert_body (form, "Action=Do&Version=2026-01-01");
}

static void
test_numbers_that_json_lacks_are_texts (void)
{
  g_autoptr(QsWireRequest) json =
    serialize_well (MODEL_OF ("json", POST, STRUCTURE ("\"n\":{\"shape\":\"N\"}")),
                    "{\"n\":\"NaN\"}");
  g_autoptr(QsWireRequest) form =
    serialize_well (MODEL_OF ("query", POST, STRUCTURE ("\"n\":{\"shape\":\"N\"}")),
                    "{\"n\":\"-Infinity\"}");

  assert_body (json, "{\"n\":\"NaN\"}");
  assert_body (form, "Action=Do&Version=2026-01-01&n=-Infinity");
}

static void
test_a_token_is_filled_in_once (void)
{
  const char *model = MODEL_OF ("json", POST,
                                STRUCTURE ("\"t\":{\"shape\":\"T\",\"idempotencyToken\":true}"));
  g_autoptr(QsWireRequest) filled = serialize_well (model, "{}");
  g_autoptr(QsWireRequest) given = serialize_well (model, "{\"t\":\"mine\"}");
  g_autofree char *token = g_strndup (strchr (g_bytes_get_data (filled->body, NULL), ':') + 2, 36);

  g_assert_true (g_uuid_string_is_valid (token));
  assert_body (given, "{\"t\":\"mine\"}");
}

static void
test_labels_cannot_leave_their_place (void)
{
  const char *model = MODEL_OF ("rest-json", "\"http\":{\"requestUri\":\"/v1/{t}/x/{k+}?a\"}",
                                STRUCTURE ("\"t\":{\"shape\":\"T\",\"location\":\"uri\"},"
                                           "\"k\":{\"shape\":\"T\",\"location\":\"uri\"}"));
  g_autoptr(QsWireRequest) request =
    serialize_well (model, "{\"t\":\"a/../b?c#\",\"k\":\"d/e f\"}");

  g_assert_cmpstr (request->uri, ==, "/v1/a%2F..%2Fb%3Fc%23/x/d/e%20f?a");
  assert_refused (model, "{\"t\":\"\",\"k\":\"a\"}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "t is required and must not be empty: it is part of the address");
  assert_refused (model, "{\"t\":\"a\"}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "k is required and must not be empty: it is part of the address");
}

static void
test_a_header_cannot_begin_another (void)
{
  const char *model = MODEL_OF ("rest-json", POST,
                                STRUCTURE ("\"h\":{\"shape\":\"K\",\"location\":\"header\"},"
                                           "\"m\":{\"shape\":\"M\",\"location\":\"headers\","
                                           "\"locationName\":\"x-\"}") ","
                                "\"M\":{\"type\":\"map\",\"key\":{\"shape\":\"T\"},"
                                "\"value\":{\"shape\":\"T\"}}");

  assert_refused (model, "{\"h\":\"a\\r\\nhost: b\"}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "h must be text that a header can hold, without line breaks");
  assert_refused (model, "{\"m\":{\"a: b\":\"c\"}}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "m must be text that a header can hold, without line breaks");
}

static void
test_a_host_prefix_stays_in_the_host (void)
{
  const char *model = MODEL_OF ("json", "\"endpoint\":{\"hostPrefix\":\"{t}.data-\"}",
                                STRUCTURE ("\"t\":{\"shape\":\"T\",\"hostLabel\":true}"));
  g_autoptr(QsWireRequest) request = serialize_well (model, "{\"t\":\"a-1\"}");

  g_assert_cmpstr (request->host_prefix, ==, "a-1.data-");
  assert_refused (model, "{\"t\":\"evil.example/#\"}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "t is required and must be letters, digits, hyphens and periods: it is part of "
                  "the host name");
}

static void
test_xml_refuses_what_it_cannot_carry (void)
{
  const char *model = MODEL_OF ("rest-xml", POST,
                                STRUCTURE ("\"l\":{\"shape\":\"L\"}") ","
                                "\"L\":{\"type\":\"list\",\"member\":{\"shape\":\"T\"}}");
  g_autoptr(QsWireRequest) request = serialize_well (model, "{\"l\":[\"<a>&\"]}");

  assert_body (request, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<S><l><member>&lt;a&gt;&amp;</member></l></S>\n");
  assert_refused (model, "{\"l\":[\"a\",\"b\\u0007\"]}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "l[1] must have no control characters, which XML cannot carry");
}

static void
test_what_cannot_be_spoken_is_refused (void)
{
  assert_refused (MODEL_OF ("smithy-rpc-v2-cbor", POST, STRUCTURE ("")), "{}",
                  QS_PROTOCOL_ERROR_UNSUPPORTED,
                  "Quayside does not speak the protocol “smithy-rpc-v2-cbor” of this service");
  assert_refused (MODEL_OF ("json", POST,
                            STRUCTURE ("\"e\":{\"shape\":\"E\"}") ","
                            "\"E\":{\"type\":\"structure\",\"members\":{},\"eventstream\":true}"),
                  "{}", QS_PROTOCOL_ERROR_UNSUPPORTED,
                  "Do speaks in a stream of events, which Quayside does not follow");
  assert_refused (MODEL_OF ("rest-json", POST,
                            STRUCTURE ("\"s\":{\"shape\":\"S\",\"location\":\"header\"}")),
                  "{\"s\":{}}", QS_PROTOCOL_ERROR_UNSUPPORTED,
                  "The service model puts s where nothing of its type can be");
}

static void
test_times_travel_as_their_place_has_them (void)
{
  const char *form_model = MODEL_OF ("query", POST,
                                     STRUCTURE ("\"w\":{\"shape\":\"W\"},\"v\":{\"shape\":\"W\","
                                                "\"timestampFormat\":\"rfc822\"}"));
  g_autoptr(QsWireRequest) form =
    serialize_well (form_model, "{\"w\":1422172800.5,\"v\":\"2015-01-25T09:00:00+01:00\"}");

  assert_body (form, "Action=Do&Version=2026-01-01&w=2015-01-25T08%3A00%3A00.500000Z&"
               "v=Sun%2C+25+Jan+2015+08%3A00%3A00+GMT");
  assert_refused (form_model, "{\"w\":1e17}", QS_PROTOCOL_ERROR_INVALID_INPUT,
                  "w is 1e+17: it must be a time: seconds since 1970 or ISO 8601");
}

static void
test_no_depth_is_without_end (void)
{
  const char *model = MODEL_OF ("json", POST, STRUCTURE ("\"s\":{\"shape\":\"S\"}"));
  g_autoptr(GString) input = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireRequest) request = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (input, "{\"s\":");
  g_string_append (input, "{}");
  for (guint i = 0; i < 500; i++)
    g_string_append (input, "}");

  request = serialize (model, input->str, &error);
  g_assert_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT);
  g_assert_true (g_str_has_suffix (error->message, "nested too deeply"));
}

static const char *
find_digest (QsWireRequest *request)
{
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    if (g_str_equal (g_ptr_array_index (request->headers, i), "Content-MD5"))
      return g_ptr_array_index (request->headers, i + 1);

  return NULL;
}

static void
test_a_digest_is_added_where_it_is_required (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("s3", NULL);
  g_autoptr(JsonNode) input =
    qs_json_parse ("{\"Bucket\":\"b\",\"Tagging\":{\"TagSet\":[]}}", -1, NULL);
  g_autoptr(QsWireRequest) tagging = qs_protocol_serialize (model, "PutBucketTagging", input,
                                                            QS_PROTOCOL_BY_MODEL, NULL);
  g_autoptr(QsWireRequest) listing = qs_protocol_serialize (model, "ListBuckets", NULL,
                                                            QS_PROTOCOL_BY_MODEL, NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  unsigned char digest[16];
  gsize length = sizeof digest;
  g_autofree char *expected = NULL;

  g_checksum_update (checksum, g_bytes_get_data (tagging->body, NULL),
                     g_bytes_get_size (tagging->body));
  g_checksum_get_digest (checksum, digest, &length);
  expected = g_base64_encode (digest, length);

  qs_wire_digest_add (tagging, qs_service_model_lookup_operation (model, "PutBucketTagging"));
  qs_wire_digest_add (tagging, qs_service_model_lookup_operation (model, "PutBucketTagging"));
  qs_wire_digest_add (listing, qs_service_model_lookup_operation (model, "ListBuckets"));
  g_assert_cmpstr (find_digest (tagging), ==, expected);
  g_assert_null (find_digest (listing));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/wire-request/fault-names-member-value-and-rule",
                   test_a_fault_names_member_value_and_rule);
  g_test_add_func ("/wire-request/what-the-model-does-not-know-is-sent-if-asked",
                   test_what_the_model_does_not_know_is_sent_if_asked);
  g_test_add_func ("/wire-request/limits-and-choices-are-the-services-to-judge",
                   test_limits_and_choices_are_the_services_to_judge);
  g_test_add_func ("/wire-request/null-is-nothing", test_null_is_nothing);
  g_test_add_func ("/wire-request/numbers-that-json-lacks-are-texts",
                   test_numbers_that_json_lacks_are_texts);
  g_test_add_func ("/wire-request/token-is-filled-in-once", test_a_token_is_filled_in_once);
  g_test_add_func ("/wire-request/labels-cannot-leave-their-place",
                   test_labels_cannot_leave_their_place);
  g_test_add_func ("/wire-request/header-cannot-begin-another", test_a_header_cannot_begin_another);
  g_test_add_func ("/wire-request/host-prefix-stays-in-the-host",
                   test_a_host_prefix_stays_in_the_host);
  g_test_add_func ("/wire-request/xml-refuses-what-it-cannot-carry",
                   test_xml_refuses_what_it_cannot_carry);
  g_test_add_func ("/wire-request/what-cannot-be-spoken-is-refused",
                   test_what_cannot_be_spoken_is_refused);
  g_test_add_func ("/wire-request/times-travel-as-their-place-has-them",
                   test_times_travel_as_their_place_has_them);
  g_test_add_func ("/wire-request/no-depth-is-without-end", test_no_depth_is_without_end);

  g_test_add_func ("/wire-request/digest-is-added-where-it-is-required",
                   test_a_digest_is_added_where_it_is_required);

  return g_test_run ();
}
