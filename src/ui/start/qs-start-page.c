#include "qs-start-page.h"

#include "qs-ui-resources.h"

struct _QsStartPage
{
  AdwNavigationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (QsStartPage, qs_start_page, ADW_TYPE_NAVIGATION_PAGE)

static void
qs_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_START_PAGE);

  G_OBJECT_CLASS (qs_start_page_parent_class)->dispose (object);
}

static void
qs_start_page_class_init (QsStartPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_start_page_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "start/qs-start-page.ui");
}

static void
qs_start_page_init (QsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
