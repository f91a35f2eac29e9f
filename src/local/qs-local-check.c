#include "qs-local-check.h"

#include "qs-batch-rules.h"
#include "qs-engine.h"
#include "qs-fault.h"

static gboolean
refuse (GPtrArray *faults,
        GError   **error)
{
  g_autofree char *message = NULL;

  if (faults->len == 0)
    return FALSE;

  message = qs_faults_dup_message (faults);
  g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID, message);
  return TRUE;
}

/**
 * qs_local_check:
 *
 * Returns: whether @input breaks no rule; %FALSE with %QS_ENGINE_ERROR_INVALID, whose message names
 *   member, value and rule.
 */
gboolean
qs_local_check (QsServiceModel *model,
                const char     *operation,
                JsonNode       *input,
                GError        **error)
{
  g_autoptr(GPtrArray) faults = qs_service_model_check (model, operation, input);
  g_autoptr(GPtrArray) more = NULL;

  if (refuse (faults, error))
    return FALSE;

  more = qs_batch_rules_check (operation, input);
  return !refuse (more, error);
}
