#pragma once

#include "qs-account-settings.h"
#include "qs-profiles.h"

G_BEGIN_DECLS

QsAccountSettings *qs_profile_settings_merge (QsAccountSettings *settings,
                                              const QsProfile   *profile,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
