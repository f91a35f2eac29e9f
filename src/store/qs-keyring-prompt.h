#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Unlocking by the Secret Service's own words: libsecret 0.21 stumbles over a prompt that is
 * dismissed (it returns an error that it does not have, and says so on the terminal), which is just
 * what has to be told apart here. Blocking; for the keyring's thread.
 *
 * https://specifications.freedesktop.org/secret-service-spec/latest/
 */

typedef void (*QsKeyringPromptFunc) (gpointer user_data);

gboolean qs_keyring_prompt_unlock (GDBusConnection    *connection,
                                   const char * const *paths,
                                   QsKeyringPromptFunc before_prompt,
                                   gpointer            user_data,
                                   gboolean           *dismissed,
                                   GError            **error);

G_END_DECLS
