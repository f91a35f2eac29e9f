#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The browser of a person who logs in: a visit changes nothing but what the visited hears. */

char *qs_test_browser_dup_parameter (const char *uri,
                                     const char *name) G_GNUC_WARN_UNUSED_RESULT;

void  qs_test_browser_visit (const char *uri);
void  qs_test_browser_come_back (const char *authorize_uri,
                                 const char *parameters,
                                 gboolean    own_state);

G_END_DECLS
