#include "qs-definitions-page.h"

#include <glib/gi18n.h>

struct _QsDefinitionsPage
{
  QsResourcePage parent_instance;
};

G_DEFINE_FINAL_TYPE (QsDefinitionsPage, qs_definitions_page, QS_TYPE_RESOURCE_PAGE)

static void
qs_definitions_page_class_init (QsDefinitionsPageClass *klass)
{
  QsResourcePageClass *page_class = QS_RESOURCE_PAGE_CLASS (klass);

  page_class->kind = QS_RESOURCE_DEFINITION;
  page_class->grouped = TRUE;
  page_class->icon_name = "text-x-generic-symbolic";
  page_class->empty_title = N_("No Job Definitions");
  page_class->empty_description = N_("A job definition says which program runs, and with what.");
}

static void
qs_definitions_page_init (QsDefinitionsPage *self)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Job definitions"));
}
