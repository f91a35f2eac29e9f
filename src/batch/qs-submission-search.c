#include "qs-submission-search.h"

#include "qs-await.h"
#include "qs-json.h"

/* DescribeJobs takes this many jobs at once, and ListJobs answers no more when it filters. */
#define CHUNK 100

typedef struct
{
  QsEngine *engine;
  JsonNode *request;
  gint64    since;
} QsSubmissionSearch;

static void
free_search (gpointer data)
{
  QsSubmissionSearch *search = data;

  g_object_unref (search->engine);
  json_node_unref (search->request);
  g_free (search);
}

/* Lists the jobs of the submission's name; a filter makes ListJobs look at every status. */
static JsonNode *
make_list_request (QsSubmissionSearch *search,
                   const char         *next_token)
{
  JsonObject *request = json_node_get_object (search->request);
  JsonObject *list = json_object_new ();
  JsonObject *filter = json_object_new ();
  JsonArray *filters = json_array_new ();
  JsonArray *values = json_array_new ();

  json_array_add_string_element (values, qs_json_get_string (request, "jobName", ""));
  json_object_set_string_member (filter, "name", "JOB_NAME");
  json_object_set_array_member (filter, "values", values);
  json_array_add_object_element (filters, filter);

  json_object_set_string_member (list, "jobQueue", qs_json_get_string (request, "jobQueue", ""));
  json_object_set_array_member (list, "filters", filters);
  json_object_set_int_member (list, "maxResults", CHUNK);
  if (next_token != NULL)
    json_object_set_string_member (list, "nextToken", next_token);

  return qs_json_take (list);
}

/* Summaries carry no tags; those of jobs that are too old need no closer look. */
static JsonNode *
make_describe_request (QsSubmissionSearch *search,
                       JsonArray          *summaries,
                       guint               first)
{
  JsonObject *describe = json_object_new ();
  JsonArray *jobs = json_array_new ();

  for (guint i = first; i < MIN (json_array_get_length (summaries), first + CHUNK); i++)
    {
      JsonObject *summary = qs_json_element (summaries, i);
      const char *id = summary != NULL ? qs_json_get_string (summary, "jobId", NULL) : NULL;

      if (id != NULL && qs_json_get_int (summary, "createdAt", G_MAXINT64) >= search->since)
        json_array_add_string_element (jobs, id);
    }

  json_object_set_array_member (describe, "jobs", jobs);
  return qs_json_take (describe);
}

static JsonObject *
find_tagged (QsSubmissionSearch *search,
             JsonArray          *jobs)
{
  const char *id = qs_submission_get_tag (search->request);

  for (guint i = 0; jobs != NULL && i < json_array_get_length (jobs); i++)
    {
      JsonObject *job = qs_json_element (jobs, i);
      JsonObject *tags = job != NULL ? qs_json_get_object (job, "tags") : NULL;

      if (tags != NULL && g_strcmp0 (qs_json_get_string (tags, QS_SUBMISSION_TAG, NULL), id) == 0)
        return job;
    }

  return NULL;
}

/* The reply that SubmitJob would have given. */
static JsonNode *
make_reply (JsonObject *job)
{
  static const char *members[] = { "jobArn", "jobId", "jobName" };
  JsonObject *reply = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (qs_json_get_string (job, members[i], NULL) != NULL)
      json_object_set_string_member (reply, members[i], qs_json_get_string (job, members[i], NULL));

  return qs_json_take (reply);
}

static gboolean
look_at_page (QsSubmissionSearch *search,
              JsonArray          *summaries,
              JsonNode          **found,
              GError            **error)
{
  guint length = summaries != NULL ? json_array_get_length (summaries) : 0;

  for (guint first = 0; first < length && *found == NULL; first += CHUNK)
    {
      g_autoptr(JsonNode) request = make_describe_request (search, summaries, first);
      g_autoptr(JsonNode) reply = NULL;
      JsonObject *job;

      if (json_array_get_length (qs_json_get_array (json_node_get_object (request), "jobs")) == 0)
        continue;

      reply = qs_await_boxed (qs_engine_call (search->engine, "DescribeJobs", request), error);
      if (reply == NULL)
        return FALSE;

      job = find_tagged (search, qs_json_get_array (json_node_get_object (reply), "jobs"));
      if (job != NULL)
        *found = make_reply (job);
    }

  return TRUE;
}

static DexFuture *
search_fiber (gpointer data)
{
  QsSubmissionSearch *search = data;
  g_autoptr(JsonNode) found = NULL;
  g_autofree char *token = NULL;
  GError *error = NULL;

  do
    {
      g_autoptr(JsonNode) request = make_list_request (search, token);
      g_autoptr(JsonNode) reply = NULL;
      JsonObject *page;

      reply = qs_await_boxed (qs_engine_call (search->engine, "ListJobs", request), &error);
      if (reply == NULL)
        return dex_future_new_for_error (error);

      page = json_node_get_object (reply);
      if (!look_at_page (search, qs_json_get_array (page, "jobSummaryList"), &found, &error))
        return dex_future_new_for_error (error);

      g_set_str (&token, qs_json_get_string (page, "nextToken", NULL));
    }
  while (found == NULL && token != NULL);

  if (found == NULL)
    found = json_node_new (JSON_NODE_NULL);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&found));
}

/**
 * qs_submission_get_tag:
 * @request: a SubmitJob request
 *
 * Returns: (transfer none) (nullable): the submission's id.
 */
const char *
qs_submission_get_tag (JsonNode *request)
{
  JsonObject *tags;

  g_return_val_if_fail (request != NULL && JSON_NODE_HOLDS_OBJECT (request), NULL);

  tags = qs_json_get_object (json_node_get_object (request), "tags");
  return tags != NULL ? qs_json_get_string (tags, QS_SUBMISSION_TAG, NULL) : NULL;
}

/**
 * qs_submission_set_tag:
 * @request: a SubmitJob request, which is changed
 * @id: no other submission has it
 */
void
qs_submission_set_tag (JsonNode   *request,
                       const char *id)
{
  JsonObject *object;
  JsonObject *tags;

  g_return_if_fail (request != NULL && JSON_NODE_HOLDS_OBJECT (request));
  g_return_if_fail (id != NULL);

  object = json_node_get_object (request);
  tags = qs_json_get_object (object, "tags");
  if (tags == NULL)
    {
      tags = json_object_new ();
      json_object_set_object_member (object, "tags", tags);
    }
  json_object_set_string_member (tags, QS_SUBMISSION_TAG, id);
}

/**
 * qs_submission_search:
 * @request: a SubmitJob request with its tag
 * @since: ms since the epoch by the engine's clock; jobs created earlier are not looked at
 *
 * Looks for the job of a submission. That none is found says that there is none now: a request
 * still on its way may make one later.
 *
 * Returns: (transfer full): a future of a #JsonNode: the reply that SubmitJob would have given, or
 *   JSON null when there is no such job; rejected with #QsEngineError when that cannot be told.
 */
DexFuture *
qs_submission_search (QsEngine *engine,
                      JsonNode *request,
                      gint64    since)
{
  QsSubmissionSearch *search;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (request != NULL && qs_submission_get_tag (request) != NULL, NULL);

  search = g_new0 (QsSubmissionSearch, 1);
  search->engine = g_object_ref (engine);
  search->request = json_node_ref (request);
  search->since = since;
  return qs_fiber_start (search_fiber, search, free_search);
}
