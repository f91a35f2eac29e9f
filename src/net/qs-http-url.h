#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri    *qs_http_url_parse (const char *url,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_http_url_is_loopback (GUri *url);

G_END_DECLS
