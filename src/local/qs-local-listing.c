#include "qs-local-listing.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"

#define PAGE_BY_STATUS 1000
#define PAGE_BY_FILTER 100

#define COLUMNS "number, id, child, size, name, definition, status, reason, created, started, " \
        "stopped, exit_code, exit_reason"

enum
{
  NUMBER, ID, CHILD, SIZE, NAME, DEFINITION, STATUS, REASON, CREATED, STARTED, STOPPED, EXIT_CODE,
  EXIT_REASON
};

/* One ListJobs: the jobs of a queue, the newest first, or the children of an array in order. */
typedef struct
{
  const char *scope;       /* a queue's name or an array's id */
  gboolean    array;
  const char *condition;   /* SQL with one '?' */
  char       *text;        /* its value, or … */
  gint64      number;      /* … when text is NULL */
  gint64      after;       /* the number or index of the last row of the page before */
  gint64      limit;
} QsListing;

static void
qs_listing_clear (QsListing *self)
{
  g_free (self->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsListing, qs_listing_clear)

static void
set_member (JsonObject *object,
            const char *member,
            const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static JsonObject *
make_container (QsRows *rows,
                guint   row)
{
  JsonObject *container = json_object_new ();

  if (qs_rows_get_int (rows, row, EXIT_CODE) >= 0)
    json_object_set_int_member (container, "exitCode", qs_rows_get_int (rows, row, EXIT_CODE));
  set_member (container, "reason", qs_rows_get_text (rows, row, EXIT_REASON));
  return container;
}

static void
add_array (JsonObject *summary,
           QsRows     *rows,
           guint       row)
{
  const gint64 size = qs_rows_get_int (rows, row, SIZE);
  const gint64 child = qs_rows_get_int (rows, row, CHILD);
  JsonObject *array;

  if (size == 0 && child < 0)
    return;

  array = json_object_new ();
  json_object_set_int_member (array, size > 0 ? "size" : "index", size > 0 ? size : child);
  json_object_set_object_member (summary, "arrayProperties", array);
}

static JsonObject *
make_summary (QsRows *rows,
              guint   row)
{
  JsonObject *summary = json_object_new ();
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_JOB, qs_rows_get_text (rows, row, ID));
  g_autofree char *definition =
    qs_local_arn_new (QS_LOCAL_ARN_DEFINITION, qs_rows_get_text (rows, row, DEFINITION));

  json_object_set_string_member (summary, "jobArn", arn);
  json_object_set_string_member (summary, "jobId", qs_rows_get_text (rows, row, ID));
  json_object_set_string_member (summary, "jobName", qs_rows_get_text (rows, row, NAME));
  json_object_set_string_member (summary, "jobDefinition", definition);
  json_object_set_int_member (summary, "createdAt", qs_rows_get_int (rows, row, CREATED));
  json_object_set_string_member (summary, "status",
                                 qs_job_status_to_string (qs_rows_get_int (rows, row, STATUS)));
  set_member (summary, "statusReason", qs_rows_get_text (rows, row, REASON));
  if (qs_rows_get_int (rows, row, STARTED) != 0)
    json_object_set_int_member (summary, "startedAt", qs_rows_get_int (rows, row, STARTED));
  if (qs_rows_get_int (rows, row, STOPPED) != 0)
    json_object_set_int_member (summary, "stoppedAt", qs_rows_get_int (rows, row, STOPPED));
  json_object_set_object_member (summary, "container", make_container (rows, row));
  add_array (summary, rows, row);
  return summary;
}

static gboolean
set_fault (GError    **error,
           const char *member,
           const char *value,
           const char *rule)
{
  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID, "%s: “%s” %s", member, value, rule);
  return FALSE;
}

/* A pattern of LIKE for a name that may end with an asterisk. LIKE takes no notice of case, and so
 * do the filters of AWS. */
static char *
make_pattern (const char *value,
              const char *rest)
{
  const gboolean open = g_str_has_suffix (value, "*");
  GString *pattern = g_string_new_len (value, strlen (value) - (open ? 1 : 0));

  g_string_replace (pattern, "\\", "\\\\", 0);
  g_string_replace (pattern, "%", "\\%", 0);
  g_string_replace (pattern, "_", "\\_", 0);
  g_string_append (pattern, open ? "%" : rest);
  return g_string_free_and_steal (pattern);
}

static gboolean
read_definition_filter (QsListing  *self,
                        const char *value)
{
  const char *name = qs_local_arn_strip (QS_LOCAL_ARN_DEFINITION, value);

  self->condition = "definition LIKE ? ESCAPE '\\'";
  self->text = make_pattern (name, strchr (name, ':') != NULL ? "" : ":%");
  return TRUE;
}

static gboolean
read_time_filter (QsListing  *self,
                  const char *condition,
                  const char *value,
                  GError    **error)
{
  self->condition = condition;
  if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &self->number, NULL))
    return TRUE;

  return set_fault (error, "filters[0].values[0]", value, "must be milliseconds since the epoch");
}

static gboolean
read_filter (QsListing  *self,
             JsonObject *filter,
             GError    **error)
{
  const char *name = qs_json_get_string (filter, "name", "");
  g_auto(GStrv) values = qs_json_dup_strv (filter, "values");

  if (values == NULL || values[0] == NULL || values[1] != NULL)
    return set_fault (error, "filters[0].values", name, "must have exactly one value");

  if (g_str_equal (name, "JOB_NAME"))
    {
      self->condition = "name LIKE ? ESCAPE '\\'";
      self->text = make_pattern (values[0], "");
      return TRUE;
    }
  if (g_str_equal (name, "JOB_DEFINITION"))
    return read_definition_filter (self, values[0]);
  if (g_str_equal (name, "BEFORE_CREATED_AT"))
    return read_time_filter (self, "created < ?", values[0], error);
  if (g_str_equal (name, "AFTER_CREATED_AT"))
    return read_time_filter (self, "created > ?", values[0], error);

  return set_fault (error, "filters[0].name", name,
                    "must be JOB_NAME, JOB_DEFINITION, BEFORE_CREATED_AT or AFTER_CREATED_AT");
}

static gboolean
read_status (QsListing  *self,
             JsonObject *input,
             GError    **error)
{
  const char *text = qs_json_get_string (input, "jobStatus", "RUNNING");
  QsJobStatus status = qs_job_status_from_string (text);

  self->condition = "status = ?";
  self->number = status;
  return status != QS_JOB_STATUS_UNKNOWN ||
         set_fault (error, "jobStatus", text, "is no state of a job");
}

static gboolean
read_scope (QsListing  *self,
            JsonObject *input,
            GError    **error)
{
  static const char * const members[] = { "jobQueue", "arrayJobId", "multiNodeJobId" };
  guint given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *value = qs_json_get_string (input, members[i], NULL);

      if (value == NULL)
        continue;
      given++;
      self->array = i > 0;
      self->scope = qs_local_arn_strip (i > 0 ? QS_LOCAL_ARN_JOB : QS_LOCAL_ARN_QUEUE, value);
    }

  return given == 1 ||
         set_fault (error, "jobQueue, arrayJobId, multiNodeJobId", given == 0 ? "" : "several",
                    "must be exactly one of the three");
}

/* The token is where the page before ended. */
static gboolean
read_page (QsListing  *self,
           JsonObject *input,
           gint64      most,
           GError    **error)
{
  const char *token = qs_json_get_string (input, "nextToken", NULL);

  self->limit = qs_json_get_int (input, "maxResults", most);
  self->limit = CLAMP (self->limit, 1, most);
  self->after = self->array ? -1 : G_MAXINT64;

  return token == NULL ||
         g_ascii_string_to_signed (token, 10, 0, G_MAXINT64, &self->after, NULL) ||
         set_fault (error, "nextToken", token, "is not a token that this engine gave");
}

static gboolean
read_listing (QsListing  *self,
              JsonObject *input,
              GError    **error)
{
  JsonArray *filters = qs_json_get_array (input, "filters");
  guint n_filters = filters != NULL ? json_array_get_length (filters) : 0;

  if (!read_scope (self, input, error))
    return FALSE;
  if (n_filters > 1)
    return set_fault (error, "filters", "several", "must be one filter at most");

  /* Filters are not for the children of an array. */
  if (n_filters == 0 || self->array)
    return read_status (self, input, error) && read_page (self, input, PAGE_BY_STATUS, error);

  return read_filter (self, qs_json_element (filters, 0), error) &&
         read_page (self, input, PAGE_BY_FILTER, error);
}

static DexFuture *
query (QsLocalState *state,
       QsListing    *self)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT " COLUMNS " FROM job WHERE %s AND %s AND %s LIMIT ?",
                     self->array ? "parent IS NOT NULL AND parent = ?"
                                 : "parent IS NULL AND queue = ?",
                     self->condition,
                     self->array ? "child > ? ORDER BY child" : "number < ? ORDER BY number DESC");

  if (self->text != NULL)
    return qs_local_state_query (state, sql, "ssii", self->scope, self->text, self->after,
                                 self->limit + 1);

  return qs_local_state_query (state, sql, "siii", self->scope, self->number, self->after,
                               self->limit + 1);
}

static gboolean
check_queue (QsLocalState *state,
             QsListing    *self,
             GError      **error)
{
  g_autoptr(QsRows) rows = NULL;

  if (self->array)
    return TRUE;

  rows = qs_await_boxed (qs_local_state_query (state, "SELECT 1 FROM queue WHERE name = ?", "s",
                                               self->scope), error);
  if (rows == NULL)
    return FALSE;

  return qs_rows_get_length (rows) > 0 ||
         set_fault (error, "jobQueue", self->scope, "does not exist");
}

JsonNode *
qs_local_listing_list (QsLocalState *state,
                       JsonObject   *input,
                       GError      **error)
{
  g_auto(QsListing) listing = { 0, };
  g_autoptr(QsRows) rows = NULL;
  JsonArray *list;
  JsonObject *answer;

  if (!read_listing (&listing, input, error) || !check_queue (state, &listing, error) ||
      (rows = qs_await_boxed (query (state, &listing), error)) == NULL)
    return NULL;

  list = json_array_new ();
  for (guint i = 0; i < MIN (qs_rows_get_length (rows), listing.limit); i++)
    json_array_add_object_element (list, make_summary (rows, i));

  answer = json_object_new ();
  json_object_set_array_member (answer, "jobSummaryList", list);
  if (qs_rows_get_length (rows) > listing.limit)
    {
      g_autofree char *token =
        g_strdup_printf ("%" G_GINT64_FORMAT,
                         qs_rows_get_int (rows, listing.limit - 1, listing.array ? CHILD : NUMBER));

      json_object_set_string_member (answer, "nextToken", token);
    }
  return qs_json_take (answer);
}
