#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the template of a job's page says with closures. For class_init, after the template. */
void qs_job_closures_bind (GtkWidgetClass *widget_class);

G_END_DECLS
