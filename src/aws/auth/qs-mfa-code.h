#pragma once

#include "qs-auth-context.h"

G_BEGIN_DECLS

gboolean qs_mfa_code_ask (QsAuthContext *context,
                          const char    *mfa_serial,
                          JsonObject    *input,
                          GError       **error);
void     qs_mfa_code_mark_used (QsAuthContext *context,
                                const char    *mfa_serial,
                                GError        *error);

G_END_DECLS
