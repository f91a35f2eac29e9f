#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The layout of state.db. Documents are JSON text, so that members unknown to Quayside survive;
 * columns are what is searched, sorted or changed. A step that has been released is never changed.
 */

extern const char * const qs_local_schema[];

G_END_DECLS
