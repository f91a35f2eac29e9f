#pragma once

#include "qs-account.h"
#include "qs-keyring-state.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT_NEED (qs_account_need_get_type ())

/**
 * QsAccountNeed:
 * @QS_ACCOUNT_NEED_NOTHING: the account works
 * @QS_ACCOUNT_NEED_UNLOCK: the keyring that has the account's secret is locked
 * @QS_ACCOUNT_NEED_SECRET: the keyring cannot be read, and is left as it is: the secret has to be
 *   had anew
 * @QS_ACCOUNT_NEED_LOGIN: the login has ended
 * @QS_ACCOUNT_NEED_KEYS: AWS takes the account's access key no more
 * @QS_ACCOUNT_NEED_ANSWER: something was asked that was not answered, or not well: a code, whether
 *   a command may run; or what a profile holds has expired
 * @QS_ACCOUNT_NEED_NETWORK: AWS does not answer
 * @QS_ACCOUNT_NEED_KEYRING: everything works, but there is no keyring: secrets are in memory only
 *
 * What an account lacks that a person can do something about, or should know of; one thing at a
 * time, the most pressing.
 */
typedef enum
{
  QS_ACCOUNT_NEED_NOTHING,
  QS_ACCOUNT_NEED_UNLOCK,
  QS_ACCOUNT_NEED_SECRET,
  QS_ACCOUNT_NEED_LOGIN,
  QS_ACCOUNT_NEED_KEYS,
  QS_ACCOUNT_NEED_ANSWER,
  QS_ACCOUNT_NEED_NETWORK,
  QS_ACCOUNT_NEED_KEYRING,
} QsAccountNeed;

GType         qs_account_need_get_type (void) G_GNUC_CONST;

QsAccountNeed qs_account_need_find (QsAccount     *account,
                                    QsKeyringState keyring,
                                    gboolean       network);

/* In qs-account.c, for who finds it. */
void          qs_account_set_need (QsAccount    *account,
                                   QsAccountNeed need);

gboolean      qs_account_need_explains (QsAccountNeed need,
                                        const GError *error);

G_END_DECLS
