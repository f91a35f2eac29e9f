#include "qs-arn.h"
#include "qs-test.h"

static void
test_parts (void)
{
  static const char text[] =
    "arn:aws-cn:batch:cn-north-1:123456789012:job-definition/md5sum:3";
  g_autoptr(QsArn) arn = qs_arn_parse (text);
  g_autofree char *type = NULL;
  g_autofree char *again = NULL;

  g_assert_nonnull (arn);
  g_assert_cmpstr (arn->partition, ==, "aws-cn");
  g_assert_cmpstr (arn->service, ==, "batch");
  g_assert_cmpstr (arn->region, ==, "cn-north-1");
  g_assert_cmpstr (arn->account, ==, "123456789012");
  g_assert_cmpstr (arn->resource, ==, "job-definition/md5sum:3");

  type = qs_arn_dup_type (arn);
  again = qs_arn_to_string (arn);
  g_assert_cmpstr (type, ==, "job-definition");
  g_assert_cmpstr (qs_arn_get_name (arn), ==, "md5sum:3");
  g_assert_cmpstr (again, ==, text);
}

/* A bucket has no region, no account and no type; a role has a path; a log group a colon. */
static void
test_kinds (void)
{
  static const struct { const char *text, *type, *name; } cases[] = {
    { "arn:aws:s3:::bucket", "", "bucket" },
    { "arn:aws:iam::123456789012:role/service-role/batch", "role", "service-role/batch" },
    { "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/batch/job", "log-group",
      "/aws/batch/job" },
    { "arn:aws:iam::aws:policy/ReadOnlyAccess", "policy", "ReadOnlyAccess" },
    { "arn:aws:s3:::bucket/a:b", "bucket", "a:b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(QsArn) arn = qs_arn_parse (cases[i].text);
      g_autofree char *type = NULL;

      g_assert_nonnull (arn);
      type = qs_arn_dup_type (arn);
      g_assert_cmpstr (type, ==, cases[i].type);
      g_assert_cmpstr (qs_arn_get_name (arn), ==, cases[i].name);
    }
}

static void
test_no_arns (void)
{
  static const char * const texts[] = {
    "", "arn", "md5sum:3", "arn:aws:batch:eu-central-1:1", "arn:aws:batch:eu-central-1:1:",
    "ARN:aws:s3:::b", "arn::s3:::b", "arn:aws::::b", "arn:aws:s3:eu central:1:b",
    "arn:aws:s3:::b\n", "arn:aws:s3:::\xff", "arn:aws:s3:../..::b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (qs_arn_parse (texts[i]));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/arn/parts", test_parts);
  g_test_add_func ("/arn/kinds", test_kinds);
  g_test_add_func ("/arn/no-arns", test_no_arns);

  return g_test_run ();
}
