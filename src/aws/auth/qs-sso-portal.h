#pragma once

#include <gio/gio.h>

#include "qs-sso-session.h"

G_BEGIN_DECLS

/*
 * What IAM Identity Center's portal says to whoever has logged in: which accounts there are, which
 * roles in them, and their credentials.
 *
 * Threading: main thread.
 *
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html
 */

DexFuture *qs_sso_portal_list_accounts (QsSsoSession *session) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_sso_portal_list_roles (QsSsoSession *session,
                                     const char   *account_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_sso_portal_log_out (QsSsoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* For fibers: waits. */
JsonNode  *qs_sso_portal_call (QsSsoSession *session,
                               const char   *operation,
                               JsonObject   *input,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
