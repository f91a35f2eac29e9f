#pragma once

#include "qs-credentials-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_KEY_PROVIDER (qs_key_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsKeyProvider,
                      qs_key_provider,
                      QS,
                      KEY_PROVIDER,
                      GObject)

/**
 * QsKeyProvider:
 *
 * Answers the credentials it was made with: a key that has been typed in and is being tried, or
 * one that somebody else has fetched.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_key_provider_new (QsCredentials *credentials) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
