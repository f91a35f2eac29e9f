#include "qs-pkce.h"

#include <string.h>

#include "qs-test.h"

/* RFC 7636, appendix B. */
static void
test_the_challenge_is_that_of_the_rfc (void)
{
  g_autofree char *challenge =
    qs_pkce_dup_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_no_two_are_alike (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *text = qs_pkce_dup_random (48);

      g_assert_cmpuint (strlen (text), ==, 64);
      g_assert_cmpuint (strspn (text, "-_" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS), ==, 64);
      g_assert_true (g_hash_table_add (seen, text));
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/pkce/challenge", test_the_challenge_is_that_of_the_rfc);
  g_test_add_func ("/pkce/no-two-are-alike", test_no_two_are_alike);

  return g_test_run ();
}
