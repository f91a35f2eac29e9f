#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_WATCHER_STATE (qs_watcher_state_get_type ())

/**
 * QsWatcherState:
 * @QS_WATCHER_STATE_LOADING: the first round is under way
 * @QS_WATCHER_STATE_LIVE: the last round told everything
 * @QS_WATCHER_STATE_OFFLINE: the engine does not answer; the next rounds try again
 * @QS_WATCHER_STATE_DENIED: the account may not list jobs
 * @QS_WATCHER_STATE_EXPIRED: the login has expired, or the keyring does not give the secret: a
 *   person is needed
 */
typedef enum
{
  QS_WATCHER_STATE_LOADING,
  QS_WATCHER_STATE_LIVE,
  QS_WATCHER_STATE_OFFLINE,
  QS_WATCHER_STATE_DENIED,
  QS_WATCHER_STATE_EXPIRED,
} QsWatcherState;

GType          qs_watcher_state_get_type (void) G_GNUC_CONST;

QsWatcherState qs_watcher_state_after_error (QsWatcherState before,
                                             const GError  *error);

G_END_DECLS
