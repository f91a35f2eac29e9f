#include <stdint.h>

#include "qs-docker-frames.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
on_frame_cb (QsLogSource source,
             gboolean    begins,
             const char *bytes,
             gsize       length,
             gpointer    user_data)
{
  GString *output = user_data;

  g_assert_true (source == QS_LOG_OUTPUT || source == QS_LOG_ERROR);
  g_string_append_len (output, bytes, length);
}

static gboolean
feed (const uint8_t *data,
      size_t         size,
      size_t         piece,
      GString       *output)
{
  QsDockerFrames frames = { 0 };

  for (size_t at = 0; at < size; at += piece)
    if (!qs_docker_frames_feed (&frames, (const char *) data + at, MIN (piece, size - at),
                                on_frame_cb, output, NULL))
      return FALSE;

  return TRUE;
}

/* However the bytes arrive, the same comes out. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GString) whole = g_string_new (NULL);
  g_autoptr(GString) pieces = g_string_new (NULL);
  gboolean good = feed (data, size, MAX (size, 1), whole);

  g_assert_true (feed (data, size, 3, pieces) == good);
  if (good)
    g_assert_cmpmem (whole->str, whole->len, pieces->str, pieces->len);

  return 0;
}
