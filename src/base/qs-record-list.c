#include "qs-record-list.h"

#include "qs-json.h"
#include "qs-record.h"

static gpointer
make_record (GType       type,
             JsonObject *item)
{
  gpointer record = g_object_new (type, NULL);

  qs_record_read (record, item);
  return record;
}

/**
 * qs_record_list_read:
 * @list: a store whose item type is a subclass of #QsRecord
 * @items: (nullable): an array of objects; %NULL is empty
 */
void
qs_record_list_read (GListStore *list,
                     JsonArray  *items)
{
  guint known = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint wanted = items != NULL ? json_array_get_length (items) : 0;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (G_IS_LIST_STORE (list));

  for (guint i = 0; i < wanted; i++)
    {
      JsonObject *item = qs_json_element (items, i);

      if (i < known)
        {
          g_autoptr(QsRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

          qs_record_read (record, item);
        }
      else
        {
          g_ptr_array_add (added, make_record (g_list_model_get_item_type (G_LIST_MODEL (list)),
                                               item));
        }
    }

  if (wanted != known)
    g_list_store_splice (list, MIN (known, wanted), known - MIN (known, wanted),
                         added->pdata, added->len);
}
