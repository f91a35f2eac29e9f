#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_PROFILE_ERROR (qs_profile_error_quark ())

/**
 * QsProfileError:
 * @QS_PROFILE_ERROR_UNREADABLE: a file is there and cannot be read
 * @QS_PROFILE_ERROR_SYNTAX: a file is not in the format of AWS's configuration files
 * @QS_PROFILE_ERROR_NOT_FOUND: there is no such profile, or no section that it names
 * @QS_PROFILE_ERROR_INVALID: a profile says what cannot be
 * @QS_PROFILE_ERROR_LOOP: profiles take their credentials from each other in a circle
 * @QS_PROFILE_ERROR_UNSUPPORTED: a profile takes its credentials from where a desktop has none
 *
 * Messages name the file, the line and the key, and never a value that may be secret.
 */
typedef enum
{
  QS_PROFILE_ERROR_UNREADABLE,
  QS_PROFILE_ERROR_SYNTAX,
  QS_PROFILE_ERROR_NOT_FOUND,
  QS_PROFILE_ERROR_INVALID,
  QS_PROFILE_ERROR_LOOP,
  QS_PROFILE_ERROR_UNSUPPORTED,
} QsProfileError;

GQuark qs_profile_error_quark (void);

G_END_DECLS
