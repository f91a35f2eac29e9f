#include "qs-log-match.h"

#include <string.h>

#include "qs-worker.h"

typedef struct
{
  char *text;
  char *needle;
} QsLogMatching;

static void
free_matching (gpointer data)
{
  QsLogMatching *matching = data;

  g_free (matching->text);
  g_free (matching->needle);
  g_free (matching);
}

static void
find_lines (gpointer    data,
            DexPromise *promise)
{
  QsLogMatching *matching = data;
  g_autofree char *folded = g_utf8_casefold (matching->text, -1);
  g_autofree char *needle = g_utf8_casefold (matching->needle, -1);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (guint));
  guint line = 0;

  for (char *start = folded; *start != '\0'; line++)
    {
      char *end = strchrnul (start, '\n');
      gboolean last = *end == '\0';

      *end = '\0';
      if (strstr (start, needle) != NULL)
        g_array_append_val (lines, line);
      start = last ? end : end + 1;
    }

  dex_promise_resolve_boxed (promise, G_TYPE_ARRAY, lines);
}

/**
 * qs_log_match_lines:
 * @text: (transfer full): lines of valid UTF-8, each ended by a line feed
 * @needle: what to look for
 *
 * Returns: (transfer full): a future of a #GArray of guint: the numbers, from 0, of the lines that
 *   have @needle in them.
 */
DexFuture *
qs_log_match_lines (char       *text,
                    const char *needle)
{
  QsLogMatching *matching = g_new0 (QsLogMatching, 1);

  matching->text = text;
  matching->needle = g_strdup (needle);
  return qs_worker_run (find_lines, matching, free_matching);
}
