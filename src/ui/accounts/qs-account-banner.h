#pragma once

#include <adwaita.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * What a person has to know or do before an AWS account works: a login, a keyring that is locked,
 * unreadable or absent, no network. One thing at a time, the most pressing first, with one button
 * whose action the window answers. "accounts" and "account" are what it is about.
 */
#define QS_TYPE_ACCOUNT_BANNER (qs_account_banner_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountBanner,
                      qs_account_banner,
                      QS,
                      ACCOUNT_BANNER,
                      AdwBin)

G_END_DECLS
