#include "qs-signer.h"

#include <string.h>

#include "qs-header-name.h"
#include "qs-secret.h"
#include "qs-signature.h"
#include "qs-signing-keys.h"
#include "qs-uri-encode.h"

#define DAYS (24 * 60 * 60)
#define MAX_LIFETIME (7 * DAYS)

#define DATE_HEADER "X-Amz-Date"
#define HASH_HEADER "x-amz-content-sha256"
#define TOKEN_HEADER "X-Amz-Security-Token"

struct _QsSigner
{
  QsSha256      *sha256;
  QsSigningKeys *keys;

  /* Of the last signature; used again by the next. */
  GString       *canonical_request;
  GString       *signed_headers;
  GString       *string_to_sign;
  GPtrArray     *headers;       /* borrowed; for the length of a call */
  char           signature[QS_SHA256_HEX_SIZE + 1];

  gint64         second;        /* the one that @time is the text of */
  char           time[QS_SIGN_TIME_SIZE];
};

/**
 * qs_signer_new:
 *
 * Returns: (transfer full): a signer that has no key yet.
 */
QsSigner *
qs_signer_new (void)
{
  QsSigner *self = g_new0 (QsSigner, 1);

  self->sha256 = qs_sha256_new ();
  self->keys = qs_signing_keys_new ();
  self->canonical_request = g_string_sized_new (1024);
  self->signed_headers = g_string_sized_new (128);
  self->string_to_sign = g_string_sized_new (256);
  self->headers = g_ptr_array_new ();
  self->second = G_MININT64;

  return self;
}

/* A canonical request holds the session token. */
static void
free_wiped (GString *text)
{
  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

void
qs_signer_free (QsSigner *self)
{
  qs_sha256_free (self->sha256);
  qs_signing_keys_free (self->keys);
  free_wiped (self->canonical_request);
  g_string_free (self->signed_headers, TRUE);
  g_string_free (self->string_to_sign, TRUE);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

/* Many requests are signed within the same second. */
static void
set_time (QsSigner *self,
          gint64    time)
{
  if (self->second == time / 1000)
    return;

  self->second = time / 1000;
  qs_sign_time_format (time, self->time);
}

static const char *
find_header (GPtrArray  *headers,
             const char *name)
{
  for (guint i = 0; headers != NULL && i + 1 < headers->len; i += 2)
    if (qs_header_name_equal (g_ptr_array_index (headers, i), name))
      return g_ptr_array_index (headers, i + 1);

  return NULL;
}

/* What stands for the body in the canonical request: what the caller says, a word, or its hash. */
static const char *
hash_body (QsSigner            *self,
           const QsSignRequest *request,
           gboolean             may_omit,
           char                 hash[QS_SHA256_HEX_SIZE + 1])
{
  const char *given = find_header (request->headers, HASH_HEADER);
  gsize length = 0;
  const void *data;

  if (given != NULL)
    return given;
  if ((request->flags & QS_SIGN_UNSIGNED_BODY) != 0 && may_omit)
    return "UNSIGNED-PAYLOAD";

  data = request->body != NULL ? g_bytes_get_data (request->body, &length) : NULL;
  qs_sha256_hex (self->sha256, data != NULL ? data : "", length, hash);
  return hash;
}

/* All three steps; leaves their results in @self. */
static gboolean
compute (QsSigner            *self,
         const QsSignRequest *request,
         const char          *url,
         GPtrArray           *headers,
         const char          *body_hash,
         QsSigningKey         key,
         GError             **error)
{
  g_string_truncate (self->canonical_request, 0);
  g_string_truncate (self->signed_headers, 0);
  g_string_truncate (self->string_to_sign, 0);

  if (!qs_canonical_request_append (self->canonical_request, self->signed_headers,
                                    request->method, url, headers, body_hash, request->flags,
                                    error))
    return FALSE;

  qs_string_to_sign_append (self->string_to_sign, self->sha256, self->time, key.scope,
                            self->canonical_request);
  qs_signature_compute (key.key, self->sha256, self->string_to_sign, self->signature);

  return TRUE;
}

static void
add_header (GPtrArray  *headers,
            const char *name,
            const char *value)
{
  g_ptr_array_add (headers, g_strdup (name));
  g_ptr_array_add (headers, g_strdup (value));
}

/* Fills @merged with the request's own headers but those that are about to be added, and these. */
static void
merge_headers (GPtrArray *merged,
               GPtrArray *own,
               GPtrArray *added,
               gboolean   has_token)
{
  g_ptr_array_set_size (merged, 0);
  for (guint i = 0; own != NULL && i + 1 < own->len; i += 2)
    {
      char *name = g_ptr_array_index (own, i);

      if (find_header (added, name) != NULL ||
          (has_token && qs_header_name_equal (name, TOKEN_HEADER)))
        continue;
      g_ptr_array_add (merged, name);
      g_ptr_array_add (merged, g_ptr_array_index (own, i + 1));
    }
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (merged, g_ptr_array_index (added, i));
}

static void
add_authorization (QsSigner      *self,
                   GPtrArray     *headers,
                   QsCredentials *credentials,
                   const char    *scope)
{
  g_ptr_array_add (headers, g_strdup ("Authorization"));
  g_ptr_array_add (headers,
                   g_strconcat ("AWS4-HMAC-SHA256 Credential=",
                                qs_credentials_get_access_key_id (credentials), "/", scope,
                                ", SignedHeaders=", self->signed_headers->str,
                                ", Signature=", self->signature, NULL));
}

/**
 * qs_signer_sign:
 *
 * Signs a request in its headers. A header that is added takes the place of one that is there. A
 * body that goes over plain http is always signed, whatever the flags say: nothing else protects it.
 *
 * Returns: (transfer full) (element-type utf8): the headers to add, name, value, name, value…:
 *   X-Amz-Date, Authorization, and as the credentials and flags want it X-Amz-Security-Token and
 *   x-amz-content-sha256; %NULL with %QS_SIGN_ERROR.
 */
GPtrArray *
qs_signer_sign (QsSigner            *self,
                const QsSignRequest *request,
                QsCredentials       *credentials,
                GError             **error)
{
  const char *token = qs_credentials_get_session_token (credentials);
  g_autoptr(GPtrArray) added = g_ptr_array_new_full (8, qs_secret_free);
  char hash[QS_SHA256_HEX_SIZE + 1];
  gboolean over_tls = g_str_has_prefix (request->url, "https:");
  const char *body_hash = hash_body (self, request, over_tls, hash);
  QsSigningKey key;

  set_time (self, request->time);
  key = qs_signing_keys_get (self->keys, credentials, self->time, request->region,
                             request->service);

  add_header (added, DATE_HEADER, self->time);
  if ((request->flags & (QS_SIGN_HASH_HEADER | QS_SIGN_UNSIGNED_BODY)) != 0)
    add_header (added, HASH_HEADER, body_hash);
  if (token != NULL && (request->flags & QS_SIGN_TOKEN_AFTER) == 0)
    add_header (added, TOKEN_HEADER, token);

  merge_headers (self->headers, request->headers, added, token != NULL);
  if (!compute (self, request, request->url, self->headers, body_hash, key, error))
    return NULL;

  if (token != NULL && (request->flags & QS_SIGN_TOKEN_AFTER) != 0)
    add_header (added, TOKEN_HEADER, token);
  add_authorization (self, added, credentials, key.scope);

  return g_steal_pointer (&added);
}

static void
append_parameter (GString    *url,
                  const char *name,
                  const char *value)
{
  if (url->str[url->len - 1] != '?')
    g_string_append_c (url, '&');
  g_string_append (url, name);
  g_string_append_c (url, '=');
  qs_uri_encode_append (url, value, strlen (value));
}

/* The URL up to its fragment, ready for more of a query. */
static GString *
begin_url (const char *url)
{
  GString *text = g_string_new_len (url, (gssize) strcspn (url, "#"));

  if (strchr (text->str, '?') == NULL)
    g_string_append_c (text, '?');

  return text;
}

/* Everything that a signed URL says but the signature, in botocore's order. */
static GString *
make_url (QsSigner            *self,
          const QsSignRequest *request,
          QsCredentials       *credentials,
          const char          *scope,
          guint                seconds)
{
  g_autofree char *credential = g_strdup_printf ("%s/%s",
                                                 qs_credentials_get_access_key_id (credentials),
                                                 scope);
  g_autofree char *expires = g_strdup_printf ("%u", seconds);
  g_autoptr(GString) names = g_string_new (NULL);
  GString *url = begin_url (request->url);

  qs_signed_headers_append (names, request->headers);
  append_parameter (url, "X-Amz-Algorithm", "AWS4-HMAC-SHA256");
  append_parameter (url, "X-Amz-Credential", credential);
  append_parameter (url, "X-Amz-Date", self->time);
  append_parameter (url, "X-Amz-Expires", expires);
  append_parameter (url, "X-Amz-SignedHeaders", names->str);

  return url;
}

/* Nobody signs for longer than their own credentials are good. */
static gboolean
limit_lifetime (const QsSignRequest *request,
                QsCredentials       *credentials,
                guint               *seconds,
                GError             **error)
{
  gint64 expires_at = qs_credentials_get_expires_at (credentials);
  gint64 left = expires_at > 0 ? (expires_at - request->time) / 1000 : MAX_LIFETIME;

  if (*seconds == 0 || *seconds > MAX_LIFETIME || left <= 0)
    {
      g_set_error (error, QS_SIGN_ERROR, QS_SIGN_ERROR_LIFETIME,
                   left <= 0 ? "The credentials have expired"
                             : "A signed address is good for 1 s to 7 days, not for %u s",
                   *seconds);
      return FALSE;
    }

  *seconds = (guint) MIN (*seconds, left);
  return TRUE;
}

/**
 * qs_signer_presign:
 * @seconds: for how long, up to seven days and to the end of the credentials
 *
 * Signs a request in its URL, so that whoever has the URL may send it. Of the flags,
 * %QS_SIGN_HASH_HEADER does nothing. What S3 is sent is never known beforehand: give
 * %QS_SIGN_UNSIGNED_BODY for it.
 *
 * Returns: (transfer full): the URL; %NULL with %QS_SIGN_ERROR.
 */
char *
qs_signer_presign (QsSigner            *self,
                   const QsSignRequest *request,
                   QsCredentials       *credentials,
                   guint                seconds,
                   GError             **error)
{
  const char *token = qs_credentials_get_session_token (credentials);
  gboolean token_after = (request->flags & QS_SIGN_TOKEN_AFTER) != 0;
  g_autoptr(GString) url = NULL;
  char hash[QS_SHA256_HEX_SIZE + 1];
  QsSigningKey key;

  if (!limit_lifetime (request, credentials, &seconds, error))
    return NULL;

  set_time (self, request->time);
  key = qs_signing_keys_get (self->keys, credentials, self->time, request->region,
                             request->service);

  url = make_url (self, request, credentials, key.scope, seconds);
  if (token != NULL && !token_after)
    append_parameter (url, TOKEN_HEADER, token);
  if (!compute (self, request, url->str, request->headers,
                hash_body (self, request, TRUE, hash), key,
                error))
    return NULL;

  if (token != NULL && token_after)
    append_parameter (url, TOKEN_HEADER, token);
  append_parameter (url, "X-Amz-Signature", self->signature);

  return g_string_free_and_steal (g_steal_pointer (&url));
}

/**
 * qs_signer_get_canonical_request:
 *
 * Returns: the canonical request of the last signature, to be held beside the one that AWS
 *   expected. It has the session token in it.
 */
const char *
qs_signer_get_canonical_request (QsSigner *self)
{
  return self->canonical_request->str;
}

/**
 * qs_signer_get_string_to_sign:
 *
 * Returns: the string to sign of the last signature.
 */
const char *
qs_signer_get_string_to_sign (QsSigner *self)
{
  return self->string_to_sign->str;
}

/**
 * qs_signer_get_signature:
 *
 * Returns: the last signature, in hexadecimal.
 */
const char *
qs_signer_get_signature (QsSigner *self)
{
  return self->signature;
}
