#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsTextSpan:
 *
 * A part of a text that belongs to somebody else.
 */
typedef struct
{
  const char *text;
  gsize       length;
} QsTextSpan;

/**
 * QsUrlParts:
 * @scheme: "https"
 * @host: with its port, without user and password
 * @path: from the first slash; empty when there is none
 * @query: behind the question mark; empty when there is none
 *
 * Where the parts of an absolute URL are. Nothing is decoded, lower-cased or cleaned: g_uri_parse()
 * removes dot segments, and with them would sign another object of S3 than the one asked for.
 */
typedef struct
{
  QsTextSpan scheme;
  QsTextSpan host;
  QsTextSpan path;
  QsTextSpan query;
} QsUrlParts;

gboolean qs_url_parts_read (QsUrlParts *self,
                            const char *url,
                            GError    **error);
char    *qs_url_parts_dup_host (const QsUrlParts *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
