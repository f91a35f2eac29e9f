#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_LOG_STATE (qs_log_state_get_type ())

/**
 * QsLogState:
 * @QS_LOG_STATE_LOADING: the first page is being read
 * @QS_LOG_STATE_EMPTY: nothing has been written yet
 * @QS_LOG_STATE_READY: there are lines
 * @QS_LOG_STATE_FAILED: the log cannot be read; qs_log_stream_jump_to_end() tries again
 */
typedef enum
{
  QS_LOG_STATE_LOADING,
  QS_LOG_STATE_EMPTY,
  QS_LOG_STATE_READY,
  QS_LOG_STATE_FAILED,
} QsLogState;

GType qs_log_state_get_type (void) G_GNUC_CONST;

G_END_DECLS
