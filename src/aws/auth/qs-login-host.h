#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which addresses a person may be sent to for a login. Who controls the address of a login page
 * controls the login, so it must be one of AWS's own hosts, not merely one that ends as they do:
 * beneath amazonaws.com are customers' buckets and load balancers, too.
 */

gboolean qs_login_host_allows (const char *uri,
                               gboolean    loopback);

G_END_DECLS
