#pragma once

#include <glib.h>

#include "qs-log-writer.h"

G_BEGIN_DECLS

#define QS_DOCKER_FRAMES_ERROR (qs_docker_frames_error_quark ())

typedef enum
{
  QS_DOCKER_FRAMES_ERROR_INVALID,
} QsDockerFramesError;

/**
 * QsDockerFramesFunc:
 * @begins: whether these are the first bytes of a frame
 * @bytes: some of the frame's bytes, as they came
 */
typedef void (*QsDockerFramesFunc) (QsLogSource source,
                                    gboolean    begins,
                                    const char *bytes,
                                    gsize       length,
                                    gpointer    user_data);

/**
 * QsDockerFrames:
 *
 * Takes the two streams of a container apart that the Engine API sends as one: frames of a header
 * (the stream, three zeros, the size as four bytes, the largest first) and so many bytes. Nothing
 * is kept but the header, so a frame that claims four gigabytes costs nothing.
 *
 * A plain value: zero it to begin.
 */
typedef struct
{
  guint8      header[8];
  gsize       header_length;
  guint32     remaining;        /* of the frame */
  gboolean    begins;
  QsLogSource source;
} QsDockerFrames;

GQuark   qs_docker_frames_error_quark (void);

gboolean qs_docker_frames_feed (QsDockerFrames    *self,
                                const char        *bytes,
                                gsize              length,
                                QsDockerFramesFunc func,
                                gpointer           user_data,
                                GError           **error);

G_END_DECLS
