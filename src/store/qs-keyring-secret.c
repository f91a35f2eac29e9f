#include "qs-keyring-secret.h"

#include <libsecret/secret.h>
#include <string.h>

#define MARK "{\"revision\":\"%s\""

static GBytes *
copy_data (const char *data,
           gsize       length)
{
  SecretValue *value = secret_value_new (data, length, "application/json");

  return g_bytes_new_with_free_func (secret_value_get (value, NULL), length, secret_value_unref,
                                     value);
}

GBytes *
qs_keyring_secret_copy (GBytes *secret)
{
  gsize length;
  const char *data = g_bytes_get_data (secret, &length);

  return copy_data (data, length);
}

/**
 * qs_keyring_secret_mark:
 * @secret: a JSON object
 * @mark: such as a UUID: nothing that JSON would have to escape
 *
 * Returns: (transfer full): the same secret with the mark as its first member.
 */
GBytes *
qs_keyring_secret_mark (GBytes     *secret,
                        const char *mark)
{
  g_autofree char *start = g_strdup_printf (MARK, mark);
  gsize start_length = strlen (start);
  gsize length;
  const char *data = g_bytes_get_data (secret, &length);
  g_autofree char *text = NULL;
  gsize rest;
  GBytes *marked;

  for (rest = 0; rest < length && data[rest] != '{'; rest++)
    continue;
  for (rest = MIN (rest + 1, length); rest < length && g_ascii_isspace (data[rest]); rest++)
    continue;

  text = g_malloc (start_length + 1 + length - rest);
  memcpy (text, start, start_length);
  if (rest < length && data[rest] != '}')
    text[start_length++] = ',';
  memcpy (text + start_length, data + rest, length - rest);

  marked = copy_data (text, start_length + length - rest);
  explicit_bzero (text, start_length + length - rest);
  return marked;
}

gboolean
qs_keyring_secret_has_mark (GBytes     *secret,
                            const char *mark)
{
  g_autofree char *start = g_strdup_printf (MARK, mark);
  gsize length;
  const char *data = g_bytes_get_data (secret, &length);

  return length >= strlen (start) && memcmp (data, start, strlen (start)) == 0;
}
