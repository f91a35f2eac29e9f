#include "qs-order-line.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsOrderLine
{
  GtkListBoxRow parent_instance;

  char         *text;
  guint         position;
};

G_DEFINE_FINAL_TYPE (QsOrderLine, qs_order_line, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_TEXT = 1,
  PROP_POSITION,
  N_PROPS
};

enum
{
  MOVED,
  REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static char *
number_text (QsOrderLine *self,
             guint        position)
{
  return g_strdup_printf ("%u", position + 1);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsOrderLine *self = QS_ORDER_LINE (widget);
  guint to = g_str_equal (action_name, "line.up") ? self->position - 1 : self->position + 1;

  g_signal_emit (self, signals[MOVED], 0, to);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static GdkContentProvider *
on_drag_prepare_cb (QsOrderLine *self)
{
  return gdk_content_provider_new_typed (QS_TYPE_ORDER_LINE, self);
}

static void
on_drag_begin_cb (QsOrderLine   *self,
                  GdkDrag       *drag,
                  GtkDragSource *source)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
qs_order_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ORDER_LINE);

  G_OBJECT_CLASS (qs_order_line_parent_class)->dispose (object);
}

static void
qs_order_line_finalize (GObject *object)
{
  g_free (QS_ORDER_LINE (object)->text);

  G_OBJECT_CLASS (qs_order_line_parent_class)->finalize (object);
}

static void
qs_order_line_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsOrderLine *self = QS_ORDER_LINE (object);

  if (prop_id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else
    g_value_set_uint (value, self->position);
}

static void
qs_order_line_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsOrderLine *self = QS_ORDER_LINE (object);

  if (prop_id == PROP_TEXT)
    self->text = g_value_dup_string (value);
  else
    self->position = g_value_get_uint (value);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "line.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "line.down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "line.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "line.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "line.down",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "line.remove", NULL);
}

static void
qs_order_line_class_init (QsOrderLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  object_class->dispose = qs_order_line_dispose;
  object_class->finalize = qs_order_line_finalize;
  object_class->get_property = qs_order_line_get_property;
  object_class->set_property = qs_order_line_set_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MOVED] = g_signal_new ("moved", QS_TYPE_ORDER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVED] = g_signal_new ("removed", QS_TYPE_ORDER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-order-line.ui");
  gtk_widget_class_bind_template_callback (widget_class, number_text);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_order_line_init (QsOrderLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

QsOrderLine *
qs_order_line_new (const char *text,
                   guint       position,
                   guint       n_lines)
{
  QsOrderLine *self = g_object_new (QS_TYPE_ORDER_LINE, "text", text, "position", position, NULL);
  g_autofree char *shown = qs_display_line (text, -1);
  g_autofree char *label = g_strdup_printf (_("%u, %s"), position + 1, shown);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "Alt+Up Alt+Down Delete",
                                  -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line.up", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "line.down", position + 1 < n_lines);
  return self;
}

guint
qs_order_line_get_position (QsOrderLine *self)
{
  g_return_val_if_fail (QS_IS_ORDER_LINE (self), 0);

  return self->position;
}

const char *
qs_order_line_get_text (QsOrderLine *self)
{
  g_return_val_if_fail (QS_IS_ORDER_LINE (self), NULL);

  return self->text;
}
