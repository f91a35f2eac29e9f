#pragma once

#include <gtk/gtk.h>

#include "qs-account.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * Asks whether @resource is to be deleted, or a definition deregistered, in a dialog that names it
 * and what goes with it: queues that run nowhere else, and their jobs. Then does it, listed among
 * the QsResourceTasks of the account, whatever becomes of @window.
 */
void qs_delete_resource_ask (GtkWidget  *window,
                             QsAccount  *account,
                             QsResource *resource);

G_END_DECLS
