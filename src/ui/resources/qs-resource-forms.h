#pragma once

#include <adwaita.h>

#include "qs-account.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * Which form makes and changes each kind of resource. A kind without a form has nothing in the
 * window that would open one.
 */
gboolean   qs_resource_forms_has (QsResourceKind kind);
AdwDialog *qs_resource_forms_make (QsResourceKind kind,
                                   QsAccount     *account,
                                   QsResource    *original) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
