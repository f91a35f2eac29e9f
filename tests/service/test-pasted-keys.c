#include "qs-pasted-keys.h"

/* The example keys of AWS's own documentation. */
#define ID "AKIAIOSFODNN7EXAMPLE"
#define SECRET "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define SHORT_ID "ASIAIOSFODNN7EXAMPLE"
#define TOKEN \
        "IQoJb3JpZ2luX2VjEEXAMPLETOKEN0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST" \
        "UVWXYZ0123456789+/abcdefghijklmnopqrstuvwxyz=="

typedef struct
{
  const char *name;
  const char *text;
  const char *access_key_id;
  const char *secret;
  const char *token;
  const char *region;
} Case;

static const Case cases[] = {
  { "mail",
    "Dear Anna,\n\nhere is your access to the cloud:\n  Access key ID: " ID "\n"
    "  Secret access key: " SECRET "\nPlease work in eu-central-1.\n\nBest wishes, Bob",
    ID, SECRET, NULL, "eu-central-1" },
  { "mail in a table",
    "<td>" ID "</td><td>" SECRET "</td>", ID, SECRET, NULL, NULL },
  { "csv of the console",
    "\357\273\277Access key ID,Secret access key\r\n" ID "," SECRET "\r\n",
    ID, SECRET, NULL, NULL },
  { "csv with a user",
    "User name,Password,Access key ID,Secret access key,Console login link\r\nanna,," ID ","
    SECRET ",https://123456789012.signin.aws.amazon.com/console\r\n", ID, SECRET, NULL, NULL },
  { "exports of a shell",
    "export AWS_ACCESS_KEY_ID=\"" SHORT_ID "\"\nexport AWS_SECRET_ACCESS_KEY=\"" SECRET "\"\n"
    "export AWS_SESSION_TOKEN=\"" TOKEN "\"\n", SHORT_ID, SECRET, TOKEN, NULL },
  { "exports without quotes",
    "export AWS_ACCESS_KEY_ID=" SHORT_ID "\nexport AWS_SECRET_ACCESS_KEY=" SECRET "\n"
    "export AWS_SESSION_TOKEN=" TOKEN "\nexport AWS_DEFAULT_REGION=us-gov-west-1\n",
    SHORT_ID, SECRET, TOKEN, "us-gov-west-1" },
  { "PowerShell",
    "$Env:AWS_ACCESS_KEY_ID=\"" SHORT_ID "\"\n$Env:AWS_SECRET_ACCESS_KEY=\"" SECRET "\"\n"
    "$Env:AWS_SESSION_TOKEN=\"" TOKEN "\"\n", SHORT_ID, SECRET, TOKEN, NULL },
  { "credentials file",
    "[123456789012_Power]\naws_access_key_id=" SHORT_ID "\naws_secret_access_key = " SECRET "\n"
    "aws_session_token=" TOKEN "\nregion = us-east-1\n", SHORT_ID, SECRET, TOKEN, "us-east-1" },
  { "JSON of the command line",
    "{\"Credentials\": {\"AccessKeyId\": \"" SHORT_ID "\", \"SecretAccessKey\": \"" SECRET "\", "
    "\"SessionToken\": \"" TOKEN "\", \"Expiration\": \"2026-11-23T12:00:00Z\"}}",
    SHORT_ID, SECRET, TOKEN, NULL },
  { "a key that ends a sentence", "Your key is " ID ". Call me.", ID, NULL, NULL, NULL },
  { "a checksum is no secret",
    "sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 " ID, ID, NULL, NULL, NULL },
  { "the first of several counts", ID " AKIAI44QH8DHBEXAMPLE", ID, NULL, NULL, NULL },
  { "nothing", "Hello world, how do you do?", NULL, NULL, NULL, NULL },
  { "no text at all", "", NULL, NULL, NULL, NULL },
};

static void
test_takes_apart (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(QsPastedKeys) keys = qs_pasted_keys_read (cases[i].text, -1);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (keys->access_key_id, ==, cases[i].access_key_id);
      g_assert_cmpstr (keys->secret_access_key, ==, cases[i].secret);
      g_assert_cmpstr (keys->session_token, ==, cases[i].token);
      g_assert_cmpstr (keys->region, ==, cases[i].region);
    }
}

static void
test_recognises_roles_and_pages (void)
{
  g_autoptr(QsPastedKeys) keys =
    qs_pasted_keys_read ("Role: arn:aws:iam::123456789012:role/Lab-Batch (External ID: lab-42)\n"
                         "Device arn:aws:iam::210987654321:mfa/anna,\n"
                         "page: https://d-1234567890.awsapps.com/start#/ in eu-west-1.", -1);

  g_assert_cmpstr (keys->role_arn, ==, "arn:aws:iam::123456789012:role/Lab-Batch");
  g_assert_cmpstr (keys->external_id, ==, "lab-42");
  g_assert_cmpstr (keys->mfa_serial, ==, "arn:aws:iam::210987654321:mfa/anna");
  g_assert_cmpstr (keys->start_url, ==, "https://d-1234567890.awsapps.com/start#/");
  g_assert_cmpstr (keys->region, ==, "eu-west-1");
  g_assert_cmpuint (qs_pasted_keys_count (keys), ==, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pasted-keys/takes-apart", test_takes_apart);
  g_test_add_func ("/pasted-keys/recognises-roles-and-pages", test_recognises_roles_and_pages);

  return g_test_run ();
}
