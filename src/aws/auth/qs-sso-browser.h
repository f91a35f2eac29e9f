#pragma once

#include "qs-sso-session.h"

G_BEGIN_DECLS

/**
 * QsSsoBrowser:
 *
 * A login by the browser: the person logs in on AWS's page, which sends the browser on to a port of
 * this computer with a code, which is exchanged for a token. By state and PKCE nobody else's code
 * is taken and nobody else can use ours.
 *
 * Threading: main thread. Ownership: freed by qs_sso_browser_free(), which ends the listening.
 */
typedef struct _QsSsoBrowser QsSsoBrowser;

QsSsoBrowser *qs_sso_browser_new (QsSsoSession *session,
                                  QsSsoClient  *client,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void          qs_sso_browser_free (QsSsoBrowser *self);

const char   *qs_sso_browser_get_uri (QsSsoBrowser *self);
gint64        qs_sso_browser_get_expires_at (QsSsoBrowser *self);

/* For fibers: waits. */
JsonNode     *qs_sso_browser_finish (QsSsoBrowser *self,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSsoBrowser, qs_sso_browser_free)

G_END_DECLS
