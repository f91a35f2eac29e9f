#include "qs-command-line.h"

#include "qs-json.h"

#include <stdio.h>

/* Where words end: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
#define BLANKS " \t\n\r"

/* What a shell leaves alone. */
#define PLAIN "%+,-./:=@_^" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS

typedef struct
{
  const char *text;
  const char *at;
  GString    *word;
  gboolean    started;    /* a word has begun, be it empty as in '' */
  char       *operator;   /* the first thing a shell would have acted upon */
} QsWordReader;

G_DEFINE_QUARK (qs-command-line-error-quark, qs_command_line_error)

static gboolean
fail_open (const QsWordReader *reader,
           const char         *where,
           const char         *what,
           GError            **error)
{
  g_set_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_UNBALANCED,
               "The %s at character %ld is never closed", what,
               g_utf8_pointer_to_offset (reader->text, where) + 1);
  return FALSE;
}

static void
note_operator (QsWordReader *reader,
               gsize         length)
{
  if (reader->operator == NULL)
    reader->operator = g_strndup (reader->at, length);
}

/* $NAME, ${…}, $(…) and the like; a lone $ means itself in a shell, too. */
static gsize
measure_expansion (const char *at)
{
  gsize length;

  if (*at == '`')
    return 1;
  if (*at != '$' || at[1] == '\0' || strchr (BLANKS "\"'", at[1]) != NULL)
    return 0;
  if (strchr ("{(", at[1]) != NULL)
    return 2;

  length = strspn (at + 1, "_" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS);
  return 1 + MAX (length, 1);
}

static gboolean
read_single (QsWordReader *reader,
             GError      **error)
{
  const char *open = reader->at;
  const char *close = strchr (open + 1, '\'');

  if (close == NULL)
    return fail_open (reader, open, "single quote", error);

  g_string_append_len (reader->word, open + 1, close - open - 1);
  reader->at = close + 1;
  return TRUE;
}

static gboolean
read_double (QsWordReader *reader,
             GError      **error)
{
  const char *open = reader->at;

  for (reader->at++; *reader->at != '"'; reader->at++)
    {
      if (*reader->at == '\0')
        return fail_open (reader, open, "double quote", error);

      if (*reader->at == '\\' && reader->at[1] != '\0' &&
          strchr ("\"\\$`\n", reader->at[1]) != NULL)
        reader->at++;
      else if (measure_expansion (reader->at) > 0)
        note_operator (reader, measure_expansion (reader->at));

      g_string_append_c (reader->word, *reader->at);
    }

  reader->at++;
  return TRUE;
}

static gboolean
read_escaped (QsWordReader *reader,
              GError      **error)
{
  if (reader->at[1] == '\0')
    {
      g_set_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_UNBALANCED,
                   "The backslash at character %ld has nothing after it",
                   g_utf8_pointer_to_offset (reader->text, reader->at) + 1);
      return FALSE;
    }

  /* A backslash before a line's end joins the lines. */
  if (reader->at[1] != '\n')
    g_string_append_c (reader->word, reader->at[1]);
  reader->at += 2;
  return TRUE;
}

static void
read_plain (QsWordReader *reader)
{
  if (strchr ("<>|&;*?", *reader->at) != NULL)
    note_operator (reader, strspn (reader->at, "<>|&;*?"));
  else if (measure_expansion (reader->at) > 0)
    note_operator (reader, measure_expansion (reader->at));

  g_string_append_c (reader->word, *reader->at++);
}

static gboolean
read_piece (QsWordReader *reader,
            GError      **error)
{
  gboolean joins_lines = reader->at[0] == '\\' && reader->at[1] == '\n';

  reader->started |= !joins_lines;
  if (*reader->at == '\'')
    return read_single (reader, error);
  if (*reader->at == '"')
    return read_double (reader, error);
  if (*reader->at == '\\')
    return read_escaped (reader, error);

  read_plain (reader);
  return TRUE;
}

static void
end_word (QsWordReader *reader,
          GStrvBuilder *words)
{
  if (reader->started)
    g_strv_builder_add (words, reader->word->str);

  g_string_truncate (reader->word, 0);
  reader->started = FALSE;
}

static char **
read_words (const char *text,
            char      **operator,
            GError    **error)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GString) word = g_string_new (NULL);
  QsWordReader reader = { text, text, word };
  gboolean good = TRUE;

  while (good && *reader.at != '\0')
    {
      if (strchr (BLANKS, *reader.at) != NULL)
        {
          end_word (&reader, words);
          reader.at++;
        }
      else
        good = read_piece (&reader, error);
    }

  end_word (&reader, words);
  if (operator != NULL)
    *operator = g_steal_pointer (&reader.operator);
  g_free (reader.operator);
  return good ? g_strv_builder_end (words) : NULL;
}

/**
 * qs_command_line_split:
 * @text: words separated by blanks; quotes and backslashes as in a shell
 *
 * Returns: (transfer full) (nullable): the words, possibly none; %NULL with
 *   %QS_COMMAND_LINE_ERROR_UNBALANCED that names the character where a quote was opened.
 */
char **
qs_command_line_split (const char *text,
                       GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return read_words (text, NULL, error);
}

/**
 * qs_command_line_find_operator:
 *
 * Returns: (transfer full) (nullable): the first piece of @text that a shell would have acted upon,
 *   such as ">" or "$HOME", and that stays literal here.
 */
char *
qs_command_line_find_operator (const char *text)
{
  g_auto(GStrv) words = NULL;
  char *operator = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  words = read_words (text, &operator, NULL);
  return operator;
}

static gboolean
has_any (const char *word,
         const char *characters)
{
  return strpbrk (word, characters) != NULL;
}

/* The least quoting that splits to the same word: none, 'single', or "double" for apostrophes. */
static char *
quote_word (const char *word)
{
  if (*word != '\0' && !has_any (word, BLANKS "'\"\\"))
    return g_strdup (word);
  if (!has_any (word, "'"))
    return g_strdup_printf ("'%s'", word);
  if (!has_any (word, "\"\\"))
    return g_strdup_printf ("\"%s\"", word);

  return g_shell_quote (word);
}

static char *
quote_word_for_shell (const char *word)
{
  if (*word != '\0' && word[strspn (word, PLAIN)] == '\0')
    return g_strdup (word);

  return g_shell_quote (word);
}

static char *
join_words (const char * const *words,
            char             *(*quote) (const char *))
{
  g_autoptr(GStrvBuilder) quoted = g_strv_builder_new ();
  g_auto(GStrv) strv = NULL;

  for (; *words != NULL; words++)
    g_strv_builder_take (quoted, quote (*words));

  strv = g_strv_builder_end (quoted);
  return g_strjoinv (" ", strv);
}

/**
 * qs_command_line_join:
 *
 * Returns: (transfer full): one line that qs_command_line_split() takes apart into @words again,
 *   with no more quotes than that needs.
 */
char *
qs_command_line_join (const char * const *words)
{
  g_return_val_if_fail (words != NULL, NULL);

  return join_words (words, quote_word);
}

/**
 * qs_command_line_join_for_shell:
 *
 * Returns: (transfer full): one line that a POSIX shell takes apart into @words, whatever
 *   they hold.
 */
char *
qs_command_line_join_for_shell (const char * const *words)
{
  g_return_val_if_fail (words != NULL, NULL);

  return join_words (words, quote_word_for_shell);
}

/* json-glib begins its messages with "<data>:LINE:COLUMN: ". */
static void
prefix_place (GError **error)
{
  guint line, column;
  int consumed = 0;

  if (error == NULL ||
      sscanf ((*error)->message, "<data>:%u:%u: %n", &line, &column, &consumed) != 2 ||
      consumed == 0)
    return;

  g_autoptr(GError) found = g_steal_pointer (error);

  g_set_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_JSON,
               "Line %u, column %u: %s", line, column, found->message + consumed);
}

static gboolean
collect_strings (JsonArray    *array,
                 GStrvBuilder *words,
                 GError      **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_JSON,
                       "Word %u is no string: put it in double quotes", i + 1);
          return FALSE;
        }

      g_strv_builder_add (words, json_node_get_string (node));
    }

  return TRUE;
}

/**
 * qs_command_line_parse_json:
 * @text: a JSON array of strings; nothing but blanks is no words
 *
 * Returns: (transfer full) (nullable): the words; %NULL with %QS_COMMAND_LINE_ERROR_JSON, which
 *   names line and column, or the word that is no string.
 */
char **
qs_command_line_parse_json (const char *text,
                            GError    **error)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (text[strspn (text, BLANKS)] == '\0')
    return g_strv_builder_end (words);

  if ((node = qs_json_parse (text, -1, error)) == NULL)
    {
      prefix_place (error);
      return NULL;
    }

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error_literal (error, QS_COMMAND_LINE_ERROR, QS_COMMAND_LINE_ERROR_JSON,
                           "A command is an array of strings: [\"echo\", \"hello\"]");
      return NULL;
    }

  if (!collect_strings (json_node_get_array (node), words, error))
    return NULL;

  return g_strv_builder_end (words);
}

/**
 * qs_command_line_print_json:
 *
 * Returns: (transfer full): @words as an indented JSON array, one word a line.
 */
char *
qs_command_line_print_json (const char * const *words)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (words != NULL, NULL);

  for (; *words != NULL; words++)
    json_array_add_string_element (array, *words);

  json_node_take_array (node, array);
  return qs_json_print (node, TRUE);
}
