#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsSignFlags:
 * @QS_SIGN_KEEP_PATH: sign the path as it is; otherwise dot segments and empty segments go first
 * @QS_SIGN_ENCODE_ONCE: sign the path as it is encoded; otherwise it is encoded once more
 * @QS_SIGN_HASH_HEADER: add "x-amz-content-sha256", the body's hash, and sign it
 * @QS_SIGN_UNSIGNED_BODY: leave the body out of the signature; for TLS alone
 * @QS_SIGN_TOKEN_AFTER: add the session token after signing, for the few that want it so
 * @QS_SIGN_S3: what S3 wants, where "/a//../b" names an object
 */
typedef enum
{
  QS_SIGN_DEFAULT = 0,
  QS_SIGN_KEEP_PATH = 1 << 0,
  QS_SIGN_ENCODE_ONCE = 1 << 1,
  QS_SIGN_HASH_HEADER = 1 << 2,
  QS_SIGN_UNSIGNED_BODY = 1 << 3,
  QS_SIGN_TOKEN_AFTER = 1 << 4,
  QS_SIGN_S3 = QS_SIGN_KEEP_PATH | QS_SIGN_ENCODE_ONCE | QS_SIGN_HASH_HEADER,
} QsSignFlags;

/*
 * The first of the three steps of Signature Version 4: the request in the one form that both sides
 * can compute.
 *
 *     POST                                         method
 *     /v1/jobs/a%253Ab                             path, encoded once more
 *     a=1&b=2                                      query, sorted
 *     content-type:application/json                headers, lower case, sorted, trimmed
 *     host:batch.eu-central-1.amazonaws.com
 *     x-amz-date:20150830T123600Z
 *                                                  an empty line
 *     content-type;host;x-amz-date                 their names
 *     e3b0c44298fc1c149afbf4c8996fb92427ae41…      hash of the body
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * Threading: a pure function, any thread.
 */

gboolean qs_canonical_request_append (GString    *text,
                                      GString    *signed_headers,
                                      const char *method,
                                      const char *url,
                                      GPtrArray  *headers,
                                      const char *body_hash,
                                      QsSignFlags flags,
                                      GError    **error);

void     qs_signed_headers_append (GString   *names,
                                   GPtrArray *headers);

G_END_DECLS
