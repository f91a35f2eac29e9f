#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * The jobs of an account whose engine is open: the list, what narrows it, and what can be done to
 * the jobs selected in it.
 */
#define QS_TYPE_JOBS_PAGE (qs_jobs_page_get_type ())
G_DECLARE_FINAL_TYPE (QsJobsPage,
                      qs_jobs_page,
                      QS,
                      JOBS_PAGE,
                      AdwNavigationPage)

G_END_DECLS
