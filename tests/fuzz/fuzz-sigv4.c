#include <stdint.h>
#include <string.h>

#include "qs-signer.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static const QsSignFlags all_flags[] = {
  QS_SIGN_DEFAULT, QS_SIGN_S3, QS_SIGN_ENCODE_ONCE, QS_SIGN_KEEP_PATH | QS_SIGN_TOKEN_AFTER,
};

/* Each line after the first is a header. */
static GPtrArray *
read_headers (char **lines)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      gsize length = strcspn (lines[i], ":");

      g_ptr_array_add (headers, g_strndup (lines[i], length));
      g_ptr_array_add (headers, g_strdup (lines[i] + length + (lines[i][length] != '\0' ? 1 : 0)));
    }

  return headers;
}

static guint
count (const char *text,
       char        mark)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == mark ? 1 : 0;

  return n;
}

/* A line for each header that is signed, and the six others; nothing can add one. */
static void
check_lines (QsSigner *signer)
{
  const char *text = qs_signer_get_canonical_request (signer);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  g_assert_cmpuint (n_lines, >=, 7);
  g_assert_cmpuint (count (lines[n_lines - 2], ';') + 1, ==, n_lines - 6);
}

/* A path and a query that are canonical stay as they are. */
static void
check_again (QsSigner      *signer,
             QsSignRequest  request,
             QsCredentials *credentials)
{
  g_auto(GStrv) before = g_strsplit (qs_signer_get_canonical_request (signer), "\n", 4);
  g_autofree char *url = g_strconcat ("https://example.com", before[1], "?", before[2], NULL);
  g_autoptr(GPtrArray) added = NULL;
  g_auto(GStrv) after = NULL;

  if ((request.flags & QS_SIGN_ENCODE_ONCE) == 0)
    return;

  request.url = url;
  added = qs_signer_sign (signer, &request, credentials, NULL);
  g_assert_nonnull (added);
  after = g_strsplit (qs_signer_get_canonical_request (signer), "\n", 4);
  g_assert_cmpstr (after[1], ==, before[1]);
  g_assert_cmpstr (after[2], ==, before[2]);
}

static void
try_signing (QsSigner      *signer,
             QsSignRequest  request,
             QsCredentials *credentials)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = qs_signer_sign (signer, &request, credentials, &error);
  g_autofree char *url = NULL;

  g_assert_true ((added == NULL) == (error != NULL));
  if (added == NULL)
    return;

  check_lines (signer);
  check_again (signer, request, credentials);

  url = qs_signer_presign (signer, &request, credentials, 60, &error);
  g_assert_no_error (error);
  check_lines (signer);
  g_assert_true (g_str_has_suffix (url, qs_signer_get_signature (signer)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) headers = read_headers (lines);
  g_autoptr(GBytes) body = g_bytes_new (data, size);
  g_autoptr(QsCredentials) credentials = qs_credentials_new ("AKID", "secret", "token/+=", 0);
  g_autoptr(QsSigner) signer = qs_signer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all_flags); i++)
    {
      QsSignRequest request = {
        .method = "PUT", .url = lines[0] != NULL ? lines[0] : "", .headers = headers, .body = body,
        .region = "us-east-1", .service = "s3", .time = 1440938160000, .flags = all_flags[i],
      };

      try_signing (signer, request, credentials);
    }

  return 0;
}
