#pragma once

#include "qs-credentials.h"
#include "qs-sha256.h"

G_BEGIN_DECLS

/* "20150830T123600Z" and the NUL. */
#define QS_SIGN_TIME_SIZE 17

/*
 * The second and the third of the three steps of Signature Version 4: the string to sign,
 *
 *     AWS4-HMAC-SHA256
 *     20150830T123600Z
 *     20150830/eu-central-1/batch/aws4_request     the scope
 *     f536975d06c0309214f805bb90ccff089219ecd6…    hash of the canonical request
 *
 * and its signature: an HMAC by a key that is good for one day, region and service.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * Threading: pure functions, any thread.
 */

void       qs_sign_time_format (gint64 time,
                                char   text[QS_SIGN_TIME_SIZE]);
char      *qs_sign_scope_new (const char *time,
                              const char *region,
                              const char *service) G_GNUC_WARN_UNUSED_RESULT;
QsHmacKey *qs_signing_key_new (QsCredentials *credentials,
                               const char    *time,
                               const char    *region,
                               const char    *service) G_GNUC_WARN_UNUSED_RESULT;

void       qs_string_to_sign_append (GString       *text,
                                     QsSha256      *sha256,
                                     const char    *time,
                                     const char    *scope,
                                     const GString *canonical_request);
void       qs_signature_compute (const QsHmacKey *key,
                                 QsSha256        *sha256,
                                 const GString   *string_to_sign,
                                 char             hex[QS_SHA256_HEX_SIZE + 1]);

G_END_DECLS
