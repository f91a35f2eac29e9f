#pragma once

#include <libdex.h>

#include "qs-credentials.h"

G_BEGIN_DECLS

#define QS_TYPE_CREDENTIALS_PROVIDER (qs_credentials_provider_get_type ())
G_DECLARE_INTERFACE (QsCredentialsProvider,
                     qs_credentials_provider,
                     QS,
                     CREDENTIALS_PROVIDER,
                     GObject)

/**
 * QsCredentialsProvider:
 *
 * Where the credentials of an account come from: the keyring, a profile, a role, a login. A client
 * asks before every request; who is asked keeps what is still good.
 *
 * Threading: main thread.
 */
struct _QsCredentialsProviderInterface
{
  GTypeInterface parent_iface;

  DexFuture     *(*load)   (QsCredentialsProvider *self);
  void           (*reject) (QsCredentialsProvider *self,
                            QsCredentials         *credentials);
};

DexFuture *qs_credentials_provider_load (QsCredentialsProvider *self) G_GNUC_WARN_UNUSED_RESULT;
void       qs_credentials_provider_reject (QsCredentialsProvider *self,
                                           QsCredentials         *credentials);

G_END_DECLS
