#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsProfile:
 *
 * One profile: the section of the configuration file, in which that of the credentials file takes
 * precedence key by key.
 *
 * Ownership: borrowed from its #QsProfiles, and lives as long.
 */
typedef struct _QsProfile QsProfile;

const char         *qs_profile_get_name (const QsProfile *self);
const char         *qs_profile_get (const QsProfile *self,
                                    const char      *key);
const char         *qs_profile_get_nested (const QsProfile *self,
                                           const char      *key,
                                           const char      *nested);
gboolean            qs_profile_is_in_credentials (const QsProfile *self,
                                                  const char      *key);
char               *qs_profile_dup_place (const QsProfile *self,
                                          const char      *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
