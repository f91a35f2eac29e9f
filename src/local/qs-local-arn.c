#include "qs-local-arn.h"

#include <string.h>

#define PREFIX "arn:aws:batch:local:000000000000:"

/**
 * qs_local_arn_new:
 * @kind: one of the kinds above
 *
 * Returns: (transfer full): the ARN of the thing called @name.
 */
char *
qs_local_arn_new (const char *kind,
                  const char *name)
{
  return g_strconcat (PREFIX, kind, "/", name, NULL);
}

/**
 * qs_local_arn_strip:
 * @text: a name, or an ARN of @kind
 *
 * Returns: (transfer none): the name, a part of @text. What is an ARN of something else comes back
 *   whole, and so is not found under any name.
 */
const char *
qs_local_arn_strip (const char *kind,
                    const char *text)
{
  const gsize length = strlen (kind);

  if (!g_str_has_prefix (text, PREFIX))
    return text;
  if (!g_str_has_prefix (text + strlen (PREFIX), kind) || text[strlen (PREFIX) + length] != '/')
    return text;

  return text + strlen (PREFIX) + length + 1;
}
