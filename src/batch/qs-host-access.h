#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsHostAccess:
 * @QS_HOST_ACCESS_PRIVILEGED: a container is privileged
 * @QS_HOST_ACCESS_ENGINE: the socket of the container engine is mounted, or a folder it stands in;
 *   who can talk to it, be it mounted for reading only, is root on the host
 * @QS_HOST_ACCESS_ROOT: the host's root folder is mounted
 * @QS_HOST_ACCESS_SYSTEM: a folder is mounted that the host's programs, accounts or devices are in
 *
 * The ways in which a job definition hands its jobs the computer they run on.
 */
typedef enum
{
  QS_HOST_ACCESS_NONE = 0,
  QS_HOST_ACCESS_PRIVILEGED = 1 << 0,
  QS_HOST_ACCESS_ENGINE = 1 << 1,
  QS_HOST_ACCESS_ROOT = 1 << 2,
  QS_HOST_ACCESS_SYSTEM = 1 << 3,
} QsHostAccess;

/*
 * What a definition hands its jobs: in its container, in those of a task or a pod, in any node. A
 * volume counts where it is mounted. The definition may be a request or a described one, and be
 * wrong in any way.
 *
 * Threading: any thread.
 */

QsHostAccess qs_host_access_find (JsonObject *definition);
char        *qs_host_access_dup_words (QsHostAccess access,
                                       gboolean     on_this_computer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
