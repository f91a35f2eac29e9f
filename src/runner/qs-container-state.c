#include "qs-container-state.h"

#include "qs-json.h"

/**
 * qs_container_state_read:
 * @container: the reply of ContainerInspect
 *
 * Returns: the run's state. A container that was made but not started counts as absent: starting
 *   goes on with it.
 */
QsRunState
qs_container_state_read (JsonNode *container)
{
  JsonObject *state = qs_json_get_object (json_node_get_object (container), "State");
  const char *status = qs_json_get_string (state, "Status", "");

  if (g_str_equal (status, "created") || g_str_equal (status, "configured"))
    return QS_RUN_STATE_ABSENT;
  if (g_str_equal (status, "exited") || g_str_equal (status, "dead") ||
      g_str_equal (status, "stopped") || g_str_equal (status, "removing"))
    return QS_RUN_STATE_EXITED;

  return QS_RUN_STATE_RUNNING;
}

static gint64
read_time (JsonObject *state,
           const char *member)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time =
    g_date_time_new_from_iso8601 (qs_json_get_string (state, member, ""), utc);

  return time != NULL && g_date_time_get_year (time) > 1 ? g_date_time_to_unix_usec (time) / 1000
                                                         : 0;
}

/**
 * qs_container_state_read_result:
 * @container: the reply of ContainerInspect for one that has ended
 * @log_error: (nullable): why its log is not complete, told when there is nothing worse
 *
 * Returns: (transfer full): how it ended.
 */
QsRunResult *
qs_container_state_read_result (JsonNode     *container,
                                const GError *log_error)
{
  JsonObject *state = qs_json_get_object (json_node_get_object (container), "State");
  const char *reason = qs_json_get_string (state, "Error", "");
  gint64 started = read_time (state, "StartedAt");
  gint64 stopped = read_time (state, "FinishedAt");

  if (qs_json_get_bool (state, "OOMKilled", FALSE))
    reason = "OutOfMemoryError: Container killed due to memory usage";
  else if (reason[0] == '\0')
    reason = log_error != NULL ? log_error->message : NULL;

  /* An engine notes the start when it has heard of it, which may be after the end. */
  if (stopped != 0)
    started = MIN (started, stopped);

  return qs_run_result_new ((int) qs_json_get_int (state, "ExitCode", -1), reason, started,
                            stopped);
}
