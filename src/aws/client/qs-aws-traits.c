#include "qs-aws-traits.h"

#include "qs-json.h"

/* The verbs with which operations begin that change nothing. */
static const char * const reading_verbs[] = {
  "BatchGet", "Describe", "Filter", "Get", "Head", "List", "Lookup", "Search", "Simulate",
};

/* Those that leave things the same when they are done twice. What makes, starts or submits
 * something is not among them: nor is what nobody has thought about. */
static const char * const settling_verbs[] = {
  "Add", "Associate", "Assume", "Attach", "Cancel", "Delete", "Deregister", "Detach", "Disable",
  "Disassociate", "Enable", "Logout", "Modify", "Put", "Remove", "Set", "Tag", "Terminate",
  "Untag", "Update",
};

/* Whether the name is one of the verbs and goes on with another word. */
static gboolean
begins_with (const char         *name,
             const char * const *verbs,
             guint               n_verbs)
{
  for (guint i = 0; i < n_verbs; i++)
    if (g_str_has_prefix (name, verbs[i]) && !g_ascii_islower (name[strlen (verbs[i])]))
      return TRUE;

  return FALSE;
}

static gboolean
has_token (const QsMember *input)
{
  const QsShape *shape = input != NULL ? qs_member_get_shape (input) : NULL;

  for (guint i = 0; shape != NULL && i < qs_shape_get_n_members (shape); i++)
    if (qs_member_has_trait (qs_shape_get_member (shape, i), "idempotencyToken"))
      return TRUE;

  return FALSE;
}

/**
 * qs_aws_operation_only_reads:
 *
 * Returns: whether the operation has no effect.
 */
gboolean
qs_aws_operation_only_reads (const QsOperation *operation)
{
  g_return_val_if_fail (operation != NULL, FALSE);

  return begins_with (qs_operation_get_name (operation), reading_verbs,
                      G_N_ELEMENTS (reading_verbs));
}

/**
 * qs_aws_operation_is_repeatable:
 *
 * Returns: whether the same request can be sent again although the first may have been carried out:
 *   it only reads, leaves things as it found them the second time, or holds a token by which the
 *   service knows it again.
 */
gboolean
qs_aws_operation_is_repeatable (const QsOperation *operation)
{
  JsonObject *traits;

  g_return_val_if_fail (operation != NULL, FALSE);

  traits = qs_operation_get_traits (operation);
  return qs_aws_operation_only_reads (operation) ||
         (traits != NULL && qs_json_get_bool (traits, "idempotent", FALSE)) ||
         has_token (qs_operation_get_input (operation)) ||
         begins_with (qs_operation_get_name (operation), settling_verbs,
                      G_N_ELEMENTS (settling_verbs));
}

/**
 * qs_aws_operation_is_signed:
 *
 * Returns: whether the operation wants a signature; the others are for everybody, or carry a token
 *   in their input.
 */
gboolean
qs_aws_operation_is_signed (const QsOperation *operation)
{
  JsonObject *traits;
  const char *authtype;

  g_return_val_if_fail (operation != NULL, TRUE);

  traits = qs_operation_get_traits (operation);
  authtype = traits != NULL ? qs_json_get_string (traits, "authtype", NULL) : NULL;
  return g_strcmp0 (authtype, "none") != 0;
}
