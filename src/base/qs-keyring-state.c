#include "qs-keyring-state.h"

G_DEFINE_ENUM_TYPE (QsKeyringState, qs_keyring_state,
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_DISMISSED, "dismissed"),
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (QS_KEYRING_STATE_UNREADABLE, "unreadable"))

G_DEFINE_QUARK (qs-keyring-error-quark, qs_keyring_error)
