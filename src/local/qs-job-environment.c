#include "qs-job-environment.h"

#include "qs-json.h"

static void
add_own (const QsJobEnvironment *self,
         GStrvBuilder           *list)
{
  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_JOB_ID=%s", self->job_id));
  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_JOB_ATTEMPT=%d", self->attempt));
  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_JQ_NAME=%s", self->queue));
  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_CE_NAME=%s", self->environment));
  if (self->array_size == 0)
    return;

  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_JOB_ARRAY_INDEX=%d", self->array_index));
  g_strv_builder_take (list, g_strdup_printf ("AWS_BATCH_JOB_ARRAY_SIZE=%d", self->array_size));
}

/**
 * qs_job_environment_list:
 * @variables: (nullable): of {"name", "value"}, as job definitions have it
 *
 * Returns: (transfer full): "NAME=value" each: those of the job, then those of Batch, which nobody
 *   can take its own from: names that begin with AWS_BATCH are Batch's.
 */
char **
qs_job_environment_list (const QsJobEnvironment *self,
                         JsonArray              *variables)
{
  g_autoptr(GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; variables != NULL && i < json_array_get_length (variables); i++)
    {
      JsonObject *variable = qs_json_element (variables, i);
      const char *name = qs_json_get_string (variable, "name", "");

      if (*name == '\0' || g_str_has_prefix (name, "AWS_BATCH"))
        continue;
      g_strv_builder_take (list, g_strdup_printf ("%s=%s", name,
                                                  qs_json_get_string (variable, "value", "")));
    }
  add_own (self, list);

  return g_strv_builder_end (list);
}
