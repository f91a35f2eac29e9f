#pragma once

#include "qs-clock.h"
#include "qs-credentials-provider.h"
#include "qs-scope.h"

G_BEGIN_DECLS

#define QS_TYPE_CREDENTIALS_CACHE (qs_credentials_cache_get_type ())
G_DECLARE_FINAL_TYPE (QsCredentialsCache,
                      qs_credentials_cache,
                      QS,
                      CREDENTIALS_CACHE,
                      GObject)

/**
 * QsCredentialsCache:
 *
 * Keeps what another provider has answered and asks it again in time. However many calls wait,
 * the source is asked once; who no longer waits does not end the asking for the others.
 *
 *      got                         15 min left      10 min left       expiry
 *       ├───────────────────────────┼────────────────┼─────────────────┤
 *         answered from here          answered from    waits for new     nothing else
 *                                     here, renewed    ones; the old     to be had
 *                                     behind           will do if
 *                                                      there are none
 *
 * Credentials that live less than an hour are renewed in their last quarter and waited for in their
 * last sixth, which is the same for those of an hour. Nothing here runs by a timer: a computer that
 * wakes up finds by its clock what has expired.
 *
 * When the source says that a person has to act (%QS_ENGINE_ERROR_EXPIRED), it is not asked again,
 * lest prompts follow each other as fast as calls: "login-needed" turns %TRUE and stays until
 * qs_credentials_cache_renew().
 *
 * Threading: main thread. Ownership: owns its source; lives at least as long as somebody waits.
 */
QsCredentialsCache *qs_credentials_cache_new (QsCredentialsProvider *source,
                                              QsClock               *clock,
                                              QsScope               *scope)
G_GNUC_WARN_UNUSED_RESULT;

gboolean            qs_credentials_cache_get_login_needed (QsCredentialsCache *self);
const GError       *qs_credentials_cache_get_problem (QsCredentialsCache *self);

DexFuture          *qs_credentials_cache_renew (QsCredentialsCache *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
