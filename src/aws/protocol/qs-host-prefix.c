#include "qs-host-prefix.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-json.h"
#include "qs-protocol.h"

/* Nothing that ends a host name, or gives the request to another host, may come from a member. */
static gboolean
is_host_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
      return FALSE;

  return text[0] != '\0';
}

static gboolean
append_label (GString    *out,
              const char *name,
              JsonObject *input,
              GError    **error)
{
  const char *value = qs_json_get_string (input, name, NULL);

  if (value != NULL && is_host_text (value))
    {
      g_string_append (out, value);
      return TRUE;
    }

  g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT,
               _("%s is required and must be letters, digits, hyphens and periods: it is part of "
                 "the host name"), name);
  return FALSE;
}

/**
 * qs_host_prefix_expand:
 * @prefix: (out) (transfer full) (nullable): the prefix, %NULL when the operation has none
 *
 * Returns: whether its labels could be filled; if not, %QS_PROTOCOL_ERROR_INVALID_INPUT.
 */
gboolean
qs_host_prefix_expand (const QsOperation *operation,
                       JsonObject        *input,
                       char             **prefix,
                       GError           **error)
{
  JsonObject *endpoint = qs_json_get_object (qs_operation_get_traits (operation), "endpoint");
  const char *rest = qs_json_get_string (endpoint, "hostPrefix", NULL);
  g_autoptr(GString) out = NULL;
  const char *start;
  const char *end;

  if (rest == NULL)
    return TRUE;

  out = g_string_new (NULL);
  while ((start = strchr (rest, '{')) != NULL && (end = strchr (start, '}')) != NULL)
    {
      g_autofree char *name = g_strndup (start + 1, end - start - 1);

      g_string_append_len (out, rest, start - rest);
      if (!append_label (out, name, input, error))
        return FALSE;
      rest = end + 1;
    }
  g_string_append (out, rest);

  *prefix = g_string_free_and_steal (g_steal_pointer (&out));
  return TRUE;
}
