#include "qs-queues-page.h"

#include <glib/gi18n.h>

struct _QsQueuesPage
{
  QsResourcePage parent_instance;
};

G_DEFINE_FINAL_TYPE (QsQueuesPage, qs_queues_page, QS_TYPE_RESOURCE_PAGE)

static void
qs_queues_page_class_init (QsQueuesPageClass *klass)
{
  QsResourcePageClass *page_class = QS_RESOURCE_PAGE_CLASS (klass);

  page_class->kind = QS_RESOURCE_QUEUE;
  page_class->icon_name = "view-list-symbolic";
  page_class->empty_title = N_("No Job Queues");
  page_class->empty_description = N_("Jobs wait in a queue until an environment has room.");
}

static void
qs_queues_page_init (QsQueuesPage *self)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Job queues"));
}
