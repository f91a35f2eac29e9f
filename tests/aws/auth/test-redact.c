#include "qs-redact.h"

#include <string.h>

#include "qs-test.h"

#define SECRET "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

static const struct
{
  const char *said;
  const char *shown;
} cases[] = {
  { "", "" },
  { "Error: profile not found\n", "Error: profile not found" },
  { "The SSO session has expired.\nRun aws sso login.\n",
    "The SSO session has expired. Run aws sso login." },
  { "used " SECRET " in vain", "used *** in vain" },
  { "AKIAIOSFODNN7EXAMPLE is not valid", "*** is not valid" },
  { "password=hunter2 was refused", "password=*** was refused" },
  { "Password: hunter2", "Password: ***" },
  { "\"SecretAccessKey\": \"short one\", \"Version\": 1",
    "\"SecretAccessKey\": ***, \"Version\": 1" },
  { "+ export AWS_SESSION_TOKEN=abc", "+ export AWS_SESSION_TOKEN=***" },
  { "/usr/lib/python3: No such file", "/usr/lib/python3: No such file" },
  { "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x", "***.***.x" },
  { "\033[31mred\033[0m", "red" },
};

static void
test_secrets_go_and_causes_stay (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = qs_redact (cases[i].said);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_the_end_of_much_is_shown (void)
{
  g_autofree char *said = g_strnfill (10000, 'x');
  g_autofree char *all = g_strconcat (said, " because of this", NULL);
  g_autofree char *shown = qs_redact (all);

  g_assert_cmpuint (strlen (shown), <=, 400);
  g_assert_true (g_str_has_suffix (shown, " because of this"));
}

static void
test_bytes_that_are_no_text (void)
{
  g_autofree char *shown = qs_redact ("\xff\xfe bad \xc3");

  g_assert_true (g_utf8_validate (shown, -1, NULL));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/redact/secrets-go-and-causes-stay", test_secrets_go_and_causes_stay);
  g_test_add_func ("/redact/the-end-of-much", test_the_end_of_much_is_shown);
  g_test_add_func ("/redact/no-text", test_bytes_that_are_no_text);

  return g_test_run ();
}
