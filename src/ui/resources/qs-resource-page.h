#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-resource-list.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_PAGE (qs_resource_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsResourcePage,
                          qs_resource_page,
                          QS,
                          RESOURCE_PAGE,
                          AdwNavigationPage)

/*
 * A list of what an account has of one kind, to search, to sort and to look into. The kinds differ
 * in the words and the kind of their class, and nothing else.
 */
struct _QsResourcePageClass
{
  AdwNavigationPageClass parent_class;

  QsResourceKind         kind;
  gboolean               grouped;             /* by name, as revisions are */
  const char            *icon_name;
  const char            *empty_title;         /* translatable */
  const char            *empty_description;   /* translatable */
};

G_END_DECLS
