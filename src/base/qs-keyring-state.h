#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_KEYRING_STATE (qs_keyring_state_get_type ())

#define QS_KEYRING_ERROR (qs_keyring_error_quark ())

/*
 * What can be the matter with the keyring. It is known to every room, because the one that speaks
 * to the keyring is at the bottom and the one that explains it to a person is at the top.
 */

/**
 * QsKeyringState:
 * @QS_KEYRING_STATE_UNKNOWN: it has not been asked yet
 * @QS_KEYRING_STATE_AVAILABLE: secrets are kept and found
 * @QS_KEYRING_STATE_LOCKED: it is locked and its prompt has not been answered
 * @QS_KEYRING_STATE_DISMISSED: it is locked and the person has dismissed its prompt; it is not
 *   asked again until it is told to
 * @QS_KEYRING_STATE_ABSENT: this desktop has none: secrets are held in memory for this session only
 * @QS_KEYRING_STATE_UNREADABLE: it cannot be decrypted, or is damaged; it is left as it is
 */
typedef enum
{
  QS_KEYRING_STATE_UNKNOWN,
  QS_KEYRING_STATE_AVAILABLE,
  QS_KEYRING_STATE_LOCKED,
  QS_KEYRING_STATE_DISMISSED,
  QS_KEYRING_STATE_ABSENT,
  QS_KEYRING_STATE_UNREADABLE,
} QsKeyringState;

/**
 * QsKeyringError:
 * @QS_KEYRING_ERROR_NOT_FOUND: the keyring is open and has no such secret: enter it, or log in
 * @QS_KEYRING_ERROR_LOCKED: the keyring is locked and cannot be unlocked from here
 * @QS_KEYRING_ERROR_DISMISSED: the person has dismissed the prompt: unlock when they want to
 * @QS_KEYRING_ERROR_UNREADABLE: the keyring cannot be decrypted or is damaged: log in again
 * @QS_KEYRING_ERROR_FAILED: the keyring's own complaint
 *
 * That there is no keyring is no error: secrets are then held in memory.
 */
typedef enum
{
  QS_KEYRING_ERROR_NOT_FOUND,
  QS_KEYRING_ERROR_LOCKED,
  QS_KEYRING_ERROR_DISMISSED,
  QS_KEYRING_ERROR_UNREADABLE,
  QS_KEYRING_ERROR_FAILED,
} QsKeyringError;

GType  qs_keyring_state_get_type (void) G_GNUC_CONST;
GQuark qs_keyring_error_quark (void);

G_END_DECLS
