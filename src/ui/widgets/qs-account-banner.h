#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * What a person has to know or do before an account works, as its "need" says, with one button
 * whose action ("accounts.…") the window answers. Every page has one below its header bar. This
 * computer needs nothing.
 */
#define QS_TYPE_ACCOUNT_BANNER (qs_account_banner_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountBanner,
                      qs_account_banner,
                      QS,
                      ACCOUNT_BANNER,
                      AdwBin)

G_END_DECLS
