#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * What goes wrong, as QsHttpError: what libsoup, GIO and TLS say of a failure, and what is wrong
 * with a reply's head. For QsHttp alone.
 */
GError *qs_http_fault_explain (const GError *cause,
                               SoupMessage  *message,
                               gboolean      is_at_proxy,
                               gboolean      is_unsent) G_GNUC_WARN_UNUSED_RESULT;
GError *qs_http_fault_of_head (SoupMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
