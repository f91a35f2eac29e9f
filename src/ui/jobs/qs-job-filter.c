#include "qs-job-filter.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qs-status-toggle.h"
#include "qs-ui-resources.h"

struct _QsJobFilter
{
  GtkBox          parent_instance;

  QsJobView      *view;
  GListModel     *queues;
  guint           n_shown;
  gboolean        compact;

  GtkDropDown    *queue_drop_down;
  GtkSearchEntry *search_entry;
  AdwToggleGroup *status_group;
};

G_DEFINE_FINAL_TYPE (QsJobFilter, qs_job_filter, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_VIEW,
  PROP_QUEUES,
  PROP_N_SHOWN,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
format_viewing (QsJobFilter *self,
                guint        n_shown,
                guint        n_total)
{
  /* Translators: how many jobs the filter leaves, and how many there are. */
  return g_strdup_printf (_("Viewing %'u of %'u"), n_shown, n_total);
}

static guint
find_statuses (QsJobFilter *self)
{
  g_autoptr(GEnumClass) statuses = g_type_class_ref (QS_TYPE_JOB_STATUS);
  const char *name = adw_toggle_group_get_active_name (self->status_group);
  GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (statuses, name) : NULL;

  return value != NULL ? QS_JOB_STATUS_BIT (value->value) : QS_JOB_STATUS_ALL;
}

static void
on_status_selected_cb (QsJobFilter *self)
{
  if (self->view != NULL)
    qs_job_view_set_statuses (self->view, find_statuses (self));
}

/* The first entry stands for all of them. */
static void
on_queue_selected_cb (QsJobFilter *self)
{
  guint selected = gtk_drop_down_get_selected (self->queue_drop_down);
  GtkStringObject *queue = gtk_drop_down_get_selected_item (self->queue_drop_down);

  if (self->view != NULL)
    qs_job_view_set_queue (self->view,
                           selected > 0 && queue != NULL ? gtk_string_object_get_string (queue)
                                                         : NULL);
}

static void
on_search_changed_cb (QsJobFilter *self)
{
  if (self->view != NULL)
    qs_job_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
qs_job_filter_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsJobFilter *self = QS_JOB_FILTER (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, self->n_shown);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_filter_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsJobFilter *self = QS_JOB_FILTER (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_set_object (&self->view, g_value_get_object (value));
      break;
    case PROP_QUEUES:
      g_set_object (&self->queues, g_value_get_object (value));
      break;
    case PROP_N_SHOWN:
      self->n_shown = g_value_get_uint (value);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_filter_dispose (GObject *object)
{
  QsJobFilter *self = QS_JOB_FILTER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_JOB_FILTER);
  g_clear_object (&self->view);
  g_clear_object (&self->queues);

  G_OBJECT_CLASS (qs_job_filter_parent_class)->dispose (object);
}

static void
qs_job_filter_class_init (QsJobFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_job_filter_get_property;
  object_class->set_property = qs_job_filter_set_property;
  object_class->dispose = qs_job_filter_dispose;

  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, QS_TYPE_JOB_VIEW, flags);
  properties[PROP_QUEUES] = g_param_spec_object ("queues", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_N_SHOWN] = g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_STATUS_TOGGLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-job-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, QsJobFilter, queue_drop_down);
  gtk_widget_class_bind_template_child (widget_class, QsJobFilter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, QsJobFilter, status_group);
  gtk_widget_class_bind_template_callback (widget_class, format_viewing);
  gtk_widget_class_bind_template_callback (widget_class, on_status_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_queue_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
qs_job_filter_init (QsJobFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
qs_job_filter_focus_search (QsJobFilter *self)
{
  g_return_if_fail (QS_IS_JOB_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Shows every job again. */
void
qs_job_filter_clear (QsJobFilter *self)
{
  g_return_if_fail (QS_IS_JOB_FILTER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->queue_drop_down, 0);
  adw_toggle_group_set_active_name (self->status_group, "all");
}
