#pragma once

#include "qs-sso-session.h"

G_BEGIN_DECLS

/**
 * QsSsoDevice:
 *
 * A login by a code, RFC 8628: the person opens AWS's page in any browser, on this computer or
 * another, and sees to it that the code there is the one that is shown here; meanwhile AWS is asked
 * again and again whether they have.
 *
 * Threading: main thread. Ownership: freed by qs_sso_device_free().
 */
typedef struct _QsSsoDevice QsSsoDevice;

/* For fibers: waits. */
QsSsoDevice *qs_sso_device_new (QsSsoSession *session,
                                QsSsoClient  *client,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         qs_sso_device_free (QsSsoDevice *self);

const char  *qs_sso_device_get_uri (QsSsoDevice *self);
const char  *qs_sso_device_get_user_code (QsSsoDevice *self);
gint64       qs_sso_device_get_expires_at (QsSsoDevice *self);

/* For fibers: waits. */
JsonNode    *qs_sso_device_finish (QsSsoDevice *self,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSsoDevice, qs_sso_device_free)

G_END_DECLS
