#include "qs-pair-line.h"

#include <glib/gi18n.h>

#include "qs-ui-resources.h"

struct _QsPairLine
{
  GtkBox     parent_instance;

  gboolean   fixed;
  GtkEntry  *name_entry;
  GtkEntry  *value_entry;
  GtkButton *remove_button;
};

G_DEFINE_FINAL_TYPE (QsPairLine, qs_pair_line, GTK_TYPE_BOX)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A value is read out with its name. */
static void
name_value (QsPairLine *self)
{
  g_autofree char *label = g_strdup_printf (_("Value of %s"), qs_pair_line_get_name (self));
  gboolean named = *qs_pair_line_get_name (self) != '\0';

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, named ? label : _("Value"), -1);
}

static void
on_entry_changed_cb (QsPairLine *self)
{
  name_value (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_clicked_cb (QsPairLine *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
qs_pair_line_grab_focus (GtkWidget *widget)
{
  QsPairLine *self = QS_PAIR_LINE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->fixed ? self->value_entry : self->name_entry));
}

static void
qs_pair_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PAIR_LINE);

  G_OBJECT_CLASS (qs_pair_line_parent_class)->dispose (object);
}

static void
qs_pair_line_class_init (QsPairLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_pair_line_dispose;
  widget_class->grab_focus = qs_pair_line_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_PAIR_LINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", QS_TYPE_PAIR_LINE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-pair-line.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPairLine, name_entry);
  gtk_widget_class_bind_template_child (widget_class, QsPairLine, value_entry);
  gtk_widget_class_bind_template_child (widget_class, QsPairLine, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
qs_pair_line_init (QsPairLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qs_pair_line_new (const char *name,
                  const char *value,
                  const char *fallback,
                  gboolean    fixed)
{
  QsPairLine *self = g_object_new (QS_TYPE_PAIR_LINE, NULL);

  self->fixed = fixed;
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);
  gtk_editable_set_text (GTK_EDITABLE (self->value_entry), value);
  if (fallback != NULL)
    gtk_entry_set_placeholder_text (self->value_entry, fallback);
  gtk_editable_set_editable (GTK_EDITABLE (self->name_entry), !fixed);
  gtk_widget_set_can_focus (GTK_WIDGET (self->name_entry), !fixed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove_button), !fixed);
  gtk_widget_set_opacity (GTK_WIDGET (self->remove_button), fixed ? 0 : 1);
  name_value (self);

  return GTK_WIDGET (self);
}

const char *
qs_pair_line_get_name (QsPairLine *self)
{
  g_return_val_if_fail (QS_IS_PAIR_LINE (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
}

const char *
qs_pair_line_get_value (QsPairLine *self)
{
  g_return_val_if_fail (QS_IS_PAIR_LINE (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->value_entry));
}

gboolean
qs_pair_line_is_fixed (QsPairLine *self)
{
  g_return_val_if_fail (QS_IS_PAIR_LINE (self), FALSE);

  return self->fixed;
}
