/*
 * bench-signatures SIDE [COUNT]: signatures a second of CPU, as a line "per_second FIGURE".
 *
 * Of one side: "quayside" signs a SubmitJob of 1 KiB, a new body each time, and makes the headers;
 * "openssl" computes what no signer can do without, two SHA-256 and one HMAC with a kept key, by
 * the barest functions.
 */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/sha.h>

#include "qs-signer.h"

#define BODY_SIZE 1024
#define CANONICAL_SIZE 330
#define STRING_TO_SIGN_SIZE 150
#define BLOCK_SIZE 64

static char body[BODY_SIZE];

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* So that nothing can be computed once for all. */
static void
change_body (guint turn)
{
  memcpy (body, &turn, sizeof turn);
}

static void
sign (QsSigner      *signer,
      QsCredentials *credentials,
      GPtrArray     *headers,
      guint          count)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, sizeof body);
  QsSignRequest request = {
    .method = "POST",
    .url = "https://batch.us-east-1.amazonaws.com/v1/submitjob",
    .headers = headers,
    .body = bytes,
    .region = "us-east-1",
    .service = "batch",
  };

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(GPtrArray) added = NULL;

      change_body (i);
      request.time = g_get_real_time () / 1000;
      added = qs_signer_sign (signer, &request, credentials, NULL);
      if (added == NULL)
        abort ();
    }
}

static void
run_quayside (guint count)
{
  static const char *pairs[] = { "Content-Type", "application/json" };
  g_autoptr(QsSigner) signer = qs_signer_new ();
  g_autoptr(QsCredentials) credentials = qs_credentials_new (
    "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", NULL, 0);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_from_array ((gpointer *) pairs, 2, NULL, NULL,
                                                             NULL);

  sign (signer, credentials, headers, count);
}

static void
hash (const void    *data,
      gsize          length,
      unsigned char *digest)
{
  SHA256_CTX state;

  SHA256_Init (&state);
  SHA256_Update (&state, data, length);
  SHA256_Final (digest, &state);
}

static SHA256_CTX
make_pad (char pad)
{
  char block[BLOCK_SIZE];
  SHA256_CTX state;

  memset (block, pad, sizeof block);
  SHA256_Init (&state);
  SHA256_Update (&state, block, sizeof block);
  return state;
}

static void
run_openssl (guint count)
{
  const SHA256_CTX inner = make_pad (0x36), outer = make_pad (0x5c);
  char canonical[CANONICAL_SIZE] = { 0 };
  char string_to_sign[STRING_TO_SIGN_SIZE] = { 0 };
  unsigned char digest[SHA256_DIGEST_LENGTH];

  for (guint i = 0; i < count; i++)
    {
      SHA256_CTX state = inner;

      change_body (i);
      hash (body, sizeof body, digest);
      memcpy (canonical, digest, sizeof digest);
      hash (canonical, sizeof canonical, digest);
      memcpy (string_to_sign, digest, sizeof digest);
      SHA256_Update (&state, string_to_sign, sizeof string_to_sign);
      SHA256_Final (digest, &state);
      state = outer;
      SHA256_Update (&state, digest, sizeof digest);
      SHA256_Final (digest, &state);
      body[BODY_SIZE - 1] = (char) digest[0];
    }
}

int
main (int   argc,
      char *argv[])
{
  guint count = argc > 2 ? (guint) atoi (argv[2]) : 500000;
  double start = get_seconds ();

  if (argc > 1 && strcmp (argv[1], "quayside") == 0)
    run_quayside (count);
  else if (argc > 1 && strcmp (argv[1], "openssl") == 0)
    run_openssl (count);
  else
    {
      fputs ("usage: bench-signatures quayside|openssl [COUNT]\n", stderr);
      return 2;
    }

  printf ("per_second %.0f\n", count / (get_seconds () - start));
  return 0;
}
