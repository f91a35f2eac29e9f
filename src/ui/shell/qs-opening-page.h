#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/* What stands in for an account's pages until its engine is open, and says why when it is not. */
#define QS_TYPE_OPENING_PAGE (qs_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (QsOpeningPage,
                      qs_opening_page,
                      QS,
                      OPENING_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *qs_opening_page_new (QsAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
