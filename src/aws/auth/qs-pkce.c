#include "qs-pkce.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define MAX_RANDOM 96
#define SHA256_SIZE 32

/* RFC 4648, section 5, without padding. */
static char *
encode (const guint8 *bytes,
        gsize         length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * qs_pkce_dup_random:
 * @n_bytes: at most 96; 48 make a verifier of 64 characters
 *
 * Returns: (transfer full): so many bytes that nobody can guess, as text that needs no escaping.
 */
char *
qs_pkce_dup_random (guint n_bytes)
{
  guint8 bytes[MAX_RANDOM];
  char *text;

  g_return_val_if_fail (n_bytes <= MAX_RANDOM, NULL);

  /* Up to 256 bytes come whole. There is no login without them, and no computer. */
  if (getrandom (bytes, n_bytes, 0) != (ssize_t) n_bytes)
    g_error ("No random numbers: %s", g_strerror (errno));

  text = encode (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);
  return text;
}

/**
 * qs_pkce_dup_challenge:
 *
 * Returns: (transfer full): the challenge of method S256 that belongs to @verifier.
 */
char *
qs_pkce_dup_challenge (const char *verifier)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[SHA256_SIZE];
  gsize length = sizeof digest;

  g_return_val_if_fail (verifier != NULL, NULL);

  g_checksum_update (checksum, (const guint8 *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);
  return encode (digest, length);
}
