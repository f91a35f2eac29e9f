#include "qs-local-queue.h"

#include "qs-json.h"
#include "qs-local-arn.h"

/**
 * qs_local_queue_new:
 * @document: (transfer full): what describes it, with its name
 *
 * Returns: (transfer full): a queue in which nothing waits.
 */
QsLocalQueue *
qs_local_queue_new (JsonObject *document)
{
  QsLocalQueue *self = g_new0 (QsLocalQueue, 1);

  g_ref_count_init (&self->ref_count);
  self->name = g_strdup (qs_json_get_string (document, "jobQueueName", ""));
  self->environments = g_ptr_array_new_with_free_func (g_free);
  self->ready = g_sequence_new (NULL);
  qs_local_queue_set_document (self, document);
  return self;
}

QsLocalQueue *
qs_local_queue_ref (QsLocalQueue *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_local_queue_unref (QsLocalQueue *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_sequence_free (self->ready);
  g_ptr_array_unref (self->environments);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->name);
  g_free (self);
}

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  gint64 first = qs_json_get_int (*(JsonObject **) a, "order", 0);
  gint64 second = qs_json_get_int (*(JsonObject **) b, "order", 0);

  return first < second ? -1 : first > second;
}

static void
read_environments (QsLocalQueue *self)
{
  JsonArray *array = qs_json_get_array (self->document, "computeEnvironmentOrder");
  g_autoptr(GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (entries, qs_json_element (array, i));
  g_ptr_array_sort (entries, compare_orders);

  g_ptr_array_set_size (self->environments, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      const char *text = qs_json_get_string (g_ptr_array_index (entries, i),
                                             "computeEnvironment", "");

      g_ptr_array_add (self->environments,
                       g_strdup (qs_local_arn_strip (QS_LOCAL_ARN_ENVIRONMENT, text)));
    }
}

/**
 * qs_local_queue_set_document:
 * @document: (transfer full): what describes it from now on
 */
void
qs_local_queue_set_document (QsLocalQueue *self,
                             JsonObject   *document)
{
  g_clear_pointer (&self->document, json_object_unref);
  self->document = document;
  self->enabled = g_str_equal (qs_json_get_string (document, "state", "ENABLED"), "ENABLED");
  self->priority = qs_json_get_int (document, "priority", 0);
  read_environments (self);
}

gboolean
qs_local_queue_uses (QsLocalQueue *self,
                     const char   *environment)
{
  return g_ptr_array_find_with_equal_func (self->environments, environment, g_str_equal, NULL);
}
