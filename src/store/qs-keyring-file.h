#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The file in which libsecret keeps secrets in a sandbox, looked at before libsecret does: 0.21
 * ends the program, by an assertion, when the file is cut short, and a file cut short is what a
 * full disk leaves. Blocking; for the keyring's thread.
 */

char    *qs_keyring_file_dup_path (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_keyring_file_check (const char *path,
                                GError    **error);
gboolean qs_keyring_file_set_aside (const char *path,
                                    GError    **error);

G_END_DECLS
