#pragma once

#include "qs-auth-context.h"

G_BEGIN_DECLS

#define QS_TYPE_AUTH_PROVIDER (qs_auth_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsAuthProvider,
                          qs_auth_provider,
                          QS,
                          AUTH_PROVIDER,
                          GObject)

/**
 * QsAuthProvider:
 *
 * What the providers of an account have in common: each has one function that gets credentials,
 * run as a fiber in the account's scope each time the provider is asked. Keeping what is got is a
 * #QsCredentialsCache's business.
 *
 * Threading: main thread.
 */
struct _QsAuthProviderClass
{
  GObjectClass   parent_class;

  /* Waits; returns NULL with an error. */
  QsCredentials *(*fetch) (QsAuthProvider *self,
                           GError        **error);
};

gpointer       qs_auth_provider_new (GType          type,
                                     QsAuthContext *context) G_GNUC_WARN_UNUSED_RESULT;

QsAuthContext *qs_auth_provider_get_context (QsAuthProvider *self);

G_END_DECLS
