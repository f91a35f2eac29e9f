#pragma once

#include "qs-credentials-cache.h"
#include "qs-http.h"
#include "qs-keyring.h"
#include "qs-prompter.h"
#include "qs-sso-session.h"

G_BEGIN_DECLS

/*
 * From an account's settings to what the rest of the program needs: who answers its credentials,
 * where it is logged in, and its settings with what its profile adds to them.
 *
 * Threading: main thread.
 */

QsCredentialsCache *qs_auth_new_provider (QsAccountSettings *settings,
                                          QsKeyring         *keyring,
                                          QsPrompter        *prompter,
                                          QsHttp            *http,
                                          QsClock           *clock) G_GNUC_WARN_UNUSED_RESULT;
QsCredentialsCache *qs_auth_new_trial (QsAccountSettings *settings,
                                       GBytes            *access_key,
                                       QsKeyring         *keyring,
                                       QsPrompter        *prompter,
                                       QsHttp            *http,
                                       QsClock           *clock) G_GNUC_WARN_UNUSED_RESULT;

DexFuture          *qs_auth_load_settings (QsAccountSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *qs_auth_load_session (QsAccountSettings *settings,
                                          QsKeyring         *keyring,
                                          QsHttp            *http,
                                          QsClock           *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
