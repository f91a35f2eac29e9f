#include "qs-ui-test.h"

#include "qs-ui-resources.h"

static const struct
{
  const char *name;
  const char *type;
} actions[] = {
  { "show-page", "s" },
  { "show-job", "s" },
  { "submit-job", "s" },
  { "toast", "(sss)" },
};

static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, QS_RESOURCE_PATH "style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* Lets a wait for something that never comes meet its deadline. */
static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
qs_ui_test_init (int    *argc,
                 char ***argv)
{
  qs_test_init (argc, argv);
  adw_init ();
  qs_ui_resources_register ();
  load_style ();
  g_timeout_add (50, on_tick_cb, NULL);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    QS_RESOURCE_PATH "icons");
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE,
                NULL);
}

static gboolean
on_settled_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Frames are 17 ms apart; no test waits for more than what it caused. */
void
qs_ui_test_settle (GtkWidget *widget)
{
  gboolean settled = FALSE;

  gtk_widget_queue_draw (widget);
  g_timeout_add (60, on_settled_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_action_activate_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  g_autofree char *target = g_variant_print (parameter, FALSE);

  g_object_set_data_full (user_data, "taken-action",
                          g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), target),
                          g_free);
}

GtkWindow *
qs_ui_test_present (GtkWidget *widget,
                    int        width,
                    int        height)
{
  GtkWidget *window = adw_window_new ();
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr(GSimpleAction) action =
        g_simple_action_new (actions[i].name, G_VARIANT_TYPE (actions[i].type));

      g_signal_connect (action, "activate", G_CALLBACK (on_action_activate_cb), window);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }

  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  qs_ui_test_settle (window);
  return GTK_WINDOW (window);
}

char *
qs_ui_test_take_action (GtkWindow *window)
{
  return g_object_steal_data (G_OBJECT (window), "taken-action");
}

void
qs_ui_test_close (GtkWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (window);
  qs_test_until (window == NULL);
}

static gboolean
is_called (GtkWidget  *widget,
           const char *label)
{
  if (label == NULL)
    return TRUE;
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), label) == 0;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;

  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), label) == 0;
}

gpointer
qs_ui_test_find (GtkWidget  *root,
                 GType       type,
                 const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && is_called (root, label))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = qs_ui_test_find (child, type, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
qs_ui_test_picture (GtkWidget  *widget,
                    const char *name)
{
  const char *folder = g_getenv ("QS_TEST_PICTURES");
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GtkSnapshot) snapshot = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GskRenderer) renderer = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;

  qs_ui_test_settle (widget);
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  renderer = gsk_cairo_renderer_new ();
  g_assert_true (gsk_renderer_realize_for_display (renderer, gtk_widget_get_display (widget),
                                                   NULL));
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
  gsk_renderer_unrealize (renderer);
}
