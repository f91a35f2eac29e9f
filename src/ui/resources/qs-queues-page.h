#pragma once

#include "qs-resource-page.h"

G_BEGIN_DECLS

/* The job queues of an account. */
#define QS_TYPE_QUEUES_PAGE (qs_queues_page_get_type ())
G_DECLARE_FINAL_TYPE (QsQueuesPage,
                      qs_queues_page,
                      QS,
                      QUEUES_PAGE,
                      QsResourcePage)

G_END_DECLS
