#include "qs-job-queue.h"

struct _QsJobQueue
{
  GObject parent_instance;

  char   *name;
};

G_DEFINE_FINAL_TYPE (QsJobQueue, qs_job_queue, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_job_queue_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, QS_JOB_QUEUE (object)->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_queue_finalize (GObject *object)
{
  g_free (QS_JOB_QUEUE (object)->name);

  G_OBJECT_CLASS (qs_job_queue_parent_class)->finalize (object);
}

static void
qs_job_queue_class_init (QsJobQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_job_queue_get_property;
  object_class->finalize = qs_job_queue_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_queue_init (QsJobQueue *self)
{
}

/**
 * qs_job_queue_new:
 *
 * Returns: (transfer full): a queue named @name.
 */
QsJobQueue *
qs_job_queue_new (const char *name)
{
  QsJobQueue *self = g_object_new (QS_TYPE_JOB_QUEUE, NULL);

  self->name = g_strdup (name);
  return self;
}

const char *
qs_job_queue_get_name (QsJobQueue *self)
{
  g_return_val_if_fail (QS_IS_JOB_QUEUE (self), NULL);

  return self->name;
}

static gboolean
is_named (GListStore        *queues,
          const char *const *names)
{
  guint n_queues = g_list_model_get_n_items (G_LIST_MODEL (queues));

  if (g_strv_length ((char **) names) != n_queues)
    return FALSE;

  for (guint i = 0; i < n_queues; i++)
    {
      g_autoptr(QsJobQueue) queue = g_list_model_get_item (G_LIST_MODEL (queues), i);

      if (g_strcmp0 (queue->name, names[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * qs_job_queue_update_list:
 * @queues: a list of #QsJobQueue
 * @names: the names it is to have
 *
 * Makes the list hold these queues; it is left alone, and so is what is chosen in it, when it
 * holds them already.
 */
void
qs_job_queue_update_list (GListStore        *queues,
                          const char *const *names)
{
  g_autoptr(GPtrArray) items = NULL;

  g_return_if_fail (G_IS_LIST_STORE (queues));
  g_return_if_fail (names != NULL);

  if (is_named (queues, names))
    return;

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (items, qs_job_queue_new (names[i]));
  g_list_store_splice (queues, 0, g_list_model_get_n_items (G_LIST_MODEL (queues)), items->pdata,
                       items->len);
}
