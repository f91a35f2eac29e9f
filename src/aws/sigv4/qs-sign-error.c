#include "qs-sign-error.h"

G_DEFINE_QUARK (qs-sign-error-quark, qs_sign_error)
