#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  **qs_container_socket_list (GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *qs_container_socket_explain (const char   *path,
                                     const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
