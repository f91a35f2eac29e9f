#include "qs-test-batch.h"

#include "qs-json.h"
#include "qs-submission-search.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)

typedef struct
{
  char  *id;
  char  *name;
  char  *queue;
  char  *tag;
  gint64 made_at;    /* by the server's clock; may be in the future */
  gint64 seen_at;    /* when it is listed */
} QsTestJob;

struct _QsTestBatch
{
  GObject     parent_instance;

  QsTestAws  *aws;
  GPtrArray  *jobs;          /* owns them, in the order of their ids */
  GHashTable *by_name;       /* of GPtrArray of borrowed jobs */
  GHashTable *tagged;        /* how many have a tag */
  GQueue      fates;
  GRand      *rand;          /* NULL when nothing is left to chance */
  guint       n_submitted;
  char       *said;          /* the last answer's body */
};

G_DEFINE_FINAL_TYPE (QsTestBatch, qs_test_batch, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  QsTestJob *job = data;

  g_free (job->id);
  g_free (job->name);
  g_free (job->queue);
  g_free (job->tag);
  g_free (job);
}

/* Of a hundred submissions; the rest is answered. */
static const guint chances[QS_TEST_N_FATES] = {
  [QS_TEST_LOST] = 8, [QS_TEST_UNHEARD] = 2, [QS_TEST_LATE] = 2, [QS_TEST_BUSY] = 8,
  [QS_TEST_BROKEN_AFTER] = 3, [QS_TEST_BROKEN_BEFORE] = 2, [QS_TEST_GARBLED] = 2,
  [QS_TEST_NAMELESS] = 2, [QS_TEST_STALE] = 1,
};

static QsTestFate
choose_fate (QsTestBatch *self,
             gboolean     reads)
{
  int roll;

  if (!reads && !g_queue_is_empty (&self->fates))
    return GPOINTER_TO_UINT (g_queue_pop_head (&self->fates));
  if (self->rand == NULL)
    return QS_TEST_ANSWERED;

  /* Who reads is luckier, or nothing would ever be found. */
  roll = g_rand_int_range (self->rand, 0, reads ? 300 : 100);
  for (guint fate = 0; fate < QS_TEST_N_FATES; fate++)
    if ((roll -= (int) chances[fate]) < 0)
      return fate;

  return QS_TEST_ANSWERED;
}

static gint64
choose_delay (QsTestBatch *self)
{
  gint64 latest = qs_test_aws_get_signed_at (self->aws) + 5 * MINUTE -
                  qs_test_aws_get_time (self->aws);

  return self->rand != NULL ?
         (gint64) (g_rand_double (self->rand) * (double) latest) : latest;
}

static char *
submit (QsTestBatch *self,
        JsonObject  *request,
        QsTestFate   fate)
{
  const char *id;

  self->n_submitted++;
  if (fate == QS_TEST_UNHEARD || fate == QS_TEST_BUSY || fate == QS_TEST_BROKEN_BEFORE ||
      fate == QS_TEST_STALE)
    return NULL;

  id = qs_test_batch_add_job (self, request, fate == QS_TEST_LATE ? choose_delay (self) : 0);
  return g_strdup_printf ("{\"jobId\":\"%s\",\"jobName\":\"%s\",\"jobArn\":\"arn:%s\"}", id,
                          qs_json_get_string (request, "jobName", ""), id);
}

static QsTestJob *
find_job (QsTestBatch *self,
          const char  *id)
{
  return self->jobs->pdata[g_ascii_strtoull (id + strlen ("j-"), NULL, 10)];
}

static char *
list (QsTestBatch *self,
      JsonObject  *request)
{
  JsonObject *filter = qs_json_element (qs_json_get_array (request, "filters"), 0);
  const char *name = json_array_get_string_element (qs_json_get_array (filter, "values"), 0);
  GPtrArray *jobs = g_hash_table_lookup (self->by_name, name);
  GString *text = g_string_new ("{\"jobSummaryList\":[");

  g_assert_cmpstr (qs_json_get_string (filter, "name", NULL), ==, "JOB_NAME");
  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      QsTestJob *job = jobs->pdata[i];

      if (job->seen_at <= qs_test_aws_get_time (self->aws) &&
          g_strcmp0 (job->queue, qs_json_get_string (request, "jobQueue", NULL)) == 0)
        g_string_append_printf (text, "%s{\"jobId\":\"%s\",\"jobName\":\"%s\",\"createdAt\":%"
                                G_GINT64_FORMAT "}", text->str[text->len - 1] == '[' ? "" : ",",
                                job->id, job->name, job->made_at);
    }

  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static char *
describe (QsTestBatch *self,
          JsonObject  *request)
{
  JsonArray *ids = qs_json_get_array (request, "jobs");
  GString *text = g_string_new ("{\"jobs\":[");

  g_assert_cmpuint (json_array_get_length (ids), <=, 100);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      QsTestJob *job = find_job (self, json_array_get_string_element (ids, i));

      g_string_append_printf (text, "%s{\"jobId\":\"%s\",\"jobName\":\"%s\",\"jobArn\":\"arn:%s\","
                              "\"tags\":{\"" QS_SUBMISSION_TAG "\":\"%s\"}}", i == 0 ? "" : ",",
                              job->id, job->name, job->id, job->tag);
    }

  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
fill_answer (QsTestAnswer *answer,
             QsTestFate    fate,
             const char   *body)
{
  static const QsTestAnswer faults[QS_TEST_N_FATES] = {
    [QS_TEST_LOST] = { 0 },
    [QS_TEST_UNHEARD] = { 0 },
    [QS_TEST_LATE] = { 0 },
    [QS_TEST_BUSY] = { .status = 429, .code = "TooManyRequestsException" },
    [QS_TEST_BROKEN_AFTER] = { .status = 500, .code = "ServerException" },
    [QS_TEST_BROKEN_BEFORE] = { .status = 503 },
    [QS_TEST_GARBLED] = { .status = 200, .body = "{\"jobId\":" },
    [QS_TEST_NAMELESS] = { .status = 200 },
    [QS_TEST_STALE] = { .status = 403, .code = "ExpiredTokenException" },
  };

  *answer = fate == QS_TEST_ANSWERED ? (QsTestAnswer) { .status = 200, .body = body } :
  faults[fate];
}

static void
answer_request (QsTestAws    *aws,
                const char   *path,
                JsonObject   *body,
                QsTestAnswer *answer,
                gpointer      user_data)
{
  QsTestBatch *self = user_data;
  gboolean reads = !g_str_equal (path, "/v1/submitjob");
  QsTestFate fate = choose_fate (self, reads);
  g_autofree char *text = NULL;

  if (ABS (qs_test_aws_get_signed_at (aws) - qs_test_aws_get_time (aws)) > 5 * MINUTE)
    {
      *answer = (QsTestAnswer) { .status = 403, .code = "InvalidSignatureException" };
      return;
    }

  /* A reader to whom nothing is said is told so. */
  if (reads && fate == QS_TEST_NAMELESS)
    fate = QS_TEST_GARBLED;

  text = g_str_equal (path, "/v1/listjobs") ? list (self, body) :
         g_str_equal (path, "/v1/describejobs") ? describe (self, body) :
         submit (self, body, fate);
  g_set_str (&self->said, text);
  fill_answer (answer, fate, self->said);
}

static void
qs_test_batch_finalize (GObject *object)
{
  QsTestBatch *self = QS_TEST_BATCH (object);

  qs_test_aws_set_func (self->aws, NULL, NULL);
  g_clear_object (&self->aws);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->tagged);
  g_ptr_array_unref (self->jobs);
  g_queue_clear (&self->fates);
  g_clear_pointer (&self->rand, g_rand_free);
  g_free (self->said);

  G_OBJECT_CLASS (qs_test_batch_parent_class)->finalize (object);
}

static void
qs_test_batch_class_init (QsTestBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_batch_finalize;
}

static void
qs_test_batch_init (QsTestBatch *self)
{
  self->jobs = g_ptr_array_new_with_free_func (free_job);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->tagged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->fates);
}

QsTestBatch *
qs_test_batch_new (QsTestAws *aws)
{
  QsTestBatch *self = g_object_new (QS_TYPE_TEST_BATCH, NULL);

  self->aws = g_object_ref (aws);
  qs_test_aws_set_func (aws, answer_request, self);
  return self;
}

/* What becomes of the next submission of which nothing has been said. */
void
qs_test_batch_add_fate (QsTestBatch *self,
                        QsTestFate   fate)
{
  g_queue_push_tail (&self->fates, GUINT_TO_POINTER (fate));
}

void
qs_test_batch_set_chance (QsTestBatch *self,
                          guint32      seed)
{
  g_clear_pointer (&self->rand, g_rand_free);
  self->rand = g_rand_new_with_seed (seed);
}

/* Makes the job of a submission, in @delay ms. */
const char *
qs_test_batch_add_job (QsTestBatch *self,
                       JsonObject  *request,
                       gint64       delay)
{
  QsTestJob *job = g_new0 (QsTestJob, 1);
  GPtrArray *namesakes;

  job->id = g_strdup_printf ("j-%u", self->jobs->len);
  job->name = g_strdup (qs_json_get_string (request, "jobName", NULL));
  job->queue = g_strdup (qs_json_get_string (request, "jobQueue", NULL));
  job->tag = g_strdup (qs_json_get_string (qs_json_get_object (request, "tags"),
                                           QS_SUBMISSION_TAG, NULL));
  job->made_at = qs_test_aws_get_time (self->aws) + delay;
  job->seen_at = job->made_at +
                 (self->rand != NULL ? g_rand_int_range (self->rand, 0, 5 * SECOND) : 2 * SECOND);
  g_ptr_array_add (self->jobs, job);

  namesakes = g_hash_table_lookup (self->by_name, job->name);
  if (namesakes == NULL)
    g_hash_table_insert (self->by_name, g_strdup (job->name), namesakes = g_ptr_array_new ());
  g_ptr_array_add (namesakes, job);
  g_hash_table_insert (self->tagged, g_strdup (job->tag),
                       GUINT_TO_POINTER (qs_test_batch_count_tagged (self, job->tag) + 1));
  return job->id;
}

guint
qs_test_batch_count_jobs (QsTestBatch *self)
{
  return self->jobs->len;
}

guint
qs_test_batch_count_tagged (QsTestBatch *self,
                            const char  *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->tagged, id));
}

const char *
qs_test_batch_get_tag (QsTestBatch *self,
                       const char  *job_id)
{
  return find_job (self, job_id)->tag;
}

/* How many SubmitJobs have come, whatever became of them. */
guint
qs_test_batch_count_submitted (QsTestBatch *self)
{
  return self->n_submitted;
}
