#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What a page shows instead of what it could not get: "title" says what, "error" why and what to
 * do, and a button tries again by the action "retry-action".
 */
#define QS_TYPE_ERROR_PAGE (qs_error_page_get_type ())
G_DECLARE_FINAL_TYPE (QsErrorPage,
                      qs_error_page,
                      QS,
                      ERROR_PAGE,
                      AdwBin)

G_END_DECLS
