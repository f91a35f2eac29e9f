#include "qs-parameters.h"

#include "qs-json.h"
#include "qs-job-environment.h"
#include "qs-test.h"

static void
test_placeholders_are_replaced (void)
{
  g_autoptr(JsonNode) parameters =
    qs_json_parse ("{\"in\": \"/d/a b\", \"in-put\": \"X\", \"loop\": \"Ref::in\", \"e\": \"\"}",
                   -1, NULL);
  const struct { const char *word; const char *expected; } cases[] = {
    { "Ref::in", "/d/a b" },
    { "--file=Ref::in.bam", "--file=/d/a b.bam" },
    { "Ref::in:Ref::in", "/d/a b:/d/a b" },
    { "Ref::in-put", "X" },
    { "Ref::in-x", "/d/a b-x" },
    { "Ref::none", "Ref::none" },
    { "Ref::", "Ref::" },
    { "Ref::loop", "Ref::in" },
    { "aRef::e.b", "a.b" },
    { "[Ref::e]", "[]" },
    { "plain", "plain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *word =
        qs_parameters_replace (cases[i].word, json_node_get_object (parameters));

      g_assert_cmpstr (word, ==, cases[i].expected);
    }
}

static void
test_nobody_takes_the_place_of_batch (void)
{
  g_autoptr(JsonNode) node =
    qs_json_parse ("[{\"name\": \"A\", \"value\": \"1=2\"}, "
                   "{\"name\": \"AWS_BATCH_JOB_ID\", \"value\": \"stolen\"}, "
                   "{\"value\": \"nameless\"}]", -1, NULL);
  const QsJobEnvironment own = { "id", "queue", "environment", 2, 4, 9 };
  g_auto(GStrv) list = qs_job_environment_list (&own, json_node_get_array (node));
  const char * const *variables = (const char * const *) list;

  g_assert_true (g_strv_contains (variables, "A=1=2"));
  g_assert_true (g_strv_contains (variables, "AWS_BATCH_JOB_ID=id"));
  g_assert_false (g_strv_contains (variables, "AWS_BATCH_JOB_ID=stolen"));
  g_assert_true (g_strv_contains (variables, "AWS_BATCH_JOB_ATTEMPT=2"));
  g_assert_true (g_strv_contains (variables, "AWS_BATCH_JQ_NAME=queue"));
  g_assert_true (g_strv_contains (variables, "AWS_BATCH_JOB_ARRAY_INDEX=4"));
  g_assert_cmpuint (g_strv_length (list), ==, 7);
}

static void
test_single_job_has_no_index (void)
{
  const QsJobEnvironment own = { "id", "queue", "environment", 1, -1, 0 };
  g_auto(GStrv) list = qs_job_environment_list (&own, NULL);

  g_assert_cmpuint (g_strv_length (list), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/parameters/placeholders-are-replaced", test_placeholders_are_replaced);
  g_test_add_func ("/parameters/nobody-takes-the-place-of-batch",
                   test_nobody_takes_the_place_of_batch);
  g_test_add_func ("/parameters/single-job-has-no-index", test_single_job_has_no_index);

  return g_test_run ();
}
