#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * What the page of a job definition has that those of other resources have not, as groups of
 * preferences: a warning where it hands its jobs the host, its containers where there are several,
 * and its revisions (a QsRevisions).
 */
GPtrArray *qs_definition_groups_new (QsAccount  *account,
                                     QsResource *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
