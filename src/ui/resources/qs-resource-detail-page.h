#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * All that an engine says of a resource: in words, member by member, and as JSON. It is followed
 * while something is being done to it, and shown anew when it has changed.
 */
#define QS_TYPE_RESOURCE_DETAIL_PAGE (qs_resource_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceDetailPage,
                      qs_resource_detail_page,
                      QS,
                      RESOURCE_DETAIL_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *qs_resource_detail_page_new (QsAccount  *account,
                                                QsResource *resource) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
