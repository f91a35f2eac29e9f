#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What libsoup, GIO and TLS say of a failure as a QsHttpError. For QsHttp alone. */
GError *qs_http_fault_explain (const GError *cause,
                               SoupMessage  *message,
                               gboolean      is_unsent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
