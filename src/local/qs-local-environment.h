#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsLocalEnvironment:
 *
 * A compute environment of this computer: a limit on the vCPUs that its jobs may use at a time, and
 * which folders of this computer stand behind the paths that jobs name.
 *
 * Threading: main thread. Ownership: reference counted.
 */
typedef struct
{
  grefcount   ref_count;
  char       *name;
  JsonObject *document;     /* as DescribeComputeEnvironments answers it */

  gboolean    enabled;
  double      max_vcpus;    /* G_MAXDOUBLE: as many as the computer has */
  double      used_vcpus;   /* by attempts that run now */
} QsLocalEnvironment;

QsLocalEnvironment *qs_local_environment_new (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
QsLocalEnvironment *qs_local_environment_ref (QsLocalEnvironment *self);
void                qs_local_environment_unref (QsLocalEnvironment *self);

void                qs_local_environment_set_document (QsLocalEnvironment *self,
                                                       JsonObject         *document);
char               *qs_local_environment_map_path (QsLocalEnvironment *self,
                                                   const char         *path)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalEnvironment, qs_local_environment_unref)

G_END_DECLS
