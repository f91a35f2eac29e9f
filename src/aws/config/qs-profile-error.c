#include "qs-profile-error.h"

G_DEFINE_QUARK (qs-profile-error-quark, qs_profile_error)
