#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a definition says of its jobs, whatever containers they have: rows to be unfolded. */
#define QS_TYPE_DEFINITION_JOB_OPTIONS (qs_definition_job_options_get_type ())
G_DECLARE_FINAL_TYPE (QsDefinitionJobOptions,
                      qs_definition_job_options,
                      QS,
                      DEFINITION_JOB_OPTIONS,
                      AdwPreferencesGroup)

G_END_DECLS
