#include "qs-request.h"

#include <string.h>

#include "qs-batch-rules.h"

/* The structure that holds what is at @path, which is resolved; NULL where there is none. */
static const QsShape *
find_owner (QsRequest  *self,
            const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *owner = dot != NULL ? g_strndup (path, dot - path) : NULL;
  const QsOperation *operation =
    qs_service_model_lookup_operation (qs_request_get_model (self),
                                       qs_request_get_operation (self));
  const QsMember *member = operation != NULL ? qs_operation_get_input (operation) : NULL;

  if (owner != NULL)
    member = qs_request_find_member (self, owner);

  return member != NULL ? qs_member_get_shape (member) : NULL;
}

/**
 * qs_request_get_range:
 * @min: (inout): the least that the number at @path may be; left alone where nothing says it
 * @max: (inout): the most, likewise
 *
 * As the service model and the rules have it, of which the rules are the narrower.
 */
void
qs_request_get_range (QsRequest  *self,
                      const char *path,
                      double     *min,
                      double     *max)
{
  g_autofree char *resolved = NULL;
  const QsMember *member;
  const QsShape *owner;

  g_return_if_fail (QS_IS_REQUEST (self));
  g_return_if_fail (path != NULL && min != NULL && max != NULL);

  resolved = qs_document_resolve (qs_request_get_document (self), path);
  member = qs_request_find_member (self, resolved);
  owner = find_owner (self, resolved);
  if (member == NULL || owner == NULL)
    return;

  qs_shape_get_min (qs_member_get_shape (member), min);
  qs_shape_get_max (qs_member_get_shape (member), max);
  if (qs_member_get_name (member) != NULL)
    qs_batch_rules_get_range (qs_shape_get_name (owner), qs_member_get_name (member), min, max);
}
