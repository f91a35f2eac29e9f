#include "qs-watch-children.h"

#include "qs-watch-task.h"

struct _QsWatchChildren
{
  GObject  parent_instance;

  char    *parent_id;
  GWeakRef list;
  guint    counts[QS_N_JOB_STATUSES];    /* as when last listed */
};

G_DEFINE_FINAL_TYPE (QsWatchChildren, qs_watch_children, G_TYPE_OBJECT)

static void
qs_watch_children_finalize (GObject *object)
{
  QsWatchChildren *self = QS_WATCH_CHILDREN (object);

  g_free (self->parent_id);
  g_weak_ref_clear (&self->list);

  G_OBJECT_CLASS (qs_watch_children_parent_class)->finalize (object);
}

static void
qs_watch_children_class_init (QsWatchChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_watch_children_finalize;
}

static void
qs_watch_children_init (QsWatchChildren *self)
{
  g_weak_ref_init (&self->list, NULL);
}

/**
 * qs_watch_children_new:
 *
 * Returns: (transfer full): the children of an array, which nobody watches yet.
 */
QsWatchChildren *
qs_watch_children_new (const char *parent_id)
{
  QsWatchChildren *self = g_object_new (QS_TYPE_WATCH_CHILDREN, NULL);

  self->parent_id = g_strdup (parent_id);
  return self;
}

const char *
qs_watch_children_get_parent_id (QsWatchChildren *self)
{
  return self->parent_id;
}

/**
 * qs_watch_children_open:
 *
 * Returns: (transfer full): the list that is kept while anybody holds it.
 */
QsJobList *
qs_watch_children_open (QsWatchChildren *self)
{
  QsJobList *list = g_weak_ref_get (&self->list);

  if (list != NULL)
    return list;

  list = qs_job_list_new ();
  g_weak_ref_set (&self->list, list);
  memset (self->counts, 0, sizeof self->counts);
  return list;
}

gboolean
qs_watch_children_is_open (QsWatchChildren *self)
{
  g_autoptr(QsJobList) list = g_weak_ref_get (&self->list);

  return list != NULL;
}

/* What was made of the counts has not been done: all is to be listed again. */
void
qs_watch_children_forget (QsWatchChildren *self)
{
  memset (self->counts, 0xff, sizeof self->counts);
}

/**
 * qs_watch_children_make_tasks:
 * @parent: the array, freshly described
 *
 * Returns: (transfer full) (element-type QsWatchTask): what has to be listed again.
 */
GPtrArray *
qs_watch_children_make_tasks (QsWatchChildren *self,
                              QsJob           *parent)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(QsJobList) list = g_weak_ref_get (&self->list);

  for (guint status = 0; list != NULL && status < QS_N_JOB_STATUSES; status++)
    {
      guint count = qs_job_get_array_count (parent, status);
      gboolean passes_through = qs_job_status_is_active (status) && count > 0;

      if (count == self->counts[status] && !passes_through)
        continue;

      self->counts[status] = count;
      if (count > 0)
        g_ptr_array_add (tasks, qs_watch_task_new_array (list, self->parent_id, status));
    }

  return tasks;
}
