#include "qs-window.h"

#include "quayside-config.h"

#include "qs-sidebar-row.h"
#include "qs-start-page.h"
#include "qs-ui-resources.h"

struct _QsWindow
{
  AdwApplicationWindow    parent_instance;

  GSettings              *settings;

  AdwToastOverlay        *toast_overlay;
  AdwNavigationSplitView *split_view;
  GtkListBox             *sidebar_list;
  AdwNavigationView      *navigation_view;
};

G_DEFINE_FINAL_TYPE (QsWindow, qs_window, ADW_TYPE_APPLICATION_WINDOW)

/* The pages behind the rows of the sidebar, made when they are first shown. */
static const struct
{
  const char *name;
  GType       (*get_type) (void);
} pages[] = {
  { "start", qs_start_page_get_type },
};

static AdwNavigationPage *
make_page (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return g_object_new (pages[i].get_type (), "tag", name, NULL);

  return NULL;
}

static GtkListBoxRow *
find_row (QsWindow   *self,
          const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar_list, i)) != NULL; i++)
    if (g_strcmp0 (qs_sidebar_row_get_page (QS_SIDEBAR_ROW (row)), name) == 0)
      return row;

  return NULL;
}

static void
show_page_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  qs_window_show_page (QS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
toast_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  QsWindow *self = QS_WINDOW (widget);
  g_autoptr(AdwToast) toast = adw_toast_new ("");
  const char *text;
  const char *label;
  const char *action;

  g_variant_get (parameter, "(&s&s&s)", &text, &label, &action);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  if (*label != '\0')
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_detailed_action_name (toast, action);
    }

  adw_toast_overlay_add_toast (self->toast_overlay, g_steal_pointer (&toast));
}

static void
on_sidebar_row_activated_cb (QsWindow     *self,
                             QsSidebarRow *row)
{
  qs_window_show_page (self, qs_sidebar_row_get_page (row));
}

/* The root page's tag is its section: the sidebar shows where one is, however one came there. */
static void
on_navigation_view_visible_page_cb (QsWindow *self)
{
  g_autoptr(GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation_view);
  g_autoptr(AdwNavigationPage) root = g_list_model_get_item (stack, 0);

  if (root != NULL)
    gtk_list_box_select_row (self->sidebar_list,
                             find_row (self, adw_navigation_page_get_tag (root)));
}

static void
qs_window_constructed (GObject *object)
{
  QsWindow *self = QS_WINDOW (object);

  G_OBJECT_CLASS (qs_window_parent_class)->constructed (object);

  if (QS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->settings = g_settings_new (QS_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  qs_window_show_page (self, "start");
}

static void
qs_window_dispose (GObject *object)
{
  QsWindow *self = QS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (qs_window_parent_class)->dispose (object);
}

static void
qs_window_class_init (QsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qs_window_constructed;
  object_class->dispose = qs_window_dispose;

  g_type_ensure (QS_TYPE_SIDEBAR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "shell/qs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, navigation_view);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_navigation_view_visible_page_cb);

  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "(sss)", toast_action);
}

static void
qs_window_init (QsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer full): a window that is not on the screen yet. */
QsWindow *
qs_window_new (AdwApplication *application)
{
  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  return g_object_new (QS_TYPE_WINDOW, "application", application, NULL);
}

/* Shows the section @name; a name without a page is a fault of the caller. */
void
qs_window_show_page (QsWindow   *self,
                     const char *name)
{
  g_return_if_fail (QS_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  if (adw_navigation_view_find_page (self->navigation_view, name) == NULL)
    {
      AdwNavigationPage *page = make_page (name);

      g_return_if_fail (page != NULL);
      adw_navigation_view_add (self->navigation_view, page);
    }

  adw_navigation_view_replace_with_tags (self->navigation_view, &name, 1);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}
