#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What may stand for an AWS endpoint: https to any host, plain http to this computer alone, since
 * over http everybody on the way reads the session token and what the person runs.
 *
 * Threading: pure functions, any thread.
 */

gboolean    qs_endpoint_host_is_loopback (const char *host);
const char *qs_endpoint_url_find_fault (const char *url);
gboolean    qs_host_label_is_valid (const char *label);

G_END_DECLS
