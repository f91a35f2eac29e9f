#include <stdint.h>

#include "qs-job-detail.h"
#include "qs-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* An item of DescribeJobs may be anything; what is read of it can be asked for. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(JsonNode) node = size > 0 ? qs_json_parse ((const char *) data, size, NULL) : NULL;
  g_autoptr(QsJobDetail) detail = NULL;
  g_autofree char *command = NULL;
  g_autofree char *folder = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;

  detail = qs_job_detail_new ();
  qs_record_read (QS_RECORD (detail), json_node_get_object (node));
  qs_record_read (QS_RECORD (detail), json_node_get_object (node));
  command = qs_job_detail_dup_command_json (detail);
  folder = qs_job_detail_dup_results_folder (detail, "/datastore");
  g_assert_true (command == NULL || g_utf8_validate (command, -1, NULL));

  return 0;
}
