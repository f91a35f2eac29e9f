#pragma once

#include <adwaita.h>

#include "qs-job-order.h"

G_BEGIN_DECLS

/*
 * The cells of one column of the table of jobs: what the column sorts by is what its cells show.
 *
 * The one place where C writes into widgets what a template could bind: with bindings, tooltips and
 * gestures in each cell a jump through 100,000 jobs took 117 ms a frame, so 16 ms of
 * processor time.
 */

GtkListItemFactory *qs_job_cells_new (QsJobSortKey key) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer none) (nullable): the item that shows the job in the cell of @widget. */
GtkListItem        *qs_job_cells_find_item (GtkWidget *widget);

G_END_DECLS
