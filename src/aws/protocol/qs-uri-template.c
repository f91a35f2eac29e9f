#include "qs-uri-template.h"

#include <string.h>

#include "qs-query-string.h"

/**
 * qs_uri_template_expand:
 * @labels: name of a label, without its plus sign → text
 * @missing: (out) (transfer full): the label that has no text, or an empty one that would change
 *   the path: "/v1/tags/" is another resource than "/v1/tags/{resourceArn}"
 *
 * Returns: (transfer full) (nullable): the encoded path and query, or %NULL with @missing.
 */
char *
qs_uri_template_expand (const char *uri_template,
                        GHashTable *labels,
                        char      **missing)
{
  g_autoptr(GString) uri = g_string_new (NULL);
  const char *rest = uri_template;
  const char *start;
  const char *end;

  while ((start = strchr (rest, '{')) != NULL && (end = strchr (start, '}')) != NULL)
    {
      gboolean greedy = end[-1] == '+';
      g_autofree char *name = g_strndup (start + 1, end - start - 1 - (greedy ? 1 : 0));
      const char *value = g_hash_table_lookup (labels, name);

      if (value == NULL || value[0] == '\0')
        {
          *missing = g_steal_pointer (&name);
          return NULL;
        }
      g_string_append_len (uri, rest, start - rest);
      qs_percent_encode (uri, value, greedy ? "/" : "");
      rest = end + 1;
    }
  g_string_append (uri, rest);

  return g_string_free_and_steal (g_steal_pointer (&uri));
}
