#pragma once

#include <adwaita.h>

#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * Where two revisions of a job definition differ, a line a place. Any two can be chosen among
 * "revisions", a list of #QsResource.
 */
#define QS_TYPE_DIFFERENCE_DIALOG (qs_difference_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsDifferenceDialog,
                      qs_difference_dialog,
                      QS,
                      DIFFERENCE_DIALOG,
                      AdwDialog)

AdwDialog *qs_difference_dialog_new (GListModel *revisions,
                                     QsResource *before,
                                     QsResource *after);

G_END_DECLS
