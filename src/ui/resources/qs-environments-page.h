#pragma once

#include "qs-resource-page.h"

G_BEGIN_DECLS

/* The compute environments of an account. */
#define QS_TYPE_ENVIRONMENTS_PAGE (qs_environments_page_get_type ())
G_DECLARE_FINAL_TYPE (QsEnvironmentsPage,
                      qs_environments_page,
                      QS,
                      ENVIRONMENTS_PAGE,
                      QsResourcePage)

G_END_DECLS
