#include "qs-environments-page.h"

#include <glib/gi18n.h>

struct _QsEnvironmentsPage
{
  QsResourcePage parent_instance;
};

G_DEFINE_FINAL_TYPE (QsEnvironmentsPage, qs_environments_page, QS_TYPE_RESOURCE_PAGE)

static void
qs_environments_page_class_init (QsEnvironmentsPageClass *klass)
{
  QsResourcePageClass *page_class = QS_RESOURCE_PAGE_CLASS (klass);

  page_class->kind = QS_RESOURCE_ENVIRONMENT;
  page_class->icon_name = "computer-symbolic";
  page_class->empty_title = N_("No Compute Environments");
  page_class->empty_description = N_("A compute environment is where jobs run.");
}

static void
qs_environments_page_init (QsEnvironmentsPage *self)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Compute environments"));
}
