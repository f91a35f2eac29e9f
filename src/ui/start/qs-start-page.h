#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * The first page: what Quayside is, and a first job to try it with. It is shown before there is an
 * account: "account" may be set later.
 */
#define QS_TYPE_START_PAGE (qs_start_page_get_type ())
G_DECLARE_FINAL_TYPE (QsStartPage,
                      qs_start_page,
                      QS,
                      START_PAGE,
                      AdwNavigationPage)

G_END_DECLS
