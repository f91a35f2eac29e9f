#include "qs-json-pane.h"

#include <glib/gi18n.h>

#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-json.h"
#include "qs-request-command.h"
#include "qs-ui-resources.h"

struct _QsJsonPane
{
  AdwBin         parent_instance;

  QsRequest     *request;
  GtkTextBuffer *buffer;
  GtkTextView   *view;
  char          *fault;
  gboolean       showing;   /* the text follows the request */
  gboolean       typing;    /* the request follows the text */
};

G_DEFINE_FINAL_TYPE (QsJsonPane, qs_json_pane, ADW_TYPE_BIN)

enum
{
  PROP_FAULT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clear_mark (QsJsonPane *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "fault", &start, &end);
}

static void
set_fault (QsJsonPane *self,
           const char *fault)
{
  if (g_set_str (&self->fault, fault))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

/* The line is marked: a reader finds a column by the words better than by counting. */
static void
show_fault (QsJsonPane   *self,
            const GError *error)
{
  g_autofree char *fault = NULL;
  GtkTextIter start, end;
  guint line, column;

  if (!qs_json_error_get_place (error, &line, &column))
    {
      set_fault (self, error->message);
      return;
    }

  fault = g_strdup_printf (_("Line %u, column %u: %s"), line, column,
                           qs_json_error_get_words (error));
  set_fault (self, fault);
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line > 0 ? line - 1 : 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, "fault", &start, &end);
}

static void
show_request (QsJsonPane *self)
{
  g_autofree char *text = qs_request_command_dup_text (self->request);

  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  set_fault (self, NULL);
  self->showing = FALSE;
}

/* What is hidden is not written; it is when it comes to be seen. */
static void
on_request_checked_cb (QsJsonPane *self)
{
  if (!self->typing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_request (self);
}

static void
on_text_changed_cb (QsJsonPane *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (self->showing || self->request == NULL)
    return;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  clear_mark (self);

  self->typing = TRUE;
  if (qs_document_replace (qs_request_get_document (self->request), text, TRUE, &error))
    set_fault (self, NULL);
  else
    show_fault (self, error);
  self->typing = FALSE;
}

static void
set_request (QsJsonPane *self,
             QsRequest  *request)
{
  if (self->request == request)
    return;

  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_set_object (&self->request, request);
  if (request == NULL)
    return;

  g_signal_connect_object (request, "checked", G_CALLBACK (on_request_checked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qs_json_pane_root (GtkWidget *widget)
{
  GtkWidget *form;

  GTK_WIDGET_CLASS (qs_json_pane_parent_class)->root (widget);

  if ((form = gtk_widget_get_ancestor (widget, QS_TYPE_FORM)) != NULL)
    set_request (QS_JSON_PANE (widget), qs_form_get_request (QS_FORM (form)));
}

static void
qs_json_pane_map (GtkWidget *widget)
{
  QsJsonPane *self = QS_JSON_PANE (widget);

  GTK_WIDGET_CLASS (qs_json_pane_parent_class)->map (widget);

  if (self->request != NULL && self->fault == NULL)
    show_request (self);
}

static void
qs_json_pane_dispose (GObject *object)
{
  set_request (QS_JSON_PANE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_JSON_PANE);

  G_OBJECT_CLASS (qs_json_pane_parent_class)->dispose (object);
}

static void
qs_json_pane_finalize (GObject *object)
{
  g_free (QS_JSON_PANE (object)->fault);

  G_OBJECT_CLASS (qs_json_pane_parent_class)->finalize (object);
}

static void
qs_json_pane_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_string (value, QS_JSON_PANE (object)->fault);
}

static void
qs_json_pane_class_init (QsJsonPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_json_pane_dispose;
  object_class->finalize = qs_json_pane_finalize;
  object_class->get_property = qs_json_pane_get_property;
  widget_class->root = qs_json_pane_root;
  widget_class->map = qs_json_pane_map;

  properties[PROP_FAULT] =
    g_param_spec_string ("fault", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-json-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, QsJsonPane, buffer);
  gtk_widget_class_bind_template_child (widget_class, QsJsonPane, view);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_json_pane_init (QsJsonPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
