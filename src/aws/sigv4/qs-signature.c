#include "qs-signature.h"

#include <string.h>
#include <time.h>

#include <openssl/crypto.h>

/* Of a time only the day is part of a scope. */
#define DAY_LENGTH 8

/**
 * qs_sign_time_format:
 * @time: milliseconds since the epoch
 * @text: (out caller-allocates): "20150830T123600Z"
 */
void
qs_sign_time_format (gint64 time,
                     char   text[QS_SIGN_TIME_SIZE])
{
  const time_t seconds = (time_t) (time / 1000);
  struct tm parts;

  g_return_if_fail (gmtime_r (&seconds, &parts) != NULL);

  strftime (text, QS_SIGN_TIME_SIZE, "%Y%m%dT%H%M%SZ", &parts);
}

/**
 * qs_sign_scope_new:
 * @time: "20150830T123600Z"
 *
 * Returns: (transfer full): what a signature is good for,
 *   "20150830/eu-central-1/batch/aws4_request".
 */
char *
qs_sign_scope_new (const char *time,
                   const char *region,
                   const char *service)
{
  return g_strdup_printf ("%.*s/%s/%s/aws4_request", DAY_LENGTH, time, region, service);
}

/* One step of the derivation: @digest becomes the HMAC of @text by the key that it was. */
static void
derive (unsigned char digest[QS_SHA256_SIZE],
        QsSha256     *sha256,
        const char   *text,
        gsize         length)
{
  g_autoptr(QsHmacKey) key = qs_hmac_key_new (digest, QS_SHA256_SIZE);

  qs_hmac_key_digest (key, sha256, text, length, digest);
}

/**
 * qs_signing_key_new:
 * @time: "20150830T123600Z", of which the day counts
 *
 * Returns: (transfer full): the key of these credentials for one day, region and service.
 */
QsHmacKey *
qs_signing_key_new (QsCredentials *credentials,
                    const char    *time,
                    const char    *region,
                    const char    *service)
{
  g_autoptr(QsSha256) sha256 = qs_sha256_new ();
  const char *secret = qs_credentials_get_secret_access_key (credentials);
  g_autofree char *start = g_strconcat ("AWS4", secret, NULL);
  g_autoptr(QsHmacKey) secret_key = qs_hmac_key_new (start, strlen (start));
  unsigned char digest[QS_SHA256_SIZE];
  QsHmacKey *key;

  qs_hmac_key_digest (secret_key, sha256, time, DAY_LENGTH, digest);
  derive (digest, sha256, region, strlen (region));
  derive (digest, sha256, service, strlen (service));
  derive (digest, sha256, "aws4_request", strlen ("aws4_request"));
  key = qs_hmac_key_new (digest, sizeof digest);

  OPENSSL_cleanse (start, strlen (start));
  OPENSSL_cleanse (digest, sizeof digest);
  return key;
}

/**
 * qs_string_to_sign_append:
 * @time: "20150830T123600Z"
 * @scope: of qs_sign_scope_new()
 *
 * Appends the string to sign of a canonical request.
 */
void
qs_string_to_sign_append (GString       *text,
                          QsSha256      *sha256,
                          const char    *time,
                          const char    *scope,
                          const GString *canonical_request)
{
  char hash[QS_SHA256_HEX_SIZE + 1];

  qs_sha256_hex (sha256, canonical_request->str, canonical_request->len, hash);

  g_string_append (text, "AWS4-HMAC-SHA256\n");
  g_string_append (text, time);
  g_string_append_c (text, '\n');
  g_string_append (text, scope);
  g_string_append_c (text, '\n');
  g_string_append_len (text, hash, QS_SHA256_HEX_SIZE);
}

/**
 * qs_signature_compute:
 * @key: of qs_signing_key_new()
 * @hex: (out caller-allocates): the signature in lower-case hexadecimal
 */
void
qs_signature_compute (const QsHmacKey *key,
                      QsSha256        *sha256,
                      const GString   *string_to_sign,
                      char             hex[QS_SHA256_HEX_SIZE + 1])
{
  unsigned char digest[QS_SHA256_SIZE];

  qs_hmac_key_digest (key, sha256, string_to_sign->str, string_to_sign->len, digest);
  qs_digest_to_hex (digest, hex);
}
