#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 qs_http_date_parse (const char *text);

G_END_DECLS
