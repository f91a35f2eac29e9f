#include <libdex.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <unistd.h>

#include "qs-json.h"
#include "qs-log-file.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static JsonNode *
read_page (const char *path,
           const char *token,
           gboolean    from_head)
{
  g_autoptr(DexFuture) future = qs_log_file_read (path, token, from_head, 100);
  const GValue *value;

  /* It settles on its worker, which does not wake the loop. */
  while (dex_future_is_pending (future))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (10);

  value = dex_future_get_value (future, NULL);
  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

/* Reads on from either end; every page is one that can be shown, and reading comes to an end. */
static void
read_through (const char *path,
              gboolean    from_head)
{
  g_autofree char *token = NULL;

  for (guint pages = 0;; pages++)
    {
      g_autoptr(JsonNode) page = read_page (path, token, from_head);
      const char *next;

      g_assert_cmpuint (pages, <, 1000);
      if (page == NULL)
        return;

      next = qs_json_get_string (json_node_get_object (page),
                                 from_head ? "nextForwardToken" : "nextBackwardToken", NULL);
      g_assert_nonnull (next);
      if (g_strcmp0 (next, token) == 0)
        return;
      g_set_str (&token, next);
    }
}

/* A log file may hold anything: another program may have written it, or half of it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static char *path;
  QsLogMark mark = { 0 };

  if (path == NULL)
    {
      dex_init ();
      path = g_strdup_printf ("%s/fuzz-log-%d", g_get_tmp_dir (), getpid ());
    }

  g_assert_true (g_file_set_contents_full (path, (const char *) data, size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  (void) !qs_log_file_find_mark (path, &mark, NULL);
  read_through (path, TRUE);
  read_through (path, FALSE);
  g_unlink (path);

  return 0;
}
