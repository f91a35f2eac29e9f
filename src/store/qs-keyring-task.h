#pragma once

#include <gio/gio.h>

#include "qs-keyring-state.h"

G_BEGIN_DECLS

/*
 * One question to the keyring, asked by libsecret on the keyring's thread: here libsecret is
 * spoken, in qs-keyring.c futures are. It blocks for as long as a prompt is on the screen.
 */

typedef enum
{
  QS_KEYRING_UNLOCK,
  QS_KEYRING_STORE,
  QS_KEYRING_LOOKUP,
  QS_KEYRING_CLEAR,
} QsKeyringOperation;

typedef struct
{
  QsKeyringOperation operation;
  char              *account_id;
  char              *kind;
  char              *label;
  GBytes            *secret;    /* to be stored, or what was found */
  QsKeyringState     state;     /* of the keyring, as far as this has shown it */

  /* Called on the thread before a prompt comes up. */
  void (*before_prompt) (gpointer user_data);
  gpointer           user_data;
} QsKeyringTask;

void     qs_keyring_task_clear (QsKeyringTask *self);
gboolean qs_keyring_task_run (QsKeyringTask *self,
                              GError       **error);

G_END_DECLS
