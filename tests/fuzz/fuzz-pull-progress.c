#include <stdint.h>

#include "qs-pull-progress.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever an engine says while it pulls, there is a sentence to show for it, or an error. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(QsPullProgress) progress = qs_pull_progress_new ("image");

  for (size_t at = 0; at < size; at += 50)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      if (!qs_pull_progress_feed (progress, (const char *) data + at, MIN (50, size - at), &error))
        {
          g_assert_nonnull (error);
          return 0;
        }
      text = qs_pull_progress_dup_text (progress);
      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }

  return 0;
}
