#include <stdint.h>

#include "qs-json.h"
#include "qs-service-model.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
try_requests (QsServiceModel *model,
              const char     *operation)
{
  static const char * const texts[] = { "{}", "[]", "{\"a\":{\"a\":{\"a\":[1]}},\"b\":\"b\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) input = qs_json_parse (texts[i], -1, NULL);
      g_autoptr(GPtrArray) faults = qs_service_model_check (model, operation, input);
      g_autofree char *message = qs_faults_dup_message (faults);

      g_assert_true (g_utf8_validate (message, -1, NULL));
    }
}

/* A model is refused with a reason, or every part of it can be used. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, &error);
  const char * const *operations;

  g_assert_true ((model == NULL) == (error != NULL));
  if (model == NULL)
    return 0;

  operations = qs_service_model_get_operations (model);
  for (guint i = 0; operations[i] != NULL; i++)
    {
      qs_service_model_find_input (model, operations[i], "a.a[1]");
      try_requests (model, operations[i]);
    }

  return 0;
}
