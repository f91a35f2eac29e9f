#include <stdint.h>

#include "qs-job-page.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A reply is refused with a reason, or its jobs have what a list needs. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsJobPage) page = qs_job_page_read (bytes, &error);
  guint count = 0;

  g_assert_true ((page == NULL) == (error != NULL));
  if (page != NULL)
    {
      qs_job_page_get_records (page, &count);
      qs_job_page_get_next_token (page);
    }

  return 0;
}
