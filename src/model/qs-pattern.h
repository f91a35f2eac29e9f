#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The regular expressions of the service models. They are written for Java: \uXXXX escapes are
 * translated. Matching is bounded, so that no pattern and no text can keep the program busy.
 */

GRegex   *qs_pattern_compile (const char *pattern,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  qs_pattern_matches (GRegex     *regex,
                              const char *text);

G_END_DECLS
