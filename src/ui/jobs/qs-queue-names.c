#include "qs-queue-names.h"

#include <glib/gi18n.h>

#include "qs-job-queue.h"

static gpointer
name_queue (gpointer item,
            gpointer user_data)
{
  g_autoptr(QsJobQueue) queue = item;

  return gtk_string_object_new (qs_job_queue_get_name (queue));
}

GListModel *
qs_queue_names_new (GListModel *queues)
{
  const char *all[] = { _("All queues"), NULL };
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkStringList) first = gtk_string_list_new (all);
  g_autoptr(GtkMapListModel) names = gtk_map_list_model_new (g_object_ref (queues), name_queue,
                                                             NULL, NULL);

  g_list_store_append (parts, first);
  g_list_store_append (parts, names);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}
