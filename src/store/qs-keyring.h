#pragma once

#include <libdex.h>

#include "qs-keyring-state.h"

G_BEGIN_DECLS

#define QS_TYPE_KEYRING (qs_keyring_get_type ())
G_DECLARE_FINAL_TYPE (QsKeyring,
                      qs_keyring,
                      QS,
                      KEYRING,
                      GObject)

/* The kinds of secrets; each is a JSON object, whose members are secret as a whole. */
#define QS_KEYRING_ACCESS_KEY "access-key"   /* secretAccessKey, sessionToken? */
#define QS_KEYRING_SSO_TOKEN  "sso-token"    /* what IAM Identity Center gave at the last login */
#define QS_KEYRING_SSO_CLIENT "sso-client"   /* Quayside as IAM Identity Center has registered it */

/**
 * QsKeyring:
 *
 * The secrets of accounts, in the desktop's keyring by libsecret: the Secret Service, or in a
 * sandbox an encrypted file whose key the desktop's portal keeps. A secret has an account and a
 * kind. On a desktop without a keyring secrets are held in memory until the program ends; they are
 * never written anywhere else.
 *
 * The property "state" (#QsKeyringState) says what a person should know. While it is "dismissed"
 * look-ups fail at once instead of raising one prompt after the other; qs_keyring_unlock() asks
 * again.
 *
 * Threading: main thread; libsecret, which blocks on its prompts and portals, runs on a thread of
 * the keyring's own. Ownership: secrets are handed out as #GBytes in memory that is not swapped to
 * disk, wiped when the last reference goes; what is given is copied and stays the caller's to wipe.
 */
QsKeyring     *qs_keyring_new (void) G_GNUC_WARN_UNUSED_RESULT;

QsKeyringState qs_keyring_get_state (QsKeyring *self);

DexFuture     *qs_keyring_unlock (QsKeyring *self) G_GNUC_WARN_UNUSED_RESULT;

DexFuture     *qs_keyring_store (QsKeyring  *self,
                                 const char *account_id,
                                 const char *kind,
                                 const char *label,
                                 GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_keyring_lookup (QsKeyring  *self,
                                  const char *account_id,
                                  const char *kind) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_keyring_clear (QsKeyring  *self,
                                 const char *account_id,
                                 const char *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
