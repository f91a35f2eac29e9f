#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsJobEnvironment:
 *
 * What Batch itself tells a container about the job it belongs to. A job that is no child of an
 * array has an @array_size of 0.
 */
typedef struct
{
  const char *job_id;
  const char *queue;
  const char *environment;
  int         attempt;
  int         array_index;
  int         array_size;
} QsJobEnvironment;

char **qs_job_environment_list (const QsJobEnvironment *self,
                                JsonArray              *variables) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
