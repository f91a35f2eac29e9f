#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What stands for something else, and how choices are told. Pure functions.
 */

gboolean qs_model_is_base64 (const char *text);
gboolean qs_model_is_special_number (const char *text);
gboolean qs_model_is_time (double seconds);
char    *qs_model_list_choices (char **choices) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
