#include "qs-wire-digest.h"

#include "qs-json.h"

static gboolean
is_required (const QsOperation *operation)
{
  JsonObject *traits = qs_operation_get_traits (operation);
  JsonObject *checksum = qs_json_get_object (traits, "httpChecksum");

  return qs_json_get_bool (traits, "httpChecksumRequired", FALSE) ||
         qs_json_get_bool (checksum, "requestChecksumRequired", FALSE);
}

/* The caller may have computed one, in any of the ways there are. */
static gboolean
has_digest (QsWireRequest *request)
{
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    {
      const char *name = g_ptr_array_index (request->headers, i);

      if (g_ascii_strcasecmp (name, "Content-MD5") == 0 ||
          g_ascii_strncasecmp (name, "x-amz-checksum-", strlen ("x-amz-checksum-")) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * qs_wire_digest_add:
 *
 * Adds Content-MD5 (RFC 1864) where the model of @operation requires a digest and there is none. It
 * is against accidents on the way; that nobody changes the body the signature sees to.
 */
void
qs_wire_digest_add (QsWireRequest     *request,
                    const QsOperation *operation)
{
  g_autoptr(GChecksum) checksum = NULL;
  unsigned char digest[16];
  gsize length = sizeof digest;
  g_autofree char *text = NULL;

  g_return_if_fail (request != NULL);
  g_return_if_fail (operation != NULL);

  if (!is_required (operation) || has_digest (request))
    return;

  checksum = g_checksum_new (G_CHECKSUM_MD5);
  if (request->body != NULL)
    g_checksum_update (checksum, g_bytes_get_data (request->body, NULL),
                       g_bytes_get_size (request->body));
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  qs_wire_request_add_header (request, "Content-MD5", text);
}
