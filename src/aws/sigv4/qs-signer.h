#pragma once

#include "qs-canonical-request.h"
#include "qs-credentials.h"
#include "qs-sign-error.h"

G_BEGIN_DECLS

/**
 * QsSignRequest:
 * @method: "POST"
 * @url: absolute, encoded as it goes over the wire: what is signed is what is sent, nothing is
 *   normalised on the way
 * @headers: (nullable) (element-type utf8): name, value, name, value… as they will be sent. Who
 *   sends "x-amz-content-sha256" has decided what stands for the body, such as "UNSIGNED-PAYLOAD"
 * @body: (nullable): what will be sent
 * @region: "eu-central-1"; the one that the endpoint is signed for
 * @service: "batch"; the signing name of the service
 * @time: milliseconds since the epoch, by the server's clock
 * @flags: how to sign
 *
 * What is to be signed. Everything is borrowed.
 */
typedef struct
{
  const char *method;
  const char *url;
  GPtrArray  *headers;
  GBytes     *body;
  const char *region;
  const char *service;
  gint64      time;
  QsSignFlags flags;
} QsSignRequest;

/**
 * QsSigner:
 *
 * Signs requests by AWS Signature Version 4, in the header or in the URL. It keeps the signing key
 * of the day, and its buffers, so that to sign costs little more than to hash what is signed.
 *
 * Threading: one thread at a time. Ownership: freed by qs_signer_free(), which wipes the keys.
 */
typedef struct _QsSigner QsSigner;

QsSigner   *qs_signer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        qs_signer_free (QsSigner *self);

GPtrArray  *qs_signer_sign (QsSigner            *self,
                            const QsSignRequest *request,
                            QsCredentials       *credentials,
                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_signer_presign (QsSigner            *self,
                               const QsSignRequest *request,
                               QsCredentials       *credentials,
                               guint                seconds,
                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_signer_get_canonical_request (QsSigner *self);
const char *qs_signer_get_string_to_sign (QsSigner *self);
const char *qs_signer_get_signature (QsSigner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSigner, qs_signer_free)

G_END_DECLS
