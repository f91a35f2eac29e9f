#include "qs-operation-private.h"

#include "qs-shape-private.h"

QsOperation *
qs_operation_new (const char *name)
{
  QsOperation *self = g_new0 (QsOperation, 1);

  self->name = g_strdup (name);
  self->errors = g_ptr_array_new ();

  return self;
}

void
qs_operation_free (QsOperation *self)
{
  g_clear_pointer (&self->input, qs_member_free);
  g_clear_pointer (&self->output, qs_member_free);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_clear_pointer (&self->traits, json_object_unref);
  g_free (self->method);
  g_free (self->request_uri);
  g_free (self->name);
  g_free (self);
}

/**
 * qs_operation_get_name:
 *
 * Returns: (transfer none): such as "SubmitJob".
 */
const char *
qs_operation_get_name (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * qs_operation_get_input:
 *
 * Returns: (transfer none) (nullable): the structure that goes in, %NULL when nothing does.
 */
const QsMember *
qs_operation_get_input (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->input;
}

/**
 * qs_operation_get_output:
 *
 * Returns: (transfer none) (nullable): the structure that comes out, %NULL when nothing does. Its
 *   trait "resultWrapper" belongs to the query protocol.
 */
const QsMember *
qs_operation_get_output (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->output;
}

/**
 * qs_operation_get_n_errors:
 *
 * Returns: how many errors the model names for the operation.
 */
guint
qs_operation_get_n_errors (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->errors->len;
}

/**
 * qs_operation_get_error:
 * @position: less than qs_operation_get_n_errors()
 *
 * Returns: (transfer none): the shape of an error; its trait "error" holds code and HTTP status.
 */
const QsShape *
qs_operation_get_error (const QsOperation *self,
                        guint              position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->errors->len, NULL);

  return g_ptr_array_index (self->errors, position);
}

/**
 * qs_operation_get_method:
 *
 * Returns: (transfer none): the HTTP method.
 */
const char *
qs_operation_get_method (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * qs_operation_get_request_uri:
 *
 * Returns: (transfer none): path and query of the request, with {placeholders} for the members
 *   whose location is "uri".
 */
const char *
qs_operation_get_request_uri (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->request_uri;
}

/**
 * qs_operation_get_traits:
 *
 * Returns: (transfer none) (nullable): all traits, as the model writes them; not to be modified.
 */
JsonObject *
qs_operation_get_traits (const QsOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->traits;
}
