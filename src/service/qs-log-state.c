#include "qs-log-state.h"

G_DEFINE_ENUM_TYPE (QsLogState, qs_log_state,
                    G_DEFINE_ENUM_VALUE (QS_LOG_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (QS_LOG_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (QS_LOG_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (QS_LOG_STATE_FAILED, "failed"))
