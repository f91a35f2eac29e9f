#include "qs-login-state.h"

G_DEFINE_ENUM_TYPE (QsLoginState, qs_login_state,
                    G_DEFINE_ENUM_VALUE (QS_LOGIN_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (QS_LOGIN_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (QS_LOGIN_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (QS_LOGIN_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (QS_LOGIN_STATE_FAILED, "failed"))
