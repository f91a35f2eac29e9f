#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Names and values in order: the query of a URI and the body of the query protocols.
 * Percent-encoded as SigV4 wants it, which leaves only letters, digits and "-._~". A space is %20
 * in a query and + in a form.
 *
 * Ownership: one owner, who adds to it and prints it.
 */
typedef struct _QsQueryString QsQueryString;

QsQueryString *qs_query_string_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           qs_query_string_free (QsQueryString *self);

void           qs_query_string_add (QsQueryString *self,
                                    const char    *name,
                                    const char    *value);
char          *qs_query_string_print (QsQueryString *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes        *qs_query_string_print_form (QsQueryString *self) G_GNUC_WARN_UNUSED_RESULT;

void           qs_percent_encode (GString    *out,
                                  const char *text,
                                  const char *kept);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsQueryString, qs_query_string_free)

G_END_DECLS
