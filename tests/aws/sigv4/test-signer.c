#include <string.h>

#include "qs-json.h"
#include "qs-probe-sign.h"
#include "qs-signature.h"
#include "qs-signer.h"
#include "qs-signing-keys.h"
#include "qs-test.h"

#define TIME G_GINT64_CONSTANT (1440938160000)    /* 20150830T123600Z */

static JsonArray *
load_suite (JsonNode **root)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "aws/sigv4/suite.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  *root = qs_json_parse (text, -1, &error);
  g_assert_no_error (error);

  return json_node_get_array (*root);
}

static void
check_case (JsonObject *signing,
            const char *way)
{
  JsonObject *expected = qs_json_get_object (signing, way);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = NULL;
  JsonObject *found;

  json_object_set_boolean_member (qs_json_get_object (signing, "options"), "query",
                                  strcmp (way, "query") == 0);
  g_test_message ("%s, in the %s", qs_json_get_string (signing, "name", ""), way);
  answer = qs_probe_sign (signing, &error);
  g_assert_no_error (error);

  found = json_node_get_object (answer);
  g_assert_cmpstr (qs_json_get_string (found, "canonicalRequest", NULL), ==,
                   qs_json_get_string (expected, "canonicalRequest", ""));
  g_assert_cmpstr (qs_json_get_string (found, "signature", NULL), ==,
                   qs_json_get_string (expected, "signature", ""));
}

/* The test suite that Amazon gives to those who write signers, in both ways of signing. */
static void
test_suite_of_aws (void)
{
  g_autoptr(JsonNode) root = NULL;
  JsonArray *cases = load_suite (&root);

  g_assert_cmpuint (json_array_get_length (cases), >=, 38);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      check_case (qs_json_element (cases, i), "header");
      check_case (qs_json_element (cases, i), "query");
    }
}

static void
check_hmac (const void *key,
            gsize       key_length,
            const char *text,
            const char *expected)
{
  g_autoptr(QsSha256) sha256 = qs_sha256_new ();
  g_autoptr(QsHmacKey) hmac = qs_hmac_key_new (key, key_length);
  unsigned char digest[QS_SHA256_SIZE];
  char hex[QS_SHA256_HEX_SIZE + 1];

  /* Twice: a key is not used up. */
  for (guint i = 0; i < 2; i++)
    {
      qs_hmac_key_digest (hmac, sha256, text, strlen (text), digest);
      qs_digest_to_hex (digest, hex);
      g_assert_cmpstr (hex, ==, expected);
    }
}

/* RFC 4231, 4.2, 4.3 and 4.7: a key shorter than a block, and one that is longer. */
static void
test_hmac (void)
{
  char key[131];

  memset (key, 0x0b, 20);
  check_hmac (key, 20, "Hi There",
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  check_hmac ("Jefe", 4, "what do ya want for nothing?",
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  memset (key, 0xaa, sizeof key);
  check_hmac (key, sizeof key, "Test Using Larger Than Block-Size Key - Hash Key First",
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static QsCredentials *
make_credentials (gint64 expires_at)
{
  return qs_credentials_new ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", NULL,
                             expires_at);
}

static QsSignRequest
make_request (const char *url,
              QsSignFlags flags)
{
  return (QsSignRequest){
           .method = "GET", .url = url, .region = "us-east-1", .service = "s3", .time = TIME,
           .flags = flags,
  };
}

static void
assert_second_line (const char *url,
                    QsSignFlags flags,
                    const char *path)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);
  QsSignRequest request = make_request (url, flags);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = qs_signer_sign (signer, &request, credentials, &error);
  g_auto(GStrv) lines = NULL;

  g_assert_no_error (error);
  lines = g_strsplit (qs_signer_get_canonical_request (signer), "\n", 3);
  g_assert_cmpstr (lines[1], ==, path);
}

/* In S3 "/a/../secret" is the name of an object, and not another way to say "/secret". */
static void
test_path (void)
{
  assert_second_line ("https://b.s3.amazonaws.com/a/../secret", QS_SIGN_S3, "/a/../secret");
  assert_second_line ("https://b.s3.amazonaws.com//a//./b%20c", QS_SIGN_S3, "//a//./b%20c");
  assert_second_line ("https://b.s3.amazonaws.com", QS_SIGN_S3, "/");
  assert_second_line ("https://x.example.com/a/../b//c/./", QS_SIGN_DEFAULT, "/b/c/");
  assert_second_line ("https://x.example.com/../..", QS_SIGN_DEFAULT, "/");
  assert_second_line ("https://x.example.com/a%20b", QS_SIGN_DEFAULT, "/a%2520b");
  assert_second_line ("https://x.example.com/a%20b", QS_SIGN_ENCODE_ONCE, "/a%20b");
  assert_second_line ("https://x.example.com/a/../b", QS_SIGN_KEEP_PATH, "/a/../b");
  assert_second_line ("https://x.example.com/…/~u", QS_SIGN_DEFAULT, "/%E2%80%A6/~u");
  assert_second_line ("https://x.example.com/a?b=/c#d", QS_SIGN_DEFAULT, "/a");
}

static void
assert_host (const char *url,
             const char *host)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);
  g_autofree char *line = g_strdup_printf ("\nhost:%s\n", host);
  QsSignRequest request = make_request (url, QS_SIGN_DEFAULT);
  g_autoptr(GPtrArray) added = qs_signer_sign (signer, &request, credentials, NULL);

  g_assert_nonnull (added);
  g_assert_nonnull (strstr (qs_signer_get_canonical_request (signer), line));
}

static void
test_host (void)
{
  assert_host ("https://Batch.US-east-1.amazonaws.com/", "batch.us-east-1.amazonaws.com");
  assert_host ("https://example.com:443/", "example.com");
  assert_host ("http://example.com:80?a", "example.com");
  assert_host ("http://127.0.0.1:5000/", "127.0.0.1:5000");
  assert_host ("https://example.com:80/", "example.com:80");
  assert_host ("https://[::1]:8080/", "[::1]:8080");
  assert_host ("https://[2001:DB8::443]/", "[2001:db8::443]");
  assert_host ("https://user:pass@example.com/", "example.com");
}

static void
test_no_url (void)
{
  static const char * const urls[] = { "", "/path", "batch.amazonaws.com/", "https:///", "://a", "a#://b",
                                       "https://a/b\nc", "https://a/b?\tc", "https://a/\x7f" };
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) added = NULL;
      QsSignRequest request = make_request (urls[i], QS_SIGN_DEFAULT);

      added = qs_signer_sign (signer, &request, credentials, &error);
      g_assert_null (added);
      g_assert_error (error, QS_SIGN_ERROR, QS_SIGN_ERROR_URL);
    }
}

/* A name may not smuggle a line into what is signed; a value cannot. */
static void
test_no_header (void)
{
  static const char * const names[] = { "", "a b", "a:b", "a\nb", "a;b", "a,b", "é" };
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *pair[] = { names[i], "value\nhost:evil" };
      g_autoptr(GPtrArray) headers = g_ptr_array_new_from_array ((gpointer *) pair, 2, NULL, NULL,
                                                                 NULL);
      g_autoptr(GError) error = NULL;
      QsSignRequest request = make_request ("https://example.com/", QS_SIGN_DEFAULT);

      request.headers = headers;
      g_assert_null (qs_signer_sign (signer, &request, credentials, &error));
      g_assert_error (error, QS_SIGN_ERROR, QS_SIGN_ERROR_HEADER);
    }
}

static const char *
find_value (GPtrArray  *headers,
            const char *name)
{
  for (guint i = 0; i < headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (headers, i), name) == 0)
      return g_ptr_array_index (headers, i + 1);

  return NULL;
}

/* Who sends the hash has decided what stands for the body. */
static void
test_given_hash (void)
{
  static const char *pair[] = { "X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_from_array ((gpointer *) pair, 2, NULL, NULL,
                                                             NULL);
  g_autoptr(GPtrArray) added = NULL;
  QsSignRequest request = make_request ("https://b.s3.amazonaws.com/k", QS_SIGN_S3);

  request.headers = headers;
  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_cmpstr (find_value (added, "x-amz-content-sha256"), ==, pair[1]);
  g_assert_true (g_str_has_suffix (qs_signer_get_canonical_request (signer), pair[1]));
}

static void
test_unsigned_body (void)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);
  g_autoptr(GPtrArray) added = NULL;
  QsSignRequest request = make_request ("https://b.s3.amazonaws.com/k",
                                        QS_SIGN_S3 | QS_SIGN_UNSIGNED_BODY);

  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_cmpstr (find_value (added, "x-amz-content-sha256"), ==, "UNSIGNED-PAYLOAD");
  g_clear_pointer (&added, g_ptr_array_unref);

  request.url = "http://127.0.0.1:5000/b/k";
  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_cmpstr (find_value (added, "x-amz-content-sha256"), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* Another day, another key, and the old one is gone; the same goes for credentials. */
static void
test_keys (void)
{
  g_autoptr(QsSigningKeys) keys = qs_signing_keys_new ();
  g_autoptr(QsCredentials) first = make_credentials (0);
  g_autoptr(QsCredentials) second = make_credentials (0);
  const QsHmacKey *key;

  key = qs_signing_keys_get (keys, first, "20150830T000000Z", "us-east-1", "batch").key;
  g_assert_true (qs_signing_keys_get (keys, first, "20150830T235959Z", "us-east-1", "batch").key
                 == key);
  g_assert_cmpuint (qs_signing_keys_get_size (keys), ==, 1);

  g_assert_cmpstr (qs_signing_keys_get (keys, first, "20150831T000000Z", "us-east-1",
                                        "batch").scope, ==,
                   "20150831/us-east-1/batch/aws4_request");
  (void) qs_signing_keys_get (keys, second, "20150831T000000Z", "us-east-1", "batch");
  g_assert_cmpuint (qs_signing_keys_get_size (keys), ==, 1);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *service = g_strdup_printf ("service-%u", i);

      (void) qs_signing_keys_get (keys, second, "20150831T000000Z", "us-east-1", service);
    }
  g_assert_cmpuint (qs_signing_keys_get_size (keys), <=, 32);
}

/* Nobody signs for longer than seven days, nor than their own credentials are good. */
static void
test_lifetime (void)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (TIME + 600 * 1000);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  QsSignRequest request = make_request ("https://b.s3.amazonaws.com/k?versionId=1",
                                        QS_SIGN_S3 | QS_SIGN_UNSIGNED_BODY);

  url = qs_signer_presign (signer, &request, credentials, 3600, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, "https://b.s3.amazonaws.com/k?versionId=1&X-Amz-"));
  g_assert_nonnull (strstr (url, "&X-Amz-Expires=600&"));

  g_assert_null (qs_signer_presign (signer, &request, credentials, 7 * 24 * 3600 + 1, &error));
  g_assert_error (error, QS_SIGN_ERROR, QS_SIGN_ERROR_LIFETIME);
  g_clear_error (&error);

  request.time += 600 * 1000;
  g_assert_null (qs_signer_presign (signer, &request, credentials, 60, &error));
  g_assert_error (error, QS_SIGN_ERROR, QS_SIGN_ERROR_LIFETIME);
}

/* What a proxy may change is not signed, and neither is an older signature. */
static void
test_unsigned_headers (void)
{
  static const char *pairs[] = {
    "User-Agent", "x", "Connection", "close", "Authorization", "old", "X-Amzn-Trace-Id", "1",
    "Transfer-Encoding", "chunked", "Expect", "100-continue", "X-Amz-Date", "old", "A", "b",
  };
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = make_credentials (0);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_from_array ((gpointer *) pairs,
                                                             G_N_ELEMENTS (pairs), NULL, NULL,
                                                             NULL);
  g_autoptr(GPtrArray) added = NULL;
  QsSignRequest request = make_request ("https://example.com/", QS_SIGN_DEFAULT);

  request.headers = headers;
  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_nonnull (strstr (find_value (added, "Authorization"),
                            ", SignedHeaders=a;host;x-amz-date, Signature="));
  g_assert_nonnull (strstr (qs_signer_get_canonical_request (signer),
                            "\nx-amz-date:20150830T123600Z\n"));
}

/* Credentials that are not temporary come with an empty token from some sources. */
static void
test_empty_token (void)
{
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = qs_credentials_new ("AKIDEXAMPLE", "secret", "", 0);
  g_autoptr(GPtrArray) added = NULL;
  QsSignRequest request = make_request ("https://example.com/", QS_SIGN_DEFAULT);

  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_null (find_value (added, "X-Amz-Security-Token"));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/signer/suite-of-aws", test_suite_of_aws);
  g_test_add_func ("/signer/hmac", test_hmac);
  g_test_add_func ("/signer/path", test_path);
  g_test_add_func ("/signer/host", test_host);
  g_test_add_func ("/signer/no-url", test_no_url);
  g_test_add_func ("/signer/no-header", test_no_header);
  g_test_add_func ("/signer/given-hash", test_given_hash);
  g_test_add_func ("/signer/unsigned-body", test_unsigned_body);
  g_test_add_func ("/signer/empty-token", test_empty_token);
  g_test_add_func ("/signer/keys", test_keys);
  g_test_add_func ("/signer/lifetime", test_lifetime);
  g_test_add_func ("/signer/unsigned-headers", test_unsigned_headers);

  return g_test_run ();
}
