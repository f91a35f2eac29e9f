#include "qs-watcher-state.h"

#include "qs-engine.h"
#include "qs-keyring-state.h"

G_DEFINE_ENUM_TYPE (QsWatcherState, qs_watcher_state,
                    G_DEFINE_ENUM_VALUE (QS_WATCHER_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (QS_WATCHER_STATE_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (QS_WATCHER_STATE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (QS_WATCHER_STATE_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (QS_WATCHER_STATE_EXPIRED, "expired"))

/**
 * qs_watcher_state_after_error:
 *
 * Returns: the state of watching when a round has failed with @error. To be throttled is no state:
 *   the engine is there and will answer.
 */
QsWatcherState
qs_watcher_state_after_error (QsWatcherState before,
                              const GError  *error)
{
  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED))
    return before;
  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED))
    return QS_WATCHER_STATE_DENIED;
  if (g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED) ||
      error->domain == QS_KEYRING_ERROR)
    return QS_WATCHER_STATE_EXPIRED;

  return QS_WATCHER_STATE_OFFLINE;
}
