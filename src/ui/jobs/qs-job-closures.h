#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the template of a job's page says with closures. For class_init, once the template is set. */
void qs_job_closures_bind (GtkWidgetClass *widget_class);

G_END_DECLS
