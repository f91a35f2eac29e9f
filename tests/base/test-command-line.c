#include "qs-command-line.h"

#include "qs-test.h"

static void
assert_split (const char *text,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = qs_command_line_split (text, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv ("|", words);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_splits_as_a_shell_does (void)
{
  assert_split ("", "");
  assert_split (" \t\n", "");
  assert_split ("echo 'hello world'", "echo|hello world");
  assert_split ("a\\ b  c\"d e\"f 'g'\"h\"", "a b|cd ef|gh");
  assert_split ("'' \"\" x", "||x");
  assert_split ("\"a\\\"b\\\\c\\n\"", "a\"b\\c\\n");
  assert_split ("one \\\n two", "one|two");
  assert_split ("sort < in > $OUT # all", "sort|<|in|>|$OUT|#|all");
}

static void
assert_operator (const char *text,
                 const char *expected)
{
  g_autofree char *operator = qs_command_line_find_operator (text);

  g_assert_cmpstr (operator, ==, expected);
}

static void
test_finds_what_only_a_shell_would_do (void)
{
  assert_operator ("md5sum /etc/hosts", NULL);
  assert_operator ("cat a >> b", ">>");
  assert_operator ("echo $HOME/x", "$HOME");
  assert_operator ("echo \"now ${A}\"", "${");
  assert_operator ("echo '$HOME > x' \\> \"\\$X\" 5$", NULL);
  assert_operator ("a | b && c", "|");
  assert_operator ("ls *.bam", "*");
}

static void
assert_open (const char *text,
             const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (qs_command_line_split (text, &error));
  g_assert_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_UNBALANCED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_says_where_a_quote_was_opened (void)
{
  assert_open ("echo 'x", "The single quote at character 6 is never closed");
  assert_open ("\xc3\xa9 \"x\\\"", "The double quote at character 3 is never closed");
  assert_open ("echo \\", "The backslash at character 6 has nothing after it");
}

static void
assert_join (const char *word,
             const char *expected)
{
  const char *words[] = { word, NULL };
  g_autofree char *text = qs_command_line_join (words);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_quotes_no_more_than_needed (void)
{
  assert_join ("/bin/sh", "/bin/sh");
  assert_join ("", "''");
  assert_join ("a b", "'a b'");
  assert_join ("it's", "\"it's\"");
  assert_join ("Ref::input", "Ref::input");
  assert_join ("$HOME>x", "$HOME>x");
}

static char **
make_words (void)
{
  const char *alphabet[] = { "a", " ", "'", "\"", "\\", "\n", "$", "\t", "\xc3\xa9", "`", ">" };
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
    {
      g_autoptr(GString) word = g_string_new (NULL);

      for (int j = g_test_rand_int_range (0, 6); j > 0; j--)
        g_string_append (word, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);
      g_strv_builder_add (words, word->str);
    }

  return g_strv_builder_end (words);
}

static void
test_any_words_come_back (void)
{
  for (int round = 0; round < 5000; round++)
    {
      g_auto(GStrv) words = make_words ();
      g_autofree char *line = qs_command_line_join ((const char * const *) words);
      g_autofree char *shell = qs_command_line_join_for_shell ((const char * const *) words);
      g_autofree char *json = qs_command_line_print_json ((const char * const *) words);
      g_auto(GStrv) split = qs_command_line_split (line, NULL);
      g_auto(GStrv) unquoted = qs_command_line_split (shell, NULL);
      g_auto(GStrv) parsed = qs_command_line_parse_json (json, NULL);
      g_autofree char *operator = qs_command_line_find_operator (shell);

      g_assert_cmpstrv (split, words);
      g_assert_cmpstrv (unquoted, words);
      g_assert_cmpstrv (parsed, words);
      g_assert_null (operator);
    }
}

static void
assert_json_error (const char *text,
                   const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (qs_command_line_parse_json (text, &error));
  g_assert_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_JSON);
  g_assert_true (g_str_has_prefix (error->message, message));
}

static void
test_says_where_json_is_wrong (void)
{
  g_auto(GStrv) none = qs_command_line_parse_json (" \n", NULL);

  assert_json_error ("[\"a\",\n  b]", "Line 2, column ");
  assert_json_error ("{}", "A command is an array of strings");
  assert_json_error ("[\"a\", 2]", "Word 2 is no string");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/command-line/splits-as-a-shell-does", test_splits_as_a_shell_does);
  g_test_add_func ("/command-line/finds-what-only-a-shell-would-do",
                   test_finds_what_only_a_shell_would_do);
  g_test_add_func ("/command-line/says-where-a-quote-was-opened",
                   test_says_where_a_quote_was_opened);
  g_test_add_func ("/command-line/quotes-no-more-than-needed", test_quotes_no_more_than_needed);
  g_test_add_func ("/command-line/any-words-come-back", test_any_words_come_back);
  g_test_add_func ("/command-line/says-where-json-is-wrong", test_says_where_json_is_wrong);

  return g_test_run ();
}
