#include "qs-region-row.h"

#include <glib/gi18n.h>

#include "qs-picker.h"
#include "qs-regions.h"
#include "qs-ui-resources.h"

struct _QsRegionRow
{
  QsFieldRow  parent_instance;

  char       *service;
  GListModel *regions;
  GtkEntry   *text;
};

G_DEFINE_FINAL_TYPE (QsRegionRow, qs_region_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_SERVICE = 1,
  PROP_REGIONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The name of the code, or how to come by one. */
static void
show_name (QsRegionRow *self)
{
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autofree char *name = *code != '\0' ? qs_regions_dup_name (code) : NULL;

  if (g_strcmp0 (name, code) == 0)
    g_clear_pointer (&name, g_free);

  g_object_set (self, "help",
                name != NULL ? name : _("Where your data is, or what you were told to use"), NULL);
}

static void
on_text_changed_cb (QsRegionRow *self)
{
  g_autoptr(JsonNode) value = json_node_alloc ();
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));

  json_node_init_string (value, g_strstrip (text));
  qs_field_row_type (QS_FIELD_ROW (self), value);
  show_name (self);
}

static void
on_picker_picked_cb (QsRegionRow *self,
                     const char  *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), value);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
qs_region_row_sync (QsFieldRow *row)
{
  QsRegionRow *self = QS_REGION_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  show_name (self);
}

static void
list_regions (QsRegionRow *self)
{
  g_clear_object (&self->regions);
  self->regions = qs_regions_new (self->service);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGIONS]);
}

static void
qs_region_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsRegionRow *self = QS_REGION_ROW (object);

  switch (prop_id)
    {
    case PROP_SERVICE:
      g_value_set_string (value, self->service);
      break;
    case PROP_REGIONS:
      g_value_set_object (value, self->regions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_region_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsRegionRow *self = QS_REGION_ROW (object);

  if (g_set_str (&self->service, g_value_get_string (value)))
    {
      g_object_notify_by_pspec (object, pspec);
      list_regions (self);
    }
}

static void
qs_region_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_REGION_ROW);
  g_clear_object (&QS_REGION_ROW (object)->regions);

  G_OBJECT_CLASS (qs_region_row_parent_class)->dispose (object);
}

static void
qs_region_row_finalize (GObject *object)
{
  g_free (QS_REGION_ROW (object)->service);

  G_OBJECT_CLASS (qs_region_row_parent_class)->finalize (object);
}

static void
qs_region_row_class_init (QsRegionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_region_row_dispose;
  object_class->finalize = qs_region_row_finalize;
  object_class->get_property = qs_region_row_get_property;
  object_class->set_property = qs_region_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_region_row_sync;

  properties[PROP_SERVICE] =
    g_param_spec_string ("service", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);
  properties[PROP_REGIONS] =
    g_param_spec_object ("regions", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_PICKER);
  g_type_ensure (QS_TYPE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-region-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsRegionRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
}

static void
qs_region_row_init (QsRegionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
  list_regions (self);
}
