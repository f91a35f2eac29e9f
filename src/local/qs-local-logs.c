#include "qs-local-logs.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-log-file.h"

#define GROUP "/aws/batch/job"
#define MOST_EVENTS 10000

/**
 * qs_local_logs_dup_run:
 *
 * Returns: (transfer full): the id of a container's run, safe as a file name: a child's ":" becomes
 *   a "-".
 */
char *
qs_local_logs_dup_run (const char *job_id,
                       int         attempt,
                       const char *container)
{
  return g_strdelimit (g_strdup_printf ("%s.%d.%s", job_id, attempt, container), ":", '-');
}

/**
 * qs_local_logs_dup_path:
 * @run: as qs_local_logs_dup_run() makes it
 *
 * Returns: (transfer full): the file of the run's log.
 */
char *
qs_local_logs_dup_path (QsLocalState *state,
                        const char   *run)
{
  g_autofree char *folder = g_strndup (run, 2);
  g_autofree char *name = g_strconcat (run, ".log", NULL);

  return g_build_filename (state->folder, "logs", folder, name, NULL);
}

/**
 * qs_local_logs_dup_stream:
 * @definition: the job definition's name, without its revision
 *
 * Returns: (transfer full): the logStreamName.
 */
char *
qs_local_logs_dup_stream (const char *definition,
                          const char *job_id,
                          int         attempt,
                          const char *container)
{
  g_autofree char *id = g_strdelimit (g_strdup (job_id), ":", '-');

  return g_strdup_printf ("%s/%s/%s.%d", definition, container, id, attempt);
}

/* The run that a stream belongs to, or NULL when no stream has such a name. What comes from outside
 * becomes a file name only if it is made of nothing but what job ids and container names are. */
static char *
parse_stream (const char *stream)
{
  g_auto(GStrv) parts = g_strsplit (stream, "/", -1);
  g_autofree char *run = NULL;

  if (g_strv_length (parts) != 3)
    return NULL;

  run = g_strdup_printf ("%s.%s", parts[2], parts[1]);
  if (strlen (parts[2]) < 4 || *run == '.' ||
      strspn (run, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.") != strlen (run))
    return NULL;

  return g_steal_pointer (&run);
}

static void
set_absent (const char *what,
            const char *name,
            GError    **error)
{
  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND,
               "The specified log %s does not exist: %s", what, name);
}

/**
 * qs_local_logs_get_events:
 *
 * Returns: (transfer full) (nullable): the answer to GetLogEvents of CloudWatch Logs.
 */
JsonNode *
qs_local_logs_get_events (QsLocalState *state,
                          JsonObject   *input,
                          GError      **error)
{
  const char *group = qs_json_get_string (input, "logGroupName", GROUP);
  const char *stream = qs_json_get_string (input, "logStreamName", "");
  g_autofree char *run = parse_stream (stream);
  g_autofree char *path = run != NULL ? qs_local_logs_dup_path (state, run) : NULL;
  g_autoptr(GError) problem = NULL;
  DexFuture *read;
  JsonNode *page;

  if (!g_str_equal (group, GROUP))
    {
      set_absent ("group", group, error);
      return NULL;
    }
  if (path == NULL)
    {
      set_absent ("stream", stream, error);
      return NULL;
    }

  read = qs_log_file_read (path, qs_json_get_string (input, "nextToken", NULL),
                           qs_json_get_bool (input, "startFromHead", FALSE),
                           CLAMP (qs_json_get_int (input, "limit", MOST_EVENTS), 1, MOST_EVENTS));
  page = qs_await_boxed (read, &problem);
  if (page != NULL)
    return page;

  if (g_error_matches (problem, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_ABSENT))
    set_absent ("stream", stream, error);
  else if (g_error_matches (problem, QS_LOG_FILE_ERROR, QS_LOG_FILE_ERROR_TOKEN))
    g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID, "nextToken: %s",
                 problem->message);
  else
    g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER, problem->message);
  return NULL;
}
