#pragma once

#include "qs-accounts-private.h"

G_BEGIN_DECLS

/*
 * How accounts are added, changed and removed, so that settings and secret are both there or
 * neither, whatever happens on the way: what is meant is written into the book, the keyring
 * follows, and only then does it count. What a crash has left in between is put in order at the
 * next start.
 */

/* Every kind of secret that an account may have, ended by NULL. */
extern const char * const qs_account_secret_kinds[];

/**
 * QsAccountChange:
 * @account: (nullable): %NULL while it is being added
 * @secret: (nullable): marked by @revision; %NULL when the old one stays
 *
 * One change under way. The functions wait: for fibers only.
 */
typedef struct
{
  QsAccounts    *accounts;
  QsAccountBook *book;
  QsAccount     *account;
  char          *id;
  JsonNode      *settings;
  GBytes        *secret;
  char          *revision;
  gboolean       forget_jobs;
} QsAccountChange;

QsAccountChange *qs_account_change_new (QsAccounts *accounts,
                                        QsAccount  *account,
                                        JsonNode   *settings,
                                        GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
void             qs_account_change_free (gpointer data);

gboolean         qs_account_change_await_book (QsAccountChange *self,
                                               GError         **error);
gboolean         qs_account_change_await_steps (QsAccountChange *self,
                                                GError         **error);
gboolean         qs_account_change_await_clear (QsAccountChange *self,
                                                GError         **error);
gboolean         qs_account_change_await_removal (QsAccountChange *self,
                                                  GError         **error);

G_END_DECLS
