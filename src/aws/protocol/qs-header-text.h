#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * What headers hold: RFC 9110, section 5. Lists are separated by commas; a text with a comma or a
 * quote in it is quoted.
 */

gboolean  qs_header_text_is_name (const char *text);
gboolean  qs_header_text_is_value (const char *text);

char     *qs_header_text_print_list (const QsMember *member,
                                     JsonArray      *list) G_GNUC_WARN_UNUSED_RESULT;
char    **qs_header_text_split_list (const QsMember *element,
                                     const char     *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
