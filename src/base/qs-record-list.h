#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * A #GListStore of records kept in step with a JSON array. Item n of the array is read into record
 * n, which stays the same object as long as there is an item n; only what comes or goes at the end
 * is told as a change of the list. Rows on screen therefore stay where they are.
 */

void qs_record_list_read (GListStore *list,
                          JsonArray  *items);

G_END_DECLS
