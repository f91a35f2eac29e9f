#pragma once

#include "qs-resource-page.h"

G_BEGIN_DECLS

/* The job definitions of an account. */
#define QS_TYPE_DEFINITIONS_PAGE (qs_definitions_page_get_type ())
G_DECLARE_FINAL_TYPE (QsDefinitionsPage,
                      qs_definitions_page,
                      QS,
                      DEFINITIONS_PAGE,
                      QsResourcePage)

G_END_DECLS
