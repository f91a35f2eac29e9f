#include "qs-field-row.h"

#include "qs-field-fault.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-json-path.h"
#include "qs-json.h"
#include "qs-ui-resources.h"

typedef struct
{
  char      *path;
  char      *help;
  QsRequest *request;
  JsonNode  *defaults;   /* as last shown */
  GtkWidget *control;
  GtkWidget *suffix;
  GtkWidget *entry;      /* what takes the focus and is named by the title */
  char      *fault;      /* as shown */
  gboolean   touched;
  gboolean   syncing;
  gboolean   editing;
} QsFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QsFieldRow, qs_field_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_PATH = 1,
  PROP_HELP,
  PROP_CONTROL,
  PROP_SUFFIX,
  PROP_REQUEST,
  PROP_FALLBACK_TEXT,
  PROP_FAULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsFieldRowPrivate *
get_private (QsFieldRow *self)
{
  return qs_field_row_get_instance_private (self);
}

static void
sync_row (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (priv->request == NULL || priv->path == NULL)
    return;

  priv->syncing = TRUE;
  QS_FIELD_ROW_GET_CLASS (self)->sync (self);
  priv->syncing = FALSE;
}

static void
show_fault (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);
  g_autofree char *sentence = NULL;

  if (priv->touched || qs_request_get_revealed (priv->request))
    sentence = qs_field_fault_dup_sentence (self);

  if (g_set_str (&priv->fault, sentence))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
  if (priv->entry == NULL)
    return;

  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
name_entry (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  if (priv->entry == NULL)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  priv->help != NULL ? priv->help : "", -1);
}

static void
on_document_changed_cb (QsFieldRow *self,
                        const char *path)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (!priv->editing &&
      (qs_json_path_is_within (path, priv->path) || qs_json_path_is_within (priv->path, path)))
    sync_row (self);
}

static void
on_request_checked_cb (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);
  JsonNode *defaults = qs_request_get_defaults (priv->request);

  if (defaults != priv->defaults)
    {
      g_clear_pointer (&priv->defaults, json_node_unref);
      priv->defaults = defaults != NULL ? json_node_ref (defaults) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FALLBACK_TEXT]);
      sync_row (self);
    }

  show_fault (self);
}

static void
set_request (QsFieldRow *self,
             QsRequest  *request)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (priv->request == request)
    return;

  if (priv->request != NULL)
    {
      g_signal_handlers_disconnect_by_data (priv->request, self);
      g_signal_handlers_disconnect_by_data (qs_request_get_document (priv->request), self);
    }

  g_set_object (&priv->request, request);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REQUEST]);
  if (request == NULL)
    return;

  g_signal_connect_object (qs_request_get_document (request), "changed",
                           G_CALLBACK (on_document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "checked", G_CALLBACK (on_request_checked_cb), self,
                           G_CONNECT_SWAPPED);
  sync_row (self);
  on_request_checked_cb (self);
}

static gboolean
has_object (QsFieldRow *self,
            GObject    *object)
{
  return object != NULL;
}

static void
on_row_pressed_cb (QsFieldRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
qs_field_row_grab_focus (GtkWidget *widget)
{
  QsFieldRowPrivate *priv = get_private (QS_FIELD_ROW (widget));

  if (priv->entry == NULL)
    return GTK_WIDGET_CLASS (qs_field_row_parent_class)->grab_focus (widget);

  return gtk_widget_grab_focus (priv->entry);
}

static void
qs_field_row_root (GtkWidget *widget)
{
  GtkWidget *form;

  GTK_WIDGET_CLASS (qs_field_row_parent_class)->root (widget);

  if ((form = gtk_widget_get_ancestor (widget, QS_TYPE_FORM)) != NULL)
    set_request (QS_FIELD_ROW (widget), qs_form_get_request (QS_FORM (form)));
}

static void
qs_field_row_dispose (GObject *object)
{
  QsFieldRowPrivate *priv = get_private (QS_FIELD_ROW (object));

  set_request (QS_FIELD_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_FIELD_ROW);
  priv->entry = NULL;
  g_clear_object (&priv->control);
  g_clear_object (&priv->suffix);
  g_clear_pointer (&priv->defaults, json_node_unref);

  G_OBJECT_CLASS (qs_field_row_parent_class)->dispose (object);
}

static void
qs_field_row_finalize (GObject *object)
{
  QsFieldRowPrivate *priv = get_private (QS_FIELD_ROW (object));

  g_free (priv->path);
  g_free (priv->help);
  g_free (priv->fault);

  G_OBJECT_CLASS (qs_field_row_parent_class)->finalize (object);
}

static void
qs_field_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsFieldRow *self = QS_FIELD_ROW (object);
  QsFieldRowPrivate *priv = get_private (self);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, priv->path);
      break;
    case PROP_HELP:
      g_value_set_string (value, priv->help);
      break;
    case PROP_CONTROL:
      g_value_set_object (value, priv->control);
      break;
    case PROP_SUFFIX:
      g_value_set_object (value, priv->suffix);
      break;
    case PROP_REQUEST:
      g_value_set_object (value, priv->request);
      break;
    case PROP_FALLBACK_TEXT:
      g_value_take_string (value, qs_field_row_print (qs_field_row_get_default (self)));
      break;
    case PROP_FAULT:
      g_value_set_string (value, priv->fault);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_field_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsFieldRow *self = QS_FIELD_ROW (object);
  QsFieldRowPrivate *priv = get_private (self);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_PATH:
      if ((changed = g_set_str (&priv->path, g_value_get_string (value))))
        sync_row (self);
      break;
    case PROP_HELP:
      changed = g_set_str (&priv->help, g_value_get_string (value));
      name_entry (self);
      break;
    case PROP_CONTROL:
      changed = g_set_object (&priv->control, g_value_get_object (value));
      break;
    case PROP_SUFFIX:
      changed = g_set_object (&priv->suffix, g_value_get_object (value));
      break;
    case PROP_REQUEST:
      set_request (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_field_row_class_init (QsFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  object_class->dispose = qs_field_row_dispose;
  object_class->finalize = qs_field_row_finalize;
  object_class->get_property = qs_field_row_get_property;
  object_class->set_property = qs_field_row_set_property;
  widget_class->root = qs_field_row_root;
  widget_class->grab_focus = qs_field_row_grab_focus;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_HELP] = g_param_spec_string ("help", NULL, NULL, NULL, flags);
  properties[PROP_CONTROL] =
    g_param_spec_object ("control", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SUFFIX] = g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_REQUEST] = g_param_spec_object ("request", NULL, NULL, QS_TYPE_REQUEST, flags);
  properties[PROP_FALLBACK_TEXT] =
    g_param_spec_string ("fallback-text", NULL, NULL, NULL, readable);
  properties[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-field-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_object);
  gtk_widget_class_bind_template_callback (widget_class, on_row_pressed_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_field_row_init (QsFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_entry), NULL);
}

const char *
qs_field_row_get_path (QsFieldRow *self)
{
  g_return_val_if_fail (QS_IS_FIELD_ROW (self), NULL);

  return get_private (self)->path;
}

/* Returns: (nullable): the form's request; %NULL before the row stands in a form. */
QsRequest *
qs_field_row_get_request (QsFieldRow *self)
{
  g_return_val_if_fail (QS_IS_FIELD_ROW (self), NULL);

  return get_private (self)->request;
}

/* Returns: (nullable): what the document has at the row's path. */
JsonNode *
qs_field_row_get_value (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (priv->request == NULL || priv->path == NULL)
    return NULL;

  return qs_document_get (qs_request_get_document (priv->request), priv->path);
}

/* Returns: (nullable): what holds when the document has nothing at the row's path. */
JsonNode *
qs_field_row_get_default (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (priv->request == NULL || priv->path == NULL)
    return NULL;

  return qs_request_get_default (priv->request, priv->path);
}

/* Returns: (nullable): what the service model says of the row's path. */
const QsMember *
qs_field_row_get_member (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);

  if (priv->request == NULL || priv->path == NULL)
    return NULL;

  return qs_request_find_member (priv->request, priv->path);
}

/* Whether something is wrong, be it shown yet or not. */
gboolean
qs_field_row_has_fault (QsFieldRow *self)
{
  QsFieldRowPrivate *priv = get_private (self);
  g_autofree char *fault = NULL;

  if (priv->request == NULL || priv->path == NULL)
    return FALSE;

  fault = qs_request_dup_fault (priv->request, priv->path);
  return fault != NULL;
}

static void
enter (QsFieldRow *self,
       JsonNode   *value,
       gboolean    typing)
{
  QsFieldRowPrivate *priv = get_private (self);
  g_autoptr(GError) error = NULL;
  QsDocument *document;
  gboolean good;

  if (priv->syncing || priv->request == NULL)
    return;

  document = qs_request_get_document (priv->request);
  priv->editing = TRUE;
  priv->touched = TRUE;
  qs_request_set_input_fault (priv->request, priv->path, NULL);
  if (typing)
    good = qs_document_type (document, priv->path, value, &error);
  else
    good = qs_document_set (document, priv->path, value, &error);
  priv->editing = FALSE;

  /* The path stands in a template. */
  if (!good)
    g_warning ("%s", error->message);
  show_fault (self);
}

/* Something was typed; it is undone together with what was typed before it. %NULL clears. */
void
qs_field_row_type (QsFieldRow *self,
                   JsonNode   *value)
{
  g_return_if_fail (QS_IS_FIELD_ROW (self));

  enter (self, value, TRUE);
}

/* Something was chosen, which is undone by itself. %NULL clears. */
void
qs_field_row_choose (QsFieldRow *self,
                     JsonNode   *value)
{
  g_return_if_fail (QS_IS_FIELD_ROW (self));

  enter (self, value, FALSE);
}

/* What was typed is no value; the document keeps the last one that was. */
void
qs_field_row_refuse (QsFieldRow *self,
                     const char *message)
{
  QsFieldRowPrivate *priv;

  g_return_if_fail (QS_IS_FIELD_ROW (self));

  priv = get_private (self);
  if (priv->syncing || priv->request == NULL)
    return;
  qs_field_row_touch (self);
  qs_request_set_input_fault (priv->request, priv->path, message);
  show_fault (self);
}

/* What was entered is not the document's: from now on the row's fault is shown. */
void
qs_field_row_touch (QsFieldRow *self)
{
  get_private (self)->touched = TRUE;
}

/* Says which part takes the focus and is read out by the row's title. */
void
qs_field_row_set_entry (QsFieldRow *self,
                        GtkWidget  *entry)
{
  g_return_if_fail (QS_IS_FIELD_ROW (self));

  get_private (self)->entry = entry;
  name_entry (self);
}

/* Returns: (transfer full): a scalar as a person would type it; "" for anything else. */
char *
qs_field_row_print (JsonNode *value)
{
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return g_strdup ("");
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);

  return qs_json_print (value, FALSE);
}
