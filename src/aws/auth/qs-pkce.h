#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Proof Key for Code Exchange, RFC 7636: what a program without a secret of its own shows to get a
 * token for a code, so that nobody else who sees the code gets one.
 */

char *qs_pkce_dup_random (guint n_bytes) G_GNUC_WARN_UNUSED_RESULT;
char *qs_pkce_dup_challenge (const char *verifier) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
