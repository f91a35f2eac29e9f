#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for the jobs that a job waits for: picked from "jobs", a model of QsJob, or their ids
 * typed.
 */
#define QS_TYPE_DEPENDENCIES_ROW (qs_dependencies_row_get_type ())
G_DECLARE_FINAL_TYPE (QsDependenciesRow,
                      qs_dependencies_row,
                      QS,
                      DEPENDENCIES_ROW,
                      QsFieldRow)

G_END_DECLS
