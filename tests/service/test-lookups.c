#include "qs-lookups.h"

#include "qs-choice-search.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test.h"

#define TYPE(name, vcpus, mebibytes) \
        "{\"InstanceType\":\"" name "\",\"VCpuInfo\":{\"DefaultVCpus\":" #vcpus "}," \
        "\"MemoryInfo\":{\"SizeInMiB\":" #mebibytes "}," \
        "\"ProcessorInfo\":{\"SupportedArchitectures\":[\"i386\",\"x86_64\"]}"

static QsReplayEngine *
make_cloud (void)
{
  QsReplayEngine *engine = qs_replay_engine_new ();

  qs_replay_engine_become_cloud (engine);
  return engine;
}

static QsChoices *
load (QsReplayEngine *engine,
      QsLookupKind    kind)
{
  QsChoices *choices = qs_lookups_get (QS_ENGINE (engine), kind);

  qs_choices_refresh (choices);
  g_assert_true (qs_choices_get_busy (choices));
  qs_test_until (!qs_choices_get_busy (choices));
  return choices;
}

static void
assert_choice (QsChoices  *choices,
               guint       position,
               const char *value,
               const char *subtitle)
{
  g_autoptr(QsChoice) choice = g_list_model_get_item (G_LIST_MODEL (choices), position);

  g_assert_nonnull (choice);
  g_assert_cmpstr (qs_choice_get_value (choice), ==, value);
  g_assert_cmpstr (qs_choice_get_subtitle (choice), ==, subtitle);
}

static void
test_this_computer_has_none (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();

  g_assert_null (qs_lookups_get (QS_ENGINE (engine), QS_LOOKUP_SUBNETS));
}

static void
test_all_pages_are_read_and_kept (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;
  g_autoptr(QsChoice) before = NULL;
  g_autoptr(QsChoice) after = NULL;

  qs_replay_engine_add (engine, "DescribeVpcs",
                        "{\"Vpcs\":[{\"VpcId\":\"vpc-2\",\"CidrBlock\":\"10.0.0.0/16\"}],"
                        "\"NextToken\":\"more\"}");
  qs_replay_engine_add (engine, "DescribeVpcs",
                        "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":true}]}");
  choices = load (engine, QS_LOOKUP_VPCS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, 2);
  assert_choice (choices, 1, "vpc-2", "10.0.0.0/16");
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (
                                         qs_replay_engine_get_input (engine, "DescribeVpcs", 1)),
                                       "NextToken", ""), ==, "more");

  before = qs_choices_find (choices, "vpc-1");
  g_assert_true (load (engine, QS_LOOKUP_VPCS) == choices);
  after = qs_choices_find (choices, "vpc-1");
  g_assert_true (before == after);
}

static void
test_an_error_leaves_what_was_there (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add (engine, "DescribeKeyPairs", "{\"KeyPairs\":[{\"KeyName\":\"ada\"}]}");
  qs_replay_engine_add_error (engine, "DescribeKeyPairs", QS_ENGINE_ERROR_DENIED, "No");
  choices = load (engine, QS_LOOKUP_KEY_PAIRS);
  g_assert_null (qs_choices_dup_error (choices));

  load (engine, QS_LOOKUP_KEY_PAIRS);
  error = qs_choices_dup_error (choices);
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  assert_choice (choices, 0, "ada", "");

  qs_choices_ensure (choices);
  g_assert_false (qs_choices_get_busy (choices));
}

/* Routes may be for others to read: then only what gives addresses is known to be public. */
static void
test_subnets_do_without_routes (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;

  qs_replay_engine_add (engine, "DescribeSubnets",
                        "{\"Subnets\":[{\"SubnetId\":\"subnet-1\",\"VpcId\":\"vpc-1\","
                        "\"AvailabilityZone\":\"z\",\"AvailableIpAddressCount\":1},"
                        "{\"SubnetId\":\"subnet-2\",\"VpcId\":\"vpc-1\",\"AvailabilityZone\":\"z\","
                        "\"AvailableIpAddressCount\":9,\"MapPublicIpOnLaunch\":true}]}");
  qs_replay_engine_add_error (engine, "DescribeRouteTables", QS_ENGINE_ERROR_DENIED, "No");
  choices = load (engine, QS_LOOKUP_SUBNETS);
  g_assert_null (qs_choices_dup_error (choices));
  assert_choice (choices, 0, "subnet-1", "z · 1 free address · vpc-1");
  assert_choice (choices, 1, "subnet-2", "z · Public · 9 free addresses · vpc-1");
}

static void
add_types (QsReplayEngine *engine)
{
  qs_replay_engine_add (engine, "DescribeInstanceTypes",
                        "{\"InstanceTypes\":[" TYPE ("m6i.2xlarge", 8, 32768) "},"
                        TYPE ("m6i.large", 2, 8192) "},"
                        TYPE ("g4dn.xlarge", 4, 16384)
                        ",\"GpuInfo\":{\"Gpus\":[{\"Name\":\"T4\",\"Count\":1}]}}]}");
}

static void
test_types_come_after_words_and_families (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;

  add_types (engine);
  choices = load (engine, QS_LOOKUP_INSTANCE_TYPES);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, 8);
  assert_choice (choices, 4, "m6i",
                 "Batch chooses among all sizes · 2 to 8 vCPU · 8 to 32 GiB · x86_64");
  assert_choice (choices, 5, "g4dn.xlarge",
                 "4 vCPU · 16 GiB (about 15.2 usable) · x86_64 · 1 GPU T4");
  assert_choice (choices, 7, "m6i.2xlarge", "8 vCPU · 32 GiB (about 30.6 usable) · x86_64");
}

static void
test_prices_are_added_where_they_are_told (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;

  add_types (engine);
  qs_replay_engine_add (engine, "DescribeAvailabilityZones",
                        "{\"AvailabilityZones\":[{\"RegionName\":\"eu-central-1\"}]}");
  qs_replay_engine_add (engine, "GetProducts",
                        "{\"PriceList\":[\"{\\\"product\\\":{\\\"attributes\\\":{"
                        "\\\"instanceType\\\":\\\"m6i.large\\\"}},\\\"terms\\\":{\\\"OnDemand\\\":"
                        "{\\\"a\\\":{\\\"priceDimensions\\\":{\\\"b\\\":{\\\"pricePerUnit\\\":"
                        "{\\\"USD\\\":\\\"0.1150\\\"}}}}}}}\"]}");
  choices = load (engine, QS_LOOKUP_INSTANCE_TYPES);
  assert_choice (choices, 6, "m6i.large",
                 "2 vCPU · 8 GiB (about 7.4 usable) · x86_64 · $0.115 an hour");
}

static void
test_versions_are_of_a_template (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices = qs_lookups_get_of (QS_ENGINE (engine), QS_LOOKUP_LAUNCH_TEMPLATE_VERSIONS,
                                          "lt-0");

  qs_replay_engine_add (engine, "DescribeLaunchTemplateVersions",
                        "{\"LaunchTemplateVersions\":[{\"VersionNumber\":1},{\"VersionNumber\":2,"
                        "\"VersionDescription\":\"1 TB\",\"DefaultVersion\":true}]}");
  qs_choices_ensure (choices);
  qs_test_until (qs_choices_get_loaded (choices));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, 4);
  assert_choice (choices, 0, "2", "The template’s default · 1 TB");
  assert_choice (choices, 1, "1", "");
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (
                                         qs_replay_engine_get_input (
                                           engine, "DescribeLaunchTemplateVersions", 0)),
                                       "LaunchTemplateId", ""), ==, "lt-0");
  qs_test_until (!qs_choices_get_busy (choices));
}

/* Those of AWS are worth having without the account's own, and the other way round. */
static void
test_images_are_of_two_kinds (void)
{
  g_autoptr(QsReplayEngine) engine = make_cloud ();
  QsChoices *choices;

  qs_replay_engine_add (engine, "GetParameters",
                        "{\"Parameters\":[{\"Name\":\"/aws/service/ecs/optimized-ami/"
                        "amazon-linux-2023/gpu/recommended/image_id\",\"Value\":\"ami-1\"}]}");
  qs_replay_engine_add (engine, "DescribeImages",
                        "{\"Images\":[{\"ImageId\":\"ami-2\",\"Name\":\"mine\","
                        "\"Architecture\":\"arm64\"}]}");
  qs_replay_engine_add_error (engine, "DescribeImages", QS_ENGINE_ERROR_DENIED, "No");
  choices = load (engine, QS_LOOKUP_IMAGES);
  assert_choice (choices, 0, "ami-1", "ami-1 · Recommended by AWS · x86_64 · for GPUs");
  assert_choice (choices, 1, "ami-2", "ami-2 · This account’s own · arm64");

  load (engine, QS_LOOKUP_IMAGES);
  g_assert_null (qs_choices_dup_error (choices));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, 1);
}

static gboolean
finds (const char *typed,
       const char *text)
{
  g_autoptr(QsChoiceSearch) search = qs_choice_search_new (typed);

  return qs_choice_search_matches (search, text);
}

static void
test_numbers_are_found_whole (void)
{
  const char *large = "m6i.12xlarge\n48 vCPU · 192 GiB";
  const char *small = "m6i.2xlarge\n8 vCPU · 32 GiB · 1 GPU T4";

  g_assert_true (finds ("8 vcpu", small));
  g_assert_false (finds ("8 vcpu", large));
  g_assert_true (finds ("M6I 48", large));
  g_assert_false (finds ("8 gib", small));
  g_assert_true (finds ("gpu 32 gib", small));
  g_assert_true (finds ("", small));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/lookups/this-computer-has-none", test_this_computer_has_none);
  g_test_add_func ("/lookups/all-pages-are-read-and-kept", test_all_pages_are_read_and_kept);
  g_test_add_func ("/lookups/an-error-leaves-what-was-there",
                   test_an_error_leaves_what_was_there);
  g_test_add_func ("/lookups/subnets-do-without-routes", test_subnets_do_without_routes);
  g_test_add_func ("/lookups/types-come-after-words-and-families",
                   test_types_come_after_words_and_families);
  g_test_add_func ("/lookups/prices-are-added-where-they-are-told",
                   test_prices_are_added_where_they_are_told);
  g_test_add_func ("/lookups/versions-are-of-a-template", test_versions_are_of_a_template);
  g_test_add_func ("/lookups/images-are-of-two-kinds", test_images_are_of_two_kinds);
  g_test_add_func ("/lookups/numbers-are-found-whole", test_numbers_are_found_whole);

  return g_test_run ();
}
