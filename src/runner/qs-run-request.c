#include "qs-run-request.h"

G_DEFINE_BOXED_TYPE (QsRunRequest, qs_run_request, qs_run_request_ref, qs_run_request_unref)

static void
free_mount (gpointer data)
{
  QsMount *mount = data;

  g_free (mount->host_path);
  g_free (mount->container_path);
  g_free (mount);
}

static void
free_ulimit (gpointer data)
{
  QsUlimit *ulimit = data;

  g_free (ulimit->name);
  g_free (ulimit);
}

/**
 * qs_run_request_new:
 *
 * Returns: (transfer full): a request that asks for nothing but @image's own command.
 */
QsRunRequest *
qs_run_request_new (const char *id,
                    const char *job_id,
                    const char *image)
{
  QsRunRequest *self;

  g_return_val_if_fail (id != NULL && job_id != NULL && image != NULL, NULL);

  self = g_new0 (QsRunRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->job_id = g_strdup (job_id);
  self->image = g_strdup (image);
  self->mounts = g_ptr_array_new_with_free_func (free_mount);
  self->ulimits = g_ptr_array_new_with_free_func (free_ulimit);
  return self;
}

QsRunRequest *
qs_run_request_ref (QsRunRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_run_request_unref (QsRunRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->job_id);
  g_free (self->image);
  g_strfreev (self->command);
  g_strfreev (self->environment);
  g_free (self->user);
  g_ptr_array_unref (self->mounts);
  g_ptr_array_unref (self->ulimits);
  g_free (self->folder);
  g_free (self->log_path);
  g_free (self);
}

void
qs_run_request_add_mount (QsRunRequest *self,
                          const char   *host_path,
                          const char   *container_path,
                          gboolean      read_only)
{
  QsMount *mount = g_new0 (QsMount, 1);

  mount->host_path = g_strdup (host_path);
  mount->container_path = g_strdup (container_path);
  mount->read_only = read_only;
  g_ptr_array_add (self->mounts, mount);
}

void
qs_run_request_add_ulimit (QsRunRequest *self,
                           const char   *name,
                           gint64        soft,
                           gint64        hard)
{
  QsUlimit *ulimit = g_new0 (QsUlimit, 1);

  ulimit->name = g_strdup (name);
  ulimit->soft = soft;
  ulimit->hard = hard;
  g_ptr_array_add (self->ulimits, ulimit);
}
