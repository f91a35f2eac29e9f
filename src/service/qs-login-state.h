#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_LOGIN_STATE (qs_login_state_get_type ())

/**
 * QsLoginState:
 * @QS_LOGIN_STATE_IDLE: nothing is under way; the first state, and that after a cancel
 * @QS_LOGIN_STATE_STARTING: the login page's address is being asked for
 * @QS_LOGIN_STATE_WAITING: the person has to answer at "uri" in the browser, where "user-code", if
 *   there is one, must be the same
 * @QS_LOGIN_STATE_DONE: logged in; the token is in the keyring
 * @QS_LOGIN_STATE_FAILED: "error" says why; starting again is allowed
 */
typedef enum
{
  QS_LOGIN_STATE_IDLE,
  QS_LOGIN_STATE_STARTING,
  QS_LOGIN_STATE_WAITING,
  QS_LOGIN_STATE_DONE,
  QS_LOGIN_STATE_FAILED,
} QsLoginState;

GType qs_login_state_get_type (void) G_GNUC_CONST;

G_END_DECLS
