#include "qs-sidebar-row.h"

#include "qs-ui-resources.h"

struct _QsSidebarRow
{
  GtkListBoxRow parent_instance;

  char         *page;
  char         *title;
  char         *icon_name;
};

G_DEFINE_FINAL_TYPE (QsSidebarRow, qs_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_TITLE,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char **
find_field (QsSidebarRow *self,
            guint         property)
{
  switch (property)
    {
    case PROP_PAGE:
      return &self->page;
    case PROP_TITLE:
      return &self->title;
    case PROP_ICON_NAME:
      return &self->icon_name;
    default:
      return NULL;
    }
}

static void
qs_sidebar_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  char **field = find_field (QS_SIDEBAR_ROW (object), prop_id);

  if (field != NULL)
    g_value_set_string (value, *field);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qs_sidebar_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  char **field = find_field (QS_SIDEBAR_ROW (object), prop_id);

  if (field == NULL)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (g_set_str (field, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (qs_sidebar_row_parent_class)->dispose (object);
}

static void
qs_sidebar_row_finalize (GObject *object)
{
  QsSidebarRow *self = QS_SIDEBAR_ROW (object);

  g_free (self->page);
  g_free (self->title);
  g_free (self->icon_name);

  G_OBJECT_CLASS (qs_sidebar_row_parent_class)->finalize (object);
}

static void
qs_sidebar_row_class_init (QsSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_sidebar_row_get_property;
  object_class->set_property = qs_sidebar_row_set_property;
  object_class->dispose = qs_sidebar_row_dispose;
  object_class->finalize = qs_sidebar_row_finalize;

  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "shell/qs-sidebar-row.ui");
}

static void
qs_sidebar_row_init (QsSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The name of the page, as the action "win.show-page" takes it. */
const char *
qs_sidebar_row_get_page (QsSidebarRow *self)
{
  g_return_val_if_fail (QS_IS_SIDEBAR_ROW (self), NULL);

  return self->page;
}
