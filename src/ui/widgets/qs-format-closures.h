#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What templates say with closures: pure functions from values to words, by locale.
 *
 * In Blueprint, once class_init has called qs_format_closures_bind():
 *
 *   $format_time(item.created-at) as <string>            8/12/26 14:03:27, empty for 0
 *   $format_time_near(item.created-at) as <string>       14:03, Yesterday 14:03, 12 Aug 14:03
 *   $format_duration(start, end) as <string>             3 min 5 s, empty unless both are known
 *   $format_mebibytes(8000) as <string>                  8,000 MiB
 *   $display_text(item.name) as <string>                 the hostile-text filter
 *   $escape(item.name) as <string>                       the same where markup cannot be turned off
 *   $has_text(item.status-reason) as <bool>              neither NULL nor empty
 *   $has_items(item.attempts) as <bool>                  the list model holds something
 *
 * and those of qs-error-text.h.
 *
 * Times are gint64 milliseconds since 1970.
 */
void qs_format_closures_bind (GtkWidgetClass *widget_class);

G_END_DECLS
