#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * An error as a person reads it: the sentence of qs-error-text.h and, folded away, what AWS said of
 * it, to be copied for whoever is asked for help. "error" is a boxed #GError; without one the view
 * is hidden. "show-title" puts a heading above, where no other says that something went wrong;
 * "centered" is for pages that hold nothing else.
 */
#define QS_TYPE_ERROR_VIEW (qs_error_view_get_type ())
G_DECLARE_FINAL_TYPE (QsErrorView,
                      qs_error_view,
                      QS,
                      ERROR_VIEW,
                      AdwBin)

G_END_DECLS
