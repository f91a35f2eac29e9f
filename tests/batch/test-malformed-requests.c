#include "qs-batch-rules.h"
#include "qs-malformed.h"
#include "qs-test.h"

/*
 * Holds the maker of malformed requests against the checks: what it starts from is valid, and each
 * request it makes has the one fault it says.
 */

static void
test_valid_requests_are_valid (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);

  for (guint i = 0; qs_malformed_operations[i] != NULL; i++)
    {
      const char *operation = qs_malformed_operations[i];
      g_autoptr(JsonNode) input = qs_malformed_new_valid (model, operation);
      g_autoptr(GPtrArray) faults = qs_service_model_check (model, operation, input);
      g_autoptr(GPtrArray) broken_rules = qs_batch_rules_check (operation, input);
      g_autofree char *message = qs_faults_dup_message (faults);
      g_autofree char *rules_message = qs_faults_dup_message (broken_rules);

      g_assert_cmpstr (message, ==, "");
      g_assert_cmpstr (rules_message, ==, "");
    }
}

static void
assert_has_its_fault (QsServiceModel *model,
                      QsMalformed    *malformed)
{
  g_autoptr(GPtrArray) faults = qs_service_model_check (model, malformed->operation,
                                                        malformed->input);
  QsFault *fault;

  if (faults->len != 1)
    g_error ("%s: %s %s: %u faults", malformed->operation, malformed->path, malformed->what,
             faults->len);

  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpstr (fault->path, ==, malformed->path);
  g_assert_true (g_str_has_prefix (fault->message, malformed->path) ||
                 strlen (malformed->path) > 100);
}

static void
test_each_has_the_one_fault_it_says (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  guint count = 0;

  for (guint i = 0; qs_malformed_operations[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) list = qs_malformed_list (model, qs_malformed_operations[i]);

      for (guint j = 0; j < list->len; j++)
        assert_has_its_fault (model, g_ptr_array_index (list, j));
      count += list->len;
    }

  g_test_message ("%u malformed requests", count);
  g_assert_cmpuint (count, >=, 300);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/malformed-requests/valid-ones-are-valid", test_valid_requests_are_valid);
  g_test_add_func ("/malformed-requests/each-has-the-one-fault-it-says",
                   test_each_has_the_one_fault_it_says);

  return g_test_run ();
}
