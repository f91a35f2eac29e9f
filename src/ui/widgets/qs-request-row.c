#include "qs-request-row.h"

#include "qs-form.h"
#include "qs-ui-resources.h"

struct _QsRequestRow
{
  AdwExpanderRow parent_instance;

  QsRequest     *request;
  GtkLabel      *text;
};

G_DEFINE_FINAL_TYPE (QsRequestRow, qs_request_row, ADW_TYPE_EXPANDER_ROW)

static void
show_request (QsRequestRow *self)
{
  g_autofree char *text = qs_request_dup_text (self->request);

  gtk_label_set_text (self->text, text);
}

static void
set_request (QsRequestRow *self,
             QsRequest    *request)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_set_object (&self->request, request);
  if (request == NULL)
    return;

  g_signal_connect_object (request, "checked", G_CALLBACK (show_request), self,
                           G_CONNECT_SWAPPED);
  show_request (self);
}

static void
on_copy_json_clicked_cb (QsRequestRow *self)
{
  g_autofree char *text = qs_request_dup_text (self->request);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
on_copy_command_clicked_cb (QsRequestRow *self)
{
  g_autofree char *text = qs_request_dup_cli_command (self->request);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
qs_request_row_root (GtkWidget *widget)
{
  GtkWidget *form;

  GTK_WIDGET_CLASS (qs_request_row_parent_class)->root (widget);

  if ((form = gtk_widget_get_ancestor (widget, QS_TYPE_FORM)) != NULL)
    set_request (QS_REQUEST_ROW (widget), qs_form_get_request (QS_FORM (form)));
}

static void
qs_request_row_dispose (GObject *object)
{
  set_request (QS_REQUEST_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_REQUEST_ROW);

  G_OBJECT_CLASS (qs_request_row_parent_class)->dispose (object);
}

static void
qs_request_row_class_init (QsRequestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_request_row_dispose;
  widget_class->root = qs_request_row_root;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsRequestRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_json_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_command_clicked_cb);
}

static void
qs_request_row_init (QsRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
