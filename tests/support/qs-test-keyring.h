#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_TEST_KEYRING (qs_test_keyring_get_type ())
G_DECLARE_FINAL_TYPE (QsTestKeyring,
                      qs_test_keyring,
                      QS,
                      TEST_KEYRING,
                      GObject)

/*
 * A session bus of the test's own with a real gnome-keyring on it, which keeps its file in a folder
 * of the test's; and the program that shows the keyring's prompts, played: it lets them stand or
 * dismisses them. Nothing else is on the bus and nothing starts by itself.
 */

gboolean       qs_test_keyring_is_installed (void);

QsTestKeyring *qs_test_keyring_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Starts the keyring; with a password its default collection is made or unlocked. */
void           qs_test_keyring_start (QsTestKeyring *self,
                                      const char    *password);
void           qs_test_keyring_stop (QsTestKeyring *self);
void           qs_test_keyring_lock (QsTestKeyring *self);

/* Prompts stand until they are dismissed. */
guint          qs_test_keyring_count_prompts (QsTestKeyring *self);
void           qs_test_keyring_dismiss (QsTestKeyring *self);

/* Whether the keyring's files have these bytes in them. */
gboolean       qs_test_keyring_has_bytes (QsTestKeyring *self,
                                          const char    *bytes);

G_END_DECLS
