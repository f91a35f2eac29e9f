#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Opening a folder: everything that waits or runs is taken up again where it was.
 */

gboolean qs_local_opening_load (QsLocalState *state,
                                GError      **error);
gboolean qs_local_opening_make_defaults (QsLocalState *state,
                                         const char   *datastore,
                                         GError      **error);

G_END_DECLS
