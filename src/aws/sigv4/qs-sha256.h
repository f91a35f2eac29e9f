#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_SHA256_SIZE 32
#define QS_SHA256_HEX_SIZE 64

/**
 * QsSha256:
 *
 * SHA-256 and HMAC-SHA-256 by OpenSSL, without looking the algorithm up or allocating for each
 * digest: signing hashes a few hundred bytes at a time, so that either would cost more than the
 * hashing itself.
 *
 * Threading: one thread at a time. Ownership: freed by qs_sha256_free().
 */
typedef struct _QsSha256 QsSha256;

/**
 * QsHmacKey:
 *
 * A key of HMAC-SHA-256 (RFC 2104), kept as the two states that hashing its padded forms leads to:
 * half of the work of an HMAC over a short text depends on the key alone. Wiped when freed.
 *
 * Threading: immutable, any thread.
 */
typedef struct _QsHmacKey QsHmacKey;

QsSha256  *qs_sha256_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       qs_sha256_free (QsSha256 *self);

void       qs_sha256_digest (QsSha256     *self,
                             const void   *data,
                             gsize         length,
                             unsigned char digest[QS_SHA256_SIZE]);
void       qs_sha256_hex (QsSha256   *self,
                          const void *data,
                          gsize       length,
                          char        hex[QS_SHA256_HEX_SIZE + 1]);

QsHmacKey *qs_hmac_key_new (const void *key,
                            gsize       length) G_GNUC_WARN_UNUSED_RESULT;
void       qs_hmac_key_free (QsHmacKey *self);

void       qs_hmac_key_digest (const QsHmacKey *self,
                               QsSha256        *sha256,
                               const void      *data,
                               gsize            length,
                               unsigned char    digest[QS_SHA256_SIZE]);

void       qs_digest_to_hex (const unsigned char digest[QS_SHA256_SIZE],
                             char                hex[QS_SHA256_HEX_SIZE + 1]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSha256, qs_sha256_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsHmacKey, qs_hmac_key_free)

G_END_DECLS
