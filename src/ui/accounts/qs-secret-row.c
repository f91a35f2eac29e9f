#include "qs-secret-row.h"

#include "qs-ui-resources.h"

struct _QsSecretRow
{
  QsFieldRow        parent_instance;

  char             *placeholder;
  GtkPasswordEntry *entry;
};

G_DEFINE_FINAL_TYPE (QsSecretRow, qs_secret_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_PLACEHOLDER = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
on_entry_changed_cb (QsSecretRow *self)
{
  qs_field_row_touch (QS_FIELD_ROW (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The document has nothing to show. */
static void
qs_secret_row_sync (QsFieldRow *row)
{
}

static void
qs_secret_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_string (value, QS_SECRET_ROW (object)->placeholder);
}

static void
qs_secret_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (g_set_str (&QS_SECRET_ROW (object)->placeholder, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_secret_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SECRET_ROW);

  G_OBJECT_CLASS (qs_secret_row_parent_class)->dispose (object);
}

static void
qs_secret_row_finalize (GObject *object)
{
  g_free (QS_SECRET_ROW (object)->placeholder);

  G_OBJECT_CLASS (qs_secret_row_parent_class)->finalize (object);
}

static void
qs_secret_row_class_init (QsSecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_secret_row_dispose;
  object_class->finalize = qs_secret_row_finalize;
  object_class->get_property = qs_secret_row_get_property;
  object_class->set_property = qs_secret_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_secret_row_sync;

  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_SECRET_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-secret-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsSecretRow, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
}

static void
qs_secret_row_init (QsSecretRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->entry));
}

/* Returns: (transfer none): what is entered, until it is changed. */
const char *
qs_secret_row_get_text (QsSecretRow *self)
{
  g_return_val_if_fail (QS_IS_SECRET_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
qs_secret_row_set_text (QsSecretRow *self,
                        const char  *text)
{
  g_return_if_fail (QS_IS_SECRET_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
}
