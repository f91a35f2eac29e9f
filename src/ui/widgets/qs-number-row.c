#include "qs-number-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qs-ui-resources.h"

struct _QsNumberRow
{
  QsFieldRow parent_instance;

  double     step;
  gboolean   whole;
  GtkEntry  *text;
};

G_DEFINE_FINAL_TYPE (QsNumberRow, qs_number_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_STEP = 1,
  PROP_WHOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const QsShape *
get_shape (QsNumberRow *self)
{
  const QsMember *member = qs_field_row_get_member (QS_FIELD_ROW (self));

  return member != NULL ? qs_member_get_shape (member) : NULL;
}

static gboolean
is_whole (QsNumberRow *self)
{
  const QsShape *shape = get_shape (self);

  return self->whole || shape == NULL || qs_shape_get_kind (shape) == QS_SHAPE_INTEGER ||
         qs_shape_get_kind (shape) == QS_SHAPE_LONG;
}

static gboolean
is_text (QsNumberRow *self)
{
  const QsShape *shape = get_shape (self);

  return shape != NULL && qs_shape_get_kind (shape) == QS_SHAPE_STRING;
}

static gboolean
parse_number (const char *text,
              gboolean    whole,
              double     *number)
{
  char *end;
  gint64 integer;

  if (whole)
    {
      gboolean good = g_ascii_string_to_signed (text, 10, G_MININT64 / 1024, G_MAXINT64 / 1024,
                                                &integer, NULL);

      *number = good ? (double) integer : 0;
      return good;
    }

  *number = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*number);
}

static JsonNode *
make_value (QsNumberRow *self,
            const char  *text,
            double       number)
{
  JsonNode *node = json_node_alloc ();

  if (is_text (self))
    return json_node_init_string (node, text);
  if (is_whole (self))
    return json_node_init_int (node, (gint64) number);

  return json_node_init_double (node, number);
}

/* How low and how high the buttons go: as the model and the rules have it; amounts begin at one. */
static double
clamp_number (QsNumberRow *self,
              double       number)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  double min = 1;
  double max = G_MAXINT32;

  if (!is_text (self) && qs_field_row_get_request (row) != NULL)
    qs_request_get_range (qs_field_row_get_request (row), qs_field_row_get_path (row), &min, &max);

  return CLAMP (number, min, max);
}

static void
move (QsNumberRow *self,
      double       step)
{
  g_autofree char *fallback = qs_field_row_print (qs_field_row_get_default (QS_FIELD_ROW (self)));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text));
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  if (parse_number (*typed != '\0' ? typed : fallback, is_whole (self), &number))
    number = clamp_number (self, number + step);
  else
    number = clamp_number (self, MAX (step, 0));

  g_ascii_formatd (text, sizeof text, "%.15g", number);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

static void
on_less_clicked_cb (QsNumberRow *self)
{
  move (self, -self->step);
}

static void
on_more_clicked_cb (QsNumberRow *self)
{
  move (self, self->step);
}

static gboolean
on_key_pressed_cb (QsNumberRow *self,
                   guint        keyval)
{
  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  move (self, keyval == GDK_KEY_Up ? self->step : -self->step);
  return GDK_EVENT_STOP;
}

static void
on_text_changed_cb (QsNumberRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  g_autoptr(JsonNode) value = NULL;
  double number;

  g_strstrip (text);
  if (*text == '\0')
    qs_field_row_type (QS_FIELD_ROW (self), NULL);
  else if (parse_number (text, is_whole (self), &number))
    {
      value = make_value (self, text, number);
      qs_field_row_type (QS_FIELD_ROW (self), value);
    }
  else
    qs_field_row_refuse (QS_FIELD_ROW (self), is_whole (self) ? _("Enter a whole number")
                                                              : _("Enter a number"));
}

static void
qs_number_row_sync (QsFieldRow *row)
{
  QsNumberRow *self = QS_NUMBER_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

static void
qs_number_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_NUMBER_ROW);

  G_OBJECT_CLASS (qs_number_row_parent_class)->dispose (object);
}

static void
qs_number_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsNumberRow *self = QS_NUMBER_ROW (object);

  if (prop_id == PROP_STEP)
    g_value_set_double (value, self->step);
  else
    g_value_set_boolean (value, self->whole);
}

static void
qs_number_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsNumberRow *self = QS_NUMBER_ROW (object);

  if (prop_id == PROP_STEP)
    self->step = g_value_get_double (value);
  else
    self->whole = g_value_get_boolean (value);
}

static void
qs_number_row_class_init (QsNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = qs_number_row_dispose;
  object_class->get_property = qs_number_row_get_property;
  object_class->set_property = qs_number_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_number_row_sync;

  properties[PROP_STEP] =
    g_param_spec_double ("step", NULL, NULL, 0, G_MAXDOUBLE, 1, flags | G_PARAM_CONSTRUCT);
  properties[PROP_WHOLE] = g_param_spec_boolean ("whole", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsNumberRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_less_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
}

static void
qs_number_row_init (QsNumberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
