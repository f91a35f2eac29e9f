#pragma once

#include <adwaita.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * The account that is shown, on top of the sidebar, and the menu to choose another, add one or
 * manage them. "accounts" is the list; "account" the one that is chosen.
 *
 * The signal #QsAccountSwitcher::chosen (QsAccount *) asks for another.
 */
#define QS_TYPE_ACCOUNT_SWITCHER (qs_account_switcher_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountSwitcher,
                      qs_account_switcher,
                      QS,
                      ACCOUNT_SWITCHER,
                      AdwBin)

G_END_DECLS
