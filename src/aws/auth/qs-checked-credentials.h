#pragma once

#include "qs-credentials.h"

G_BEGIN_DECLS

QsCredentials *qs_checked_credentials_new (const char *source,
                                           const char *access_key_id,
                                           const char *secret_access_key,
                                           const char *session_token,
                                           gint64      expires_at,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
