#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Secrets as bytes: in memory that is not swapped to disk, wiped when the last reference goes. What
 * they hold is a JSON object, which is passed on and not read here.
 *
 * A secret may carry a mark that is not secret and that says which change of an account it came
 * with: after a crash between the keyring and the settings it tells which of the two is ahead.
 *
 * Threading: pure functions, any thread.
 */

GBytes  *qs_keyring_secret_copy (GBytes *secret) G_GNUC_WARN_UNUSED_RESULT;
GBytes  *qs_keyring_secret_mark (GBytes     *secret,
                                 const char *mark) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_keyring_secret_has_mark (GBytes     *secret,
                                     const char *mark);

G_END_DECLS
