#pragma once

#include "qs-account-settings.h"
#include "qs-profile-chain.h"

G_BEGIN_DECLS

/* For fibers: both wait. */
QsProfiles     *qs_profile_files_load (QsAccountSettings *settings,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
QsProfileChain *qs_profile_files_load_chain (QsAccountSettings *settings,
                                             const char        *name,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

GError         *qs_profile_files_explain (GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
