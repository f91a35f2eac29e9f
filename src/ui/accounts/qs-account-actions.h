#pragma once

#include <gtk/gtk.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * What a window offers to do with accounts, as actions with the prefix "accounts": "add", "manage",
 * and, each with an account's id: "choose", "edit", "log-in", "sign-in" (asks and reads once more
 * what the account signs in with), "sign-in-anew" (has the secret once more that is lost), "unlock"
 * (the keyring), "refresh". An account that was added is chosen.
 */
GActionGroup *qs_account_actions_new (GtkWidget  *window,
                                      QsAccounts *accounts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
