#pragma once

#include <adwaita.h>

#include "qs-resource-list.h"

G_BEGIN_DECLS

/*
 * The revisions of a job definition, the latest first, in a group. Each but "definition" itself has
 * a button that says how the two differ.
 *
 * Properties: "definition" (the #QsResource that is being looked at) and "list" (a #QsResourceList
 * of definitions, where the others are found). The signal "activated" carries the #QsResource that
 * somebody wants to see.
 */
#define QS_TYPE_REVISIONS (qs_revisions_get_type ())
G_DECLARE_FINAL_TYPE (QsRevisions,
                      qs_revisions,
                      QS,
                      REVISIONS,
                      AdwPreferencesGroup)

G_END_DECLS
