#include "qs-sha256.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#define BLOCK_SIZE 64

struct _QsSha256
{
  EVP_MD_CTX *context;
};

struct _QsHmacKey
{
  EVP_MD_CTX *inner;
  EVP_MD_CTX *outer;
};

/* Looked up once: EVP_sha256() alone would be looked up again by every digest. */
static const EVP_MD *
get_algorithm (void)
{
  static EVP_MD *algorithm;

  if (g_once_init_enter_pointer (&algorithm))
    g_once_init_leave_pointer (&algorithm, EVP_MD_fetch (NULL, "SHA256", NULL));

  return algorithm;
}

/* SHA-256 of bytes in memory can fail for want of memory or of any OpenSSL provider only. */
static void
require (int result)
{
  if (G_UNLIKELY (result != 1))
    g_error ("OpenSSL cannot compute SHA-256");
}

static EVP_MD_CTX *
make_context (void)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  require (context != NULL && EVP_DigestInit_ex2 (context, get_algorithm (), NULL));
  return context;
}

/**
 * qs_sha256_new:
 *
 * Returns: (transfer full): what computes digests, one after the other.
 */
QsSha256 *
qs_sha256_new (void)
{
  QsSha256 *self = g_new0 (QsSha256, 1);

  self->context = make_context ();
  return self;
}

void
qs_sha256_free (QsSha256 *self)
{
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

/**
 * qs_sha256_digest:
 * @digest: (out caller-allocates): the digest of @length bytes of @data
 */
void
qs_sha256_digest (QsSha256     *self,
                  const void   *data,
                  gsize         length,
                  unsigned char digest[QS_SHA256_SIZE])
{
  require (EVP_DigestInit_ex2 (self->context, get_algorithm (), NULL) &&
           EVP_DigestUpdate (self->context, data, length) &&
           EVP_DigestFinal_ex (self->context, digest, NULL));
}

/**
 * qs_sha256_hex:
 * @hex: (out caller-allocates): the digest of @length bytes of @data in lower-case hexadecimal
 */
void
qs_sha256_hex (QsSha256   *self,
               const void *data,
               gsize       length,
               char        hex[QS_SHA256_HEX_SIZE + 1])
{
  unsigned char digest[QS_SHA256_SIZE];

  qs_sha256_digest (self, data, length, digest);
  qs_digest_to_hex (digest, hex);
}

/* The state after hashing the key's block, each byte turned by @pad. */
static EVP_MD_CTX *
make_pad (const unsigned char block[BLOCK_SIZE],
          unsigned char       pad)
{
  EVP_MD_CTX *context = make_context ();
  unsigned char padded[BLOCK_SIZE];

  for (gsize i = 0; i < BLOCK_SIZE; i++)
    padded[i] = block[i] ^ pad;

  require (EVP_DigestUpdate (context, padded, sizeof padded));
  OPENSSL_cleanse (padded, sizeof padded);
  return context;
}

/**
 * qs_hmac_key_new:
 * @key: (array length=length): the key, of any length
 *
 * Returns: (transfer full): the key, ready to be used any number of times.
 */
QsHmacKey *
qs_hmac_key_new (const void *key,
                 gsize       length)
{
  QsHmacKey *self = g_new0 (QsHmacKey, 1);
  unsigned char block[BLOCK_SIZE] = { 0 };

  if (length > sizeof block)
    require (EVP_Digest (key, length, block, NULL, get_algorithm (), NULL));
  else
    memcpy (block, key, length);

  self->inner = make_pad (block, 0x36);
  self->outer = make_pad (block, 0x5c);
  OPENSSL_cleanse (block, sizeof block);

  return self;
}

/* OpenSSL wipes the states as it frees them. */
void
qs_hmac_key_free (QsHmacKey *self)
{
  EVP_MD_CTX_free (self->inner);
  EVP_MD_CTX_free (self->outer);
  g_free (self);
}

/**
 * qs_hmac_key_digest:
 * @sha256: what computes
 * @digest: (out caller-allocates): the HMAC of @length bytes of @data; may be @data
 */
void
qs_hmac_key_digest (const QsHmacKey *self,
                    QsSha256        *sha256,
                    const void      *data,
                    gsize            length,
                    unsigned char    digest[QS_SHA256_SIZE])
{
  EVP_MD_CTX *context = sha256->context;

  require (EVP_MD_CTX_copy_ex (context, self->inner) &&
           EVP_DigestUpdate (context, data, length) &&
           EVP_DigestFinal_ex (context, digest, NULL) &&
           EVP_MD_CTX_copy_ex (context, self->outer) &&
           EVP_DigestUpdate (context, digest, QS_SHA256_SIZE) &&
           EVP_DigestFinal_ex (context, digest, NULL));
}

/**
 * qs_digest_to_hex:
 * @hex: (out caller-allocates): @digest in lower-case hexadecimal, ended by a NUL
 */
void
qs_digest_to_hex (const unsigned char digest[QS_SHA256_SIZE],
                  char                hex[QS_SHA256_HEX_SIZE + 1])
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < QS_SHA256_SIZE; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[QS_SHA256_HEX_SIZE] = '\0';
}
