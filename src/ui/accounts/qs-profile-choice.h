#pragma once

#include "qs-profiles.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_PROFILE_CHOICE (qs_profile_choice_get_type ())
G_DECLARE_FINAL_TYPE (QsProfileChoice,
                      qs_profile_choice,
                      QS,
                      PROFILE_CHOICE,
                      QsRecord)

/*
 * A profile of the AWS command line to choose, with what it holds in words. Properties: "name",
 * "summary", "region" (NULL when the profile names none).
 */
GListModel *qs_profile_choices_new (QsProfiles *profiles) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_profile_choice_get_name (QsProfileChoice *self);
const char *qs_profile_choice_get_summary (QsProfileChoice *self);
const char *qs_profile_choice_get_region (QsProfileChoice *self);

G_END_DECLS
