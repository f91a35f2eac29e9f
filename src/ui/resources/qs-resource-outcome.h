#pragma once

#include <gtk/gtk.h>

#include "qs-account.h"
#include "qs-resource-kind.h"

G_BEGIN_DECLS

/* Follows a resource that was just made or changed, and tells in a toast of @window what became of
 * it: that it is valid, or why it is not. Ends with the window. */
void qs_resource_outcome_tell (GtkWidget     *window,
                               QsAccount     *account,
                               QsResourceKind kind,
                               const char    *arn);

G_END_DECLS
