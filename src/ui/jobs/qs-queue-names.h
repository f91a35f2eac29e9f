#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a filter offers of @queues, a list of #QsJobQueue, which it follows: "All queues" and then
 * the name of each, as #GtkStringObject.
 */
GListModel *qs_queue_names_new (GListModel *queues) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
