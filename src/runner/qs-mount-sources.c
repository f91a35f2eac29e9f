#include "qs-mount-sources.h"

#include <glib/gstdio.h>

/**
 * qs_mount_sources_make:
 *
 * Makes the folders to be mounted that are not there yet, as a host volume's are on AWS Batch, but
 * as this user's and not as root's. One that cannot be made is left for the runner to stumble over:
 * its message names the path. Blocks; for a worker.
 */
void
qs_mount_sources_make (QsRunRequest *request)
{
  for (guint i = 0; i < request->mounts->len; i++)
    {
      const QsMount *mount = g_ptr_array_index (request->mounts, i);

      if (!g_file_test (mount->host_path, G_FILE_TEST_EXISTS) &&
          g_mkdir_with_parents (mount->host_path, 0755) != 0)
        g_debug ("The folder %s cannot be made", mount->host_path);
    }
}
