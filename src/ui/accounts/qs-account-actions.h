#pragma once

#include <gtk/gtk.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * What a window offers to do with accounts, as actions with the prefix "accounts": "add", "manage",
 * "edit" (an account's id), "log-in" (an account's id), "unlock". An account that was added is
 * chosen.
 */
GActionGroup *qs_account_actions_new (GtkWidget  *window,
                                      QsAccounts *accounts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
