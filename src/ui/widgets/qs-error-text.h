#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The one place where an error becomes words for a person: what happened, which permission is
 * missing, what to do about it. What AWS says of itself, its code, its own text, the number of the
 * request, is kept apart as details, for whoever is asked for help.
 *
 * A message that Quayside made itself, as those of this computer's engine, is a sentence already
 * and is shown as it is. Whatever comes from outside has gone through qs_display_text().
 *
 * In Blueprint, once class_init has called qs_format_closures_bind(), with a boxed #GError or NULL:
 *
 *   $error_title(page.error) as <string>      Permission Missing
 *   $error_text(page.error) as <string>       You may not do this: the permission … is missing. …
 *   $error_markup(page.error) as <string>     the same where markup cannot be turned off
 *   $error_details(page.error) as <string>    Code: AccessDeniedException, a fact a line
 *   $has_error(page.error) as <bool>
 *
 * All answer "" for no error.
 */
char *qs_error_text_dup_title (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *qs_error_text_dup (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *qs_error_text_dup_details (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

void  qs_error_text_bind (GtkWidgetClass *widget_class);

G_END_DECLS
