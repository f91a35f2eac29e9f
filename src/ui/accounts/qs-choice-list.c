#include "qs-choice-list.h"

#include "qs-error-page.h"
#include "qs-format-closures.h"
#include "qs-named-value.h"
#include "qs-ui-resources.h"

/* With fewer than these a search is in the way. */
#define MIN_SEARCHED 8

struct _QsChoiceList
{
  AdwBin          parent_instance;

  GListModel     *model;
  gboolean        busy;
  GError         *error;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (QsChoiceList, qs_choice_list, ADW_TYPE_BIN)

enum
{
  PROP_MODEL = 1,
  PROP_BUSY,
  PROP_ERROR,
  N_PROPS
};

enum
{
  PICKED,
  RETRY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Closure: the child of the stack. */
static char *
name_state (QsChoiceList *self,
            gboolean      busy,
            GError       *error,
            guint         n_items)
{
  if (busy)
    return g_strdup ("busy");
  if (error != NULL)
    return g_strdup ("error");

  return g_strdup (n_items > 0 ? "list" : "empty");
}

/* Closure */
static gboolean
is_long (QsChoiceList *self,
         GListModel   *model)
{
  return model != NULL && g_list_model_get_n_items (model) >= MIN_SEARCHED;
}

/* Closure: a role's name says it all. */
static char *
describe (gpointer    item,
          const char *name,
          const char *value,
          const char *note)
{
  if (g_strcmp0 (name, value) == 0)
    return g_strdup ("");
  if (note == NULL || *note == '\0')
    return g_strdup (value);

  return g_strdup_printf ("%s · %s", value, note);
}

static void
on_list_activated_cb (QsChoiceList *self,
                      guint         position)
{
  g_autoptr(QsNamedValue) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[PICKED], 0, item);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[RETRY], 0);
}

static void
qs_choice_list_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsChoiceList *self = QS_CHOICE_LIST (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_choice_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_CHOICE_LIST);
  g_clear_object (&QS_CHOICE_LIST (object)->model);

  G_OBJECT_CLASS (qs_choice_list_parent_class)->dispose (object);
}

static void
qs_choice_list_finalize (GObject *object)
{
  g_clear_error (&QS_CHOICE_LIST (object)->error);

  G_OBJECT_CLASS (qs_choice_list_parent_class)->finalize (object);
}

static void
qs_choice_list_class_init (QsChoiceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = qs_choice_list_get_property;
  object_class->dispose = qs_choice_list_dispose;
  object_class->finalize = qs_choice_list_finalize;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PICKED] = g_signal_new ("picked", QS_TYPE_CHOICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, QS_TYPE_NAMED_VALUE);
  signals[RETRY] = g_signal_new ("retry", QS_TYPE_CHOICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "choice.retry", NULL, retry_action);
  g_type_ensure (QS_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-choice-list.ui");
  gtk_widget_class_bind_template_child (widget_class, QsChoiceList, selection);
  gtk_widget_class_bind_template_callback (widget_class, name_state);
  gtk_widget_class_bind_template_callback (widget_class, is_long);
  gtk_widget_class_bind_template_callback (widget_class, describe);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_choice_list_init (QsChoiceList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Says all there is to say of the list at once. */
void
qs_choice_list_fill (QsChoiceList *self,
                     GListModel   *model,
                     gboolean      busy,
                     const GError *error)
{
  g_return_if_fail (QS_IS_CHOICE_LIST (self));

  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->model, model);
  self->busy = busy;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  for (guint i = PROP_MODEL; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}
