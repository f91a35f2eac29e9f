#include <stdint.h>

#include "qs-batch-rules.h"
#include "qs-json.h"
#include "qs-service-model.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
judge (GPtrArray *faults)
{
  g_autofree char *message = qs_faults_dup_message (faults);

  g_assert_true (g_utf8_validate (message, -1, NULL));
  for (guint i = 0; i < faults->len; i++)
    {
      QsFault *fault = g_ptr_array_index (faults, i);

      g_assert_true (fault->value == NULL || g_utf8_strlen (fault->value, -1) <= 60);
      g_assert_null (strchr (fault->message, '\n'));
    }
}

/* The first byte says which operation; the rest is its input. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char * const operations[] = {
    "SubmitJob", "RegisterJobDefinition", "CreateComputeEnvironment", "ListJobs", "CreateJobQueue",
  };
  const char *operation = size > 0 ? operations[data[0] % G_N_ELEMENTS (operations)] : NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GPtrArray) broken_rules = NULL;

  if (size < 2 || (input = qs_json_parse ((const char *) data + 1, size - 1, NULL)) == NULL)
    return 0;

  faults = qs_service_model_check (model, operation, input);
  broken_rules = qs_batch_rules_check (operation, input);
  judge (faults);
  judge (broken_rules);

  return 0;
}
