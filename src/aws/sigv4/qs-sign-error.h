#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_SIGN_ERROR (qs_sign_error_quark ())

/**
 * QsSignError:
 * @QS_SIGN_ERROR_URL: the URL is not absolute, or has a control character in it
 * @QS_SIGN_ERROR_HEADER: the name of a header cannot be one
 * @QS_SIGN_ERROR_LIFETIME: a presigned URL cannot be good for that long, or the credentials have
 *   run out
 */
typedef enum
{
  QS_SIGN_ERROR_URL,
  QS_SIGN_ERROR_HEADER,
  QS_SIGN_ERROR_LIFETIME,
} QsSignError;

GQuark qs_sign_error_quark (void);

G_END_DECLS
