#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Percent-encoding as Signature Version 4 wants it: of all bytes but A-Z a-z 0-9 - . _ ~, in
 * upper-case hexadecimal.
 *
 * Threading: pure functions, any thread.
 */

void     qs_uri_encode_append (GString    *text,
                               const char *bytes,
                               gsize       length);
void     qs_uri_encode_append_path (GString    *text,
                                    const char *bytes,
                                    gsize       length);

gboolean qs_uri_query_needs_encoding (const char *bytes,
                                      gsize       length);
void     qs_uri_encode_append_query (GString    *text,
                                     const char *bytes,
                                     gsize       length);

G_END_DECLS
