#pragma once

#include "qs-account-settings.h"
#include "qs-aws-client.h"
#include "qs-keyring.h"
#include "qs-prompter.h"
#include "qs-scope.h"
#include "qs-sso-session.h"

G_BEGIN_DECLS

#define QS_TYPE_AUTH_CONTEXT (qs_auth_context_get_type ())

/**
 * QsAuthContext:
 *
 * What every provider of one account stands on. Its scope holds their fibers, which hold their
 * providers; it is cancelled by the cache that stands before them all, so that a provider works to
 * the end as long as somebody may want its answer, and stops when the account goes.
 *
 * Threading: main thread. Ownership: reference counted; its fields do not change.
 */
typedef struct
{
  gatomicrefcount    ref_count;

  QsAccountSettings *settings;
  QsKeyring         *keyring;
  QsPrompter        *prompter;   /* nullable: nobody can be asked */
  QsHttp            *http;
  QsClock           *clock;
  QsScope           *scope;
  GBytes            *access_key; /* nullable: what to use instead of the keyring's */
} QsAuthContext;

GType          qs_auth_context_get_type (void) G_GNUC_CONST;

QsAuthContext *qs_auth_context_new (QsAccountSettings *settings,
                                    QsKeyring         *keyring,
                                    QsPrompter        *prompter,
                                    QsHttp            *http,
                                    QsClock           *clock,
                                    GBytes            *access_key) G_GNUC_WARN_UNUSED_RESULT;
QsAuthContext *qs_auth_context_ref (QsAuthContext *self);
void           qs_auth_context_unref (QsAuthContext *self);

const char    *qs_auth_context_get_id (QsAuthContext *self);
const char    *qs_auth_context_get_name (QsAuthContext *self);

QsAwsClient   *qs_auth_context_new_client (QsAuthContext         *self,
                                           QsCredentialsProvider *provider)
G_GNUC_WARN_UNUSED_RESULT;

QsSsoSession  *qs_auth_context_new_session (QsAuthContext *self,
                                            const char    *start_url,
                                            const char    *region,
                                            GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAuthContext, qs_auth_context_unref)

G_END_DECLS
