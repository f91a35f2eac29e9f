#pragma once

#include <adwaita.h>

#include "qs-job-container.h"

G_BEGIN_DECLS

/* A row for one container of a multi-container job, bound to it. */
GtkWidget *qs_container_row_new (QsJobContainer *container) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
