#include "qs-log-view.h"

#include <glib/gi18n.h>

#include "qs-account.h"
#include "qs-error-page.h"
#include "qs-format-closures.h"
#include "qs-job-log.h"
#include "qs-log-buffer.h"
#include "qs-log-closures.h"
#include "qs-log-finder.h"
#include "qs-log-saver.h"
#include "qs-log-stream.h"
#include "qs-log-tail.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsLogView
{
  AdwBin         parent_instance;

  QsAccount     *account;
  GListModel    *logs;
  QsLogStream   *stream;
  QsLogFinder   *finder;
  QsLogSaver    *saver;
  QsLogTail     *tail;
  char          *reason;
  gboolean       live;
  gboolean       wrap;
  gboolean       searching;
  gboolean       whole;
  guint          n_logs;     /* that the drop-down has been told of */
  guint          refresh;

  GtkTextView   *text_view;
  GtkTextBuffer *buffer;
  GtkDropDown   *log_drop_down;
  GtkEditable   *search_entry;
};

G_DEFINE_FINAL_TYPE (QsLogView, qs_log_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_LOGS,
  PROP_STREAM,
  PROP_FINDER,
  PROP_SAVER,
  PROP_TAIL,
  PROP_REASON,
  PROP_LIVE,
  PROP_WRAP,
  PROP_SEARCHING,
  PROP_WHOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
on_refresh_cb (gpointer user_data)
{
  QsLogView *self = user_data;

  self->refresh = 0;
  qs_log_finder_refresh (self->finder);
  return G_SOURCE_REMOVE;
}

static void
on_stream_spliced_cb (QsLogView  *self,
                      guint       line,
                      guint       n_removed,
                      const char *added)
{
  qs_log_buffer_splice (self->buffer, line, n_removed, added);
  if (self->searching && self->refresh == 0)
    self->refresh = g_timeout_add (500, on_refresh_cb, self);
}

static void
set_stream (QsLogView   *self,
            QsLogStream *stream)
{
  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  g_set_object (&self->stream, stream);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STREAM]);
  qs_log_tail_follow (self->tail);

  if (stream != NULL)
    {
      g_signal_connect_object (stream, "spliced", G_CALLBACK (on_stream_spliced_cb), self,
                               G_CONNECT_SWAPPED);
      qs_log_stream_set_live (stream, self->live);
      qs_log_stream_jump_to_end (stream);
    }
  qs_log_finder_set_stream (self->finder, stream);
}

/* Another log was chosen, or the first one came. */
static void
on_log_selected_cb (QsLogView *self)
{
  QsJobLog *log = gtk_drop_down_get_selected_item (self->log_drop_down);
  QsEngine *engine = self->account != NULL ? qs_account_get_engine (self->account) : NULL;
  const char *name = log != NULL ? qs_job_log_get_stream (log) : NULL;
  g_autoptr(QsLogStream) stream = NULL;

  /* A drop-down selects the first item by itself; which one to begin with is still to be said. */
  if (self->n_logs == 0 && name != NULL)
    return;

  if (name != NULL && self->stream != NULL &&
      g_str_equal (name, qs_log_stream_get_name (self->stream)))
    return;

  if (name != NULL && engine != NULL)
    stream = qs_log_stream_new (engine, qs_account_get_clock (self->account), name);
  set_stream (self, stream);
}

/* An attempt more: its log is the one to look at, unless the person looks at an older one. */
static void
on_logs_changed_cb (QsLogView *self)
{
  guint selected = gtk_drop_down_get_selected (self->log_drop_down);
  gboolean newest = self->n_logs == 0 || selected + 1 >= self->n_logs;

  self->n_logs = self->logs != NULL ? g_list_model_get_n_items (self->logs) : 0;
  if (newest && self->n_logs > 0)
    gtk_drop_down_set_selected (self->log_drop_down, self->n_logs - 1);
  on_log_selected_cb (self);
}

static void
set_logs (QsLogView  *self,
          GListModel *logs)
{
  if (self->logs != NULL)
    g_signal_handlers_disconnect_by_data (self->logs, self);
  if (!g_set_object (&self->logs, logs))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOGS]);
  if (logs != NULL)
    g_signal_connect_object (logs, "items-changed", G_CALLBACK (on_logs_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_logs_changed_cb (self);
}

static void
on_edge_overshot_cb (QsLogView      *self,
                     GtkPositionType edge)
{
  if (self->stream == NULL)
    return;

  if (edge == GTK_POS_TOP)
    qs_log_stream_load_earlier (self->stream);
  else if (edge == GTK_POS_BOTTOM)
    qs_log_stream_load_later (self->stream);
}

static void
on_finder_show_cb (QsLogView *self,
                   guint      line)
{
  qs_log_tail_leave (self->tail);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (self->buffer), 0.1,
                                FALSE, 0, 0);
}

static void
on_search_changed_cb (QsLogView *self)
{
  qs_log_finder_search (self->finder,
                        self->searching ? gtk_editable_get_text (self->search_entry) : NULL,
                        self->whole);
}

static void
on_search_activate_cb (QsLogView *self)
{
  qs_log_finder_step (self->finder, 1);
}

static void
on_stop_search_cb (QsLogView *self)
{
  g_object_set (self, "searching", FALSE, NULL);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsLogView *self = QS_LOG_VIEW (widget);

  g_object_set (self, "searching", TRUE, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  qs_log_finder_step (QS_LOG_VIEW (widget)->finder,
                      g_str_equal (action_name, "log.find-next") ? 1 : -1);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsLogView *self = QS_LOG_VIEW (widget);
  g_autofree char *text = qs_log_buffer_dup_text (self->buffer);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  qs_toast_show (widget, _("What is shown of the log was copied"));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsLogView *self = QS_LOG_VIEW (widget);

  if (self->stream != NULL)
    qs_log_saver_save (self->saver, self->stream, _("job.log"));
}

static void
cancel_save_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  qs_log_saver_cancel (QS_LOG_VIEW (widget)->saver);
}

static void
jump_to_end_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  QsLogView *self = QS_LOG_VIEW (widget);
  gboolean has_later = FALSE;

  if (self->stream == NULL)
    return;

  g_object_get (self->stream, "has-later", &has_later, NULL);
  if (has_later || qs_log_stream_get_state (self->stream) == QS_LOG_STATE_FAILED)
    qs_log_stream_jump_to_end (self->stream);
  qs_log_tail_follow (self->tail);
}

static void
load_earlier_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  QsLogView *self = QS_LOG_VIEW (widget);

  if (self->stream != NULL)
    qs_log_stream_load_earlier (self->stream);
}

static void
qs_log_view_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsLogView *self = QS_LOG_VIEW (object);
  gpointer objects[] = { [PROP_ACCOUNT] = self->account, [PROP_LOGS] = self->logs,
                         [PROP_STREAM] = self->stream, [PROP_FINDER] = self->finder,
                         [PROP_SAVER] = self->saver, [PROP_TAIL] = self->tail };
  gboolean flags[] = { [PROP_LIVE] = self->live, [PROP_WRAP] = self->wrap,
                       [PROP_SEARCHING] = self->searching, [PROP_WHOLE] = self->whole };

  if (prop_id == PROP_REASON)
    g_value_set_string (value, self->reason);
  else if (prop_id < G_N_ELEMENTS (objects))
    g_value_set_object (value, objects[prop_id]);
  else
    g_value_set_boolean (value, flags[prop_id]);
}

static void
set_live (QsLogView *self,
          gboolean   live)
{
  self->live = live;
  if (self->stream != NULL)
    qs_log_stream_set_live (self->stream, live);
}

static void
set_account (QsLogView *self,
             QsAccount *account)
{
  if (g_set_object (&self->account, account))
    on_log_selected_cb (self);
}

static void
qs_log_view_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  QsLogView *self = QS_LOG_VIEW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;

    case PROP_LOGS:
      set_logs (self, g_value_get_object (value));
      return;

    case PROP_REASON:
      g_set_str (&self->reason, g_value_get_string (value));
      break;

    case PROP_LIVE:
      set_live (self, g_value_get_boolean (value));
      break;

    case PROP_WRAP:
      self->wrap = g_value_get_boolean (value);
      break;

    case PROP_SEARCHING:
      self->searching = g_value_get_boolean (value);
      on_search_changed_cb (self);
      break;

    case PROP_WHOLE:
      self->whole = g_value_get_boolean (value);
      on_search_changed_cb (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  g_object_notify_by_pspec (object, pspec);
}

static void
qs_log_view_dispose (GObject *object)
{
  QsLogView *self = QS_LOG_VIEW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->logs != NULL)
    g_signal_handlers_disconnect_by_data (self->logs, self);
  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_LOG_VIEW);
  g_clear_object (&self->finder);
  g_clear_object (&self->saver);
  g_clear_object (&self->tail);
  g_clear_object (&self->stream);
  g_clear_object (&self->logs);
  g_clear_object (&self->account);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (qs_log_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  properties[PROP_LOGS] = g_param_spec_object ("logs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_STREAM] = g_param_spec_object ("stream", NULL, NULL, QS_TYPE_LOG_STREAM,
                                                 readable);
  properties[PROP_FINDER] = g_param_spec_object ("finder", NULL, NULL, QS_TYPE_LOG_FINDER,
                                                 readable);
  properties[PROP_SAVER] = g_param_spec_object ("saver", NULL, NULL, QS_TYPE_LOG_SAVER, readable);
  properties[PROP_TAIL] = g_param_spec_object ("tail", NULL, NULL, QS_TYPE_LOG_TAIL, readable);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, flags);
  properties[PROP_WRAP] = g_param_spec_boolean ("wrap", NULL, NULL, TRUE, flags);
  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  properties[PROP_WHOLE] = g_param_spec_boolean ("whole", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_JOB_LOG);
  g_type_ensure (QS_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, QsLogView, text_view);
  gtk_widget_class_bind_template_child (widget_class, QsLogView, buffer);
  gtk_widget_class_bind_template_child (widget_class, QsLogView, log_drop_down);
  gtk_widget_class_bind_template_child (widget_class, QsLogView, search_entry);
  qs_format_closures_bind (widget_class);
  qs_log_closures_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_log_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_overshot_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "log.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "log.find-next", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "log.find-previous", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "log.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "log.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "log.cancel-save", NULL, cancel_save_action);
  gtk_widget_class_install_action (widget_class, "log.jump-to-end", NULL, jump_to_end_action);
  gtk_widget_class_install_action (widget_class, "log.load-earlier", NULL, load_earlier_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "log.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "log.find-next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "log.find-previous",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "log.save",
                                       NULL);
}

static void
qs_log_view_class_init (QsLogViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_log_view_dispose;
  object_class->get_property = qs_log_view_get_property;
  object_class->set_property = qs_log_view_set_property;
  install_properties (object_class);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
qs_log_view_init (QsLogView *self)
{
  self->wrap = TRUE;
  self->saver = qs_log_saver_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->finder = qs_log_finder_new (self->buffer);
  self->tail = qs_log_tail_new (self->text_view);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAIL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDER]);

  g_signal_connect_object (self->finder, "show", G_CALLBACK (on_finder_show_cb), self,
                           G_CONNECT_SWAPPED);
}

/* For tests: the text that is shown. */
GtkTextView *
qs_log_view_get_text_view (QsLogView *self)
{
  g_return_val_if_fail (QS_IS_LOG_VIEW (self), NULL);

  return self->text_view;
}
