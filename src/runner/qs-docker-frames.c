#include "qs-docker-frames.h"

#include <string.h>

#define STREAM_ERROR 2
#define STREAM_SYSTEM 3

G_DEFINE_QUARK (qs-docker-frames-error-quark, qs_docker_frames_error)

static gboolean
begin_frame (QsDockerFrames *self,
             GError        **error)
{
  guint32 size;

  if (self->header[0] > STREAM_SYSTEM || self->header[1] != 0 || self->header[2] != 0 ||
      self->header[3] != 0)
    {
      g_set_error (error, QS_DOCKER_FRAMES_ERROR, QS_DOCKER_FRAMES_ERROR_INVALID,
                   "The container engine's log is not in frames (it begins with %u %u %u %u)",
                   self->header[0], self->header[1], self->header[2], self->header[3]);
      return FALSE;
    }

  memcpy (&size, self->header + 4, sizeof size);
  self->remaining = GUINT32_FROM_BE (size);
  self->source = self->header[0] >= STREAM_ERROR ? QS_LOG_ERROR : QS_LOG_OUTPUT;
  self->begins = TRUE;
  self->header_length = 0;
  return TRUE;
}

/**
 * qs_docker_frames_feed:
 * @func: called for each piece of a frame within @bytes
 *
 * Takes the next @length bytes, cut anywhere.
 *
 * Returns: %FALSE when they are no frames; what follows makes no sense either then.
 */
gboolean
qs_docker_frames_feed (QsDockerFrames    *self,
                       const char        *bytes,
                       gsize              length,
                       QsDockerFramesFunc func,
                       gpointer           user_data,
                       GError           **error)
{
  while (length > 0)
    {
      gsize taken;

      if (self->remaining > 0)
        {
          taken = MIN (length, self->remaining);
          func (self->source, self->begins, bytes, taken, user_data);
          self->begins = FALSE;
          self->remaining -= (guint32) taken;
        }
      else
        {
          taken = MIN (length, sizeof self->header - self->header_length);
          memcpy (self->header + self->header_length, bytes, taken);
          self->header_length += taken;
          if (self->header_length == sizeof self->header && !begin_frame (self, error))
            return FALSE;
        }

      bytes += taken;
      length -= taken;
    }

  return TRUE;
}
